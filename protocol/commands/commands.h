// The commands of tally-protocol.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/cli.h"

namespace tally {

Command agreement_template_command();
Command agreement_new_command();
Command agreement_show_command();
Command agreement_sign_command();
Command agreement_verify_command();
Command annex_command();
Command identity_new_command();
Command identity_show_command();
Command identity_request_command();
Command identity_install_command();
Command identity_backup_command();
Command secret_new_command();
Command secret_fingerprint_command();
Command secret_destroy_command();
Command close_command();
Command show_command();
Command open_command();
Command verify_command();

// The option --rehearsal-seed N, for all commands that can derive secrets from a seed.
Option rehearsal_seed_option();
Result<std::optional<std::uint64_t>> rehearsal_seed_of(const Options& options);

}  // namespace tally
