#include "common/cli.h"
#include "protocol/commands/commands.h"

int main(int argc, char** argv) {
  using namespace tally;
  return run_program(
      {"tally-protocol",
       "makes agreements, keys and sealed files, shows them, and checks runs",
       {agreement_template_command(), agreement_new_command(), agreement_show_command(),
        agreement_sign_command(), agreement_verify_command(), identity_new_command(),
        identity_show_command(), identity_request_command(), identity_install_command(),
        identity_backup_command(), secret_new_command(), secret_fingerprint_command(),
        secret_destroy_command(), show_command(), open_command(), close_command(), verify_command(),
        annex_command()}},
      argc, argv);
}
