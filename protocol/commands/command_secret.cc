#include <iostream>
#include <string>

#include "common/join.h"
#include "protocol/command_line/party_options.h"
#include "protocol/commands/commands.h"
#include "protocol/describe/describe.h"
#include "protocol/seal/manifest.h"
#include "protocol/use_cases/keep_secret.h"

namespace tally {
namespace {

Status run_secret_new(const Options& options) {
  const std::optional<std::uint64_t> seed = TRY(rehearsal_seed_of(options));
  PartySession session = TRY(session_of(options));
  const std::string& out = options.get("out");
  TRY(new_secret(session, {.out = out, .rehearsal_seed = seed}));
  const auto readers = TRY(readers_of(session.agreement(), SealKind::secret, "", ""));
  tell("wrote " + out + ", sealed to " + join(readers) +
       ": send it to them, and a copy to governance");
  return {};
}

Status run_fingerprint(const Options& options) {
  PartySession session = TRY(session_of(options));
  const KeyCheck key_check = TRY(secret_fingerprint(session, options.get("secret")));
  std::cout << in_groups(key_check.bytes) << "\n";
  return {};
}

Status run_destroy(const Options& options) {
  const std::string& secret = options.get("secret");
  PartySession session = TRY(session_of(options, Task::ends));
  TRY(destroy_secret(session, secret));
  tell("destroyed " + secret +
       "; `tally-protocol close` states this to all parties. Governance needs a copy of the "
       "sealed file, which it cannot open: make sure that another holder gives it one");
  return {};
}

}  // namespace

Command secret_new_command() {
  return {"secret new",
          "makes the linkage secret and seals it to the data holders; the linker never has it",
          party_options({{"out", "FILE", Need::required, "the secret, sealed", Direction::out},
                         rehearsal_seed_option()}),
          run_secret_new};
}

Command secret_fingerprint_command() {
  return {"secret fingerprint",
          "prints the key check value, which two data holders compare by telephone: it is equal if "
          "they "
          "have the same secret",
          party_options({{"secret", "FILE", Need::required, "the secret, sealed to you"}}),
          run_fingerprint};
}

Command secret_destroy_command() {
  return {"secret destroy", "destroys the secret, and notes this for your closing statement",
          party_options({{"secret", "FILE", Need::required, "the secret, sealed to you"}}),
          run_destroy};
}

}  // namespace tally
