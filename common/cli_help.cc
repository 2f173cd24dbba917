#include "common/cli_help.h"

#include <algorithm>
#include <numeric>

namespace tally {
namespace {

constexpr std::size_t kLineWidth = 90;

// Appends words. A word that would pass kLineWidth goes to column `indent` of a new line.
void append_wrapped(std::string& out, const std::vector<std::string>& words, std::size_t indent) {
  std::size_t column = out.size() - (out.rfind('\n') + 1);
  bool first = true;
  for (const std::string& word : words) {
    if (!first && column + 1 + word.size() > kLineWidth) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
      first = true;
    }
    if (!first) out += ' ';
    out += word;
    column += word.size() + (first ? 0 : 1);
    first = false;
  }
  out += '\n';
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    if (space > 0) words.emplace_back(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return words;
}

// "  name   what it is", the second column at `indent` and wrapped there.
void append_entry(std::string& out, const std::string& name, const std::string& text,
                  std::size_t indent) {
  out += "  " + name;
  out.append(indent - name.size() - 2, ' ');
  append_wrapped(out, words_of(text), indent);
}

std::size_t indent_for(const std::vector<std::string>& names) {
  std::size_t longest = 0;
  for (const std::string& name : names) longest = std::max(longest, name.size());
  return longest + 5;
}

// A line or more for each command.
std::string listed(const std::vector<Command>& commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.name);
  std::string out;
  for (const Command& command : commands) {
    append_entry(out, command.name, command.summary, indent_for(names));
  }
  return out;
}

std::string spelled(const Option& option) {
  return "--" + option.name + (option.value.empty() ? "" : " " + option.value);
}

std::string usage_of(const Option& option) {
  switch (option.need) {
    case Need::required:
      return spelled(option);
    case Need::repeated:
      return spelled(option) + " ...";
    case Need::any_number:
      return "[" + spelled(option) + " ...]";
    case Need::optional:
    case Need::flag:
      break;
  }
  return "[" + spelled(option) + "]";
}

// Levenshtein's distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string program_help(const Program& program) {
  return program.name + ": " + program.summary + "\n\nusage: " + program.name +
         " COMMAND --OPTION VALUE ...\n\ncommands:\n" + listed(program.commands) + "\n" +
         program.name + " COMMAND --help explains a command; " + program.name +
         " --version prints its version.\n";
}

std::string group_help(const Program& program, std::string_view word) {
  std::vector<Command> group;
  for (const Command& command : program.commands) {
    if (command.name.starts_with(std::string(word) + " ")) group.push_back(command);
  }
  if (group.empty()) return {};
  const std::string start = program.name + " " + std::string(word) + " COMMAND";
  return "usage: " + start + " --OPTION VALUE ...\n\ncommands:\n" + listed(group) + "\n" + start +
         " --help explains a command.\n";
}

std::string command_help(const Program& program, const Command& command) {
  const std::string start = "usage: " + program.name + " " + command.name;
  std::vector<std::string> usages = {start};
  std::vector<std::string> names;
  for (const Option& option : command.options) {
    usages.push_back(usage_of(option));
    names.push_back(spelled(option));
  }
  std::string out;
  append_wrapped(out, usages, 4);
  out += '\n';
  append_wrapped(out, words_of(command.summary), 0);
  if (!command.options.empty()) out += "\noptions:\n";
  for (const Option& option : command.options) {
    append_entry(out, spelled(option), option.help, indent_for(names));
  }
  return out;
}

std::string nearest(std::string_view typed, const std::vector<std::string>& candidates) {
  std::string best;
  std::size_t best_distance = 2 + typed.size() / 4;
  for (const std::string& candidate : candidates) {
    const bool begun = !typed.empty() && candidate.starts_with(typed);
    const std::size_t far = begun ? 1 : distance(typed, candidate);
    if (far >= best_distance) continue;
    best = candidate;
    best_distance = far;
  }
  return best;
}

}  // namespace tally
