// The command line of our programs: a table of subcommands with long options, checked in full
// before the first byte of any file is read. Only cli.cc uses Boost.Program_options.
//
//   int main(int argc, char** argv) {
//     return tally::run_program({"tally-linker", "links encodings; never holds the key",
//                                {link_command(), evaluate_command()}}, argc, argv);
//   }
//
// Every program answers --help, --version, COMMAND --help. Errors go to stderr as
// "program: error: message" and "program: hint: hint"; the exit status is the Errc. An unknown
// command or option suggests the nearest one.
#pragma once

#include <string_view>
#include <vector>

#include "common/command.h"
#include "common/printable.h"
#include "common/result.h"

namespace tally {

// Runs the command named in argv; returns the exit status. Exceptions from the standard library
// (out of memory) end as io.
int run_program(const Program& program, int argc, char** argv);

// A message to the user on stderr: "program: text". Never a field value.
void tell(std::string_view text);
void tell_all(const std::vector<std::string>& lines);

// Text to standard output, all of it before this returns. Error: io.
Status print_out(std::string_view text);

// --threads, checked: 1..1024, the processors available if absent.
Option threads_option();
Result<unsigned> threads_of(const Options& options);

}  // namespace tally
