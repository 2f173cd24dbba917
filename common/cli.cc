#include "common/cli.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <cstdio>
#include <exception>
#include <iostream>
#include <new>

#include "common/cli_help.h"
#include "common/paths.h"
#include "common/port/process.h"
#include "common/port/processor.h"

namespace tally {
namespace {

namespace po = boost::program_options;

constexpr std::uint64_t kMaxThreads = 1024;

std::string& program_name() {
  static std::string name = "tally";
  return name;
}

void tell_error(const Error& error) {
  tell("error: " + error.message);
  if (!error.hint.empty()) tell("hint: " + error.hint);
}

std::string did_you_mean(const std::string& suggestion, const std::string& otherwise) {
  return suggestion.empty() ? otherwise : "did you mean " + suggestion + "?";
}

const Option* find_option(const Command& command, std::string_view name) {
  for (const Option& option : command.options) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

Error unknown_option(const Program& program, const Command& command, const std::string& typed) {
  std::vector<std::string> names;
  for (const Option& option : command.options) names.push_back("--" + option.name);
  const std::string explain = program.name + " " + command.name + " --help lists the options";
  return usage_error(typed + ": unknown option", did_you_mean(nearest(typed, names), explain));
}

Error needs_value(const Option& option) {
  return usage_error("--" + option.name + ": needs a value, " + option.value);
}

// The arguments as Boost splits them: an option and its value, or an argument that is neither.
Result<std::vector<po::option>> split(const Program& program, const Command& command,
                                      const std::vector<std::string>& arguments) {
  po::options_description description;
  for (const Option& option : command.options) {
    if (option.need == Need::flag) {
      description.add_options()(option.name.c_str(), "");
    } else {
      description.add_options()(option.name.c_str(), po::value<std::string>(), "");
    }
  }
  using namespace po::command_line_style;
  try {
    return po::command_line_parser(arguments)
        .options(description)
        .style(allow_long | long_allow_adjacent | long_allow_next)
        .run()
        .options;
  } catch (const po::unknown_option& error) {
    return unknown_option(program, command, error.get_option_name());
  } catch (const po::invalid_command_line_syntax& error) {
    const std::string typed = error.get_option_name();
    const Option* option = find_option(command, std::string_view(typed).substr(2));
    if (error.kind() != po::invalid_syntax::extra_parameter && option) return needs_value(*option);
    return usage_error(typed + ": takes no value");
  } catch (const po::error& error) {
    return usage_error(error.what());
  }
}

Error not_an_option(const Program& program, const Command& command, const std::string& typed) {
  if (typed.starts_with('-')) return unknown_option(program, command, typed);
  return usage_error("\"" + typed + "\": unexpected argument",
                     "name every input with an option; " + program.name + " " + command.name +
                         " --help lists them");
}

Status require_needed(const Command& command, const Options& options) {
  for (const Option& option : command.options) {
    const bool needed = option.need == Need::required || option.need == Need::repeated;
    if (needed && options.all(option.name).empty()) {
      return usage_error("--" + option.name + " " + option.value + " is missing", option.help);
    }
  }
  return {};
}

Result<Options> parse_options(const Program& program, const Command& command,
                              const std::vector<std::string>& arguments) {
  const std::vector<po::option> given = TRY(split(program, command, arguments));
  Options options;
  for (const po::option& one : given) {
    const Option* option = find_option(command, one.string_key);
    if (!option) {
      return not_an_option(program, command, one.value.empty() ? "" : one.value.front());
    }
    const bool many = option->need == Need::repeated || option->need == Need::any_number;
    std::vector<std::string> values = options.all(option->name);
    if (!values.empty() && !many) return usage_error("--" + option->name + ": given twice");
    const bool is_flag = option->need == Need::flag;
    const std::string value = is_flag ? "yes" : one.value.front();
    // The next argument may be another option, if the user forgot the value. Write a file "--x" as
    // "./--x".
    if (value.empty() || value.starts_with("--")) return needs_value(*option);
    values.push_back(value);
    options.set(option->name, std::move(values));
    if (option->direction == Direction::out) options.add_output(value);
  }
  TRY(require_needed(command, options));
  return options;
}

// The files that an option names. NAME=FILE names the file after the sign; NAME|FILE names a file
// if it contains a full stop.
std::vector<std::string> files_of(const Option& option, const Options& options) {
  std::vector<std::string> files = options.all(option.name);
  if (option.value == "NAME|FILE")
    std::erase_if(files, [](const std::string& value) { return value.find('.') == value.npos; });
  if (option.value == "FILE" || option.value == "NAME|FILE") return files;
  if (option.value != "NAME=FILE") return {};
  for (std::string& file : files) file.erase(0, file.find('=') + 1);
  return files;
}

Status refuse_over(const std::string& output, const std::string& taken, const Option& by) {
  if (same_file(output, taken)) {
    return usage_error(output + ": already given as --" + by.name + ", so it cannot be the output");
  }
  if (same_file(output, folder_of(taken))) {
    return usage_error(taken + ": must not be inside the output folder");
  }
  return {};
}

// --force replaces an output, never an input or another output of the command.
Status check_outputs(const Command& command, const Options& options) {
  for (const Option& output : command.options) {
    if (output.direction != Direction::out) continue;
    for (const std::string& path : options.all(output.name)) {
      for (const Option& other : command.options) {
        if (other.name == output.name) continue;
        for (const std::string& taken : files_of(other, options)) {
          TRY(refuse_over(path, taken, other));
        }
      }
    }
  }
  return {};
}

Error unknown_command(const Program& program, const std::vector<std::string>& words) {
  std::vector<std::string> names;
  std::string second_words;
  for (const Command& command : program.commands) {
    names.push_back(command.name);
    if (!command.name.starts_with(words[0] + " ")) continue;
    second_words += (second_words.empty() ? "" : ", ") + command.name;
  }
  if (!second_words.empty()) {
    return usage_error(words[0] + ": incomplete command", "one of: " + second_words);
  }
  return usage_error(
      "\"" + words[0] + "\": unknown command",
      did_you_mean(nearest(words[0], names), program.name + " --help lists the commands"));
}

// Removes the command's one or two words from the arguments.
Result<const Command*> take_command(const Program& program, std::vector<std::string>& words) {
  for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) {
    if (words.size() < count) continue;
    const std::string name = count == 2 ? words[0] + " " + words[1] : words[0];
    for (const Command& command : program.commands) {
      if (command.name != name) continue;
      words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count));
      return &command;
    }
  }
  return unknown_command(program, words);
}

