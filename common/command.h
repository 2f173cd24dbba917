// The commands of a program, their options, and the values given for them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/result.h"

namespace tally {

enum class Need : std::uint8_t {
  required,
  optional,
  repeated,    // one or more
  any_number,  // none or more
  flag,        // takes no value
};

// Whether the command reads or writes the file that an option names.
enum class Direction : std::uint8_t { in, out };

struct Option {
  std::string name;   // without dashes
  std::string value;  // the kind of value, in capitals: FILE, NAME=FILE, DIR, N; empty for a flag
  Need need;
  std::string help;
  Direction direction = Direction::in;  // of a FILE; no output may be another FILE of the command
};

class Options {
 public:
  const std::string& get(std::string_view name) const;  // a required option
  std::optional<std::string> find(std::string_view name) const;
  // A repeated or any_number option; empty if absent.
  const std::vector<std::string>& all(std::string_view name) const;
  bool flag(std::string_view name) const;
  // Whole number in [low, high], or fallback if absent. Error: usage.
  Result<std::uint64_t> number(std::string_view name, std::uint64_t low, std::uint64_t high,
                               std::uint64_t fallback) const;
  // One of the choices, or the first if absent. Error: usage, listing them.
  Result<std::string> choice(std::string_view name, const std::vector<std::string>& choices) const;

  // The files of all options that are Direction::out.
  const std::vector<std::string>& outputs() const { return outputs_; }

  void set(std::string name, std::vector<std::string> values);  // for cli.cc and tests
  void add_output(std::string path) { outputs_.push_back(std::move(path)); }

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> values_;
  std::vector<std::string> outputs_;
};

struct Command {
  std::string name;  // one word, or two: "agreement new"
  std::string summary;
  std::vector<Option> options;
  std::function<Status(const Options&)> run;
};

struct Program {
  std::string name;
  std::string summary;
  std::vector<Command> commands;
};

}  // namespace tally
