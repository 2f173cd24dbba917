// The text of --help and of suggestions. For cli.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/command.h"

namespace tally {

std::string program_help(const Program& program);
// The commands that begin with a word, as "agreement"; empty where none does.
std::string group_help(const Program& program, std::string_view word);
std::string command_help(const Program& program, const Command& command);

// The candidate nearest to what was typed, empty if none is near.
std::string nearest(std::string_view typed, const std::vector<std::string>& candidates);

}  // namespace tally