Status run_arguments(const Program& program, std::vector<std::string> words) {
  if (words.empty()) {
    return usage_error("no command given", program.name + " --help lists the commands");
  }
  if (words[0] == "--version") {
    std::cout << program.name << " " << TALLY_VERSION << "\n";
    return {};
  }
  if (words[0] == "--help") {
    std::cout << program_help(program);
    return {};
  }
  if (words.size() == 2 && words[1] == "--help") {
    const std::string group = group_help(program, words[0]);
    std::cout << group;
    if (!group.empty()) return {};
  }
  const Command* command = TRY(take_command(program, words));
  if (std::find(words.begin(), words.end(), "--help") != words.end()) {
    std::cout << command_help(program, *command);
    return {};
  }
  const Options options = TRY(parse_options(program, *command, words));
  TRY(check_outputs(*command, options));
  return command->run(options);
}

// No exception leaves this function: an exception of the standard library is a system error.
Status run_guarded(const Program& program, std::vector<std::string> words) {
  try {
    return run_arguments(program, std::move(words));
  } catch (const std::bad_alloc&) {
    return io_error("out of memory");
  } catch (const std::exception& exception) {
    return io_error(std::string("unexpected failure: ") + exception.what());
  }
}

Status finish_standard_output() {
  std::cout.flush();
  if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return {};
  return io_error("standard output: cannot write");
}

}  // namespace

int run_program(const Program& program, int argc, char** argv) {
  port::forbid_memory_dumps();
  port::prepare_standard_streams();
  program_name() = program.name;
  Status status = run_guarded(program, {argv + std::min(argc, 1), argv + argc});
  const Status finished = finish_standard_output();
  if (status) status = finished;
  if (status) return 0;
  tell_error(status.error());
  return static_cast<int>(status.error().code);
}

void tell(std::string_view text) {
  const std::string line = program_name() + ": " + printable(text) + "\n";
  std::fwrite(line.data(), 1, line.size(),
              stderr);  // whole, whatever characters a name in it contains
}

void tell_all(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) tell(line);
}

Status print_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    return io_error("cannot write to standard output");
  }
  return {};
}

Option threads_option() {
  return {"threads", "N", Need::optional,
          "number of threads, 1 to " + std::to_string(kMaxThreads) +
              "; by default one for each processor"};
}

Result<unsigned> threads_of(const Options& options) {
  const std::uint64_t available =
      std::min<std::uint64_t>(port::available_processors(), kMaxThreads);
  const std::uint64_t threads = TRY(options.number("threads", 1, kMaxThreads, available));
  return static_cast<unsigned>(threads);
}

}  // namespace tally
