#include "common/cli.h"
#include "linker/commands/commands.h"

int main(int argc, char** argv) {
  using namespace tally::linker;
  return tally::run_program(
      {"tally-linker",
       "links encodings of people; never holds the secret that they were made with",
       {link_command(), check_command(), evaluate_command(), compare_command()}},
      argc, argv);
}
