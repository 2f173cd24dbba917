#include "common/cli.h"
#include "encoder/commands/commands.h"

int main(int argc, char** argv) {
  using namespace tally::encoder;
  return tally::run_program(
      {"tally-encoder",
       "turns a data holder's records into keyed encodings, where the data are",
       {check_command(), audit_command(), encode_command(), attach_command(), clk_command(),
        profiles_command(), profile_show_command(), profile_check_command()}},
      argc, argv);
}
