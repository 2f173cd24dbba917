#include <iostream>

#include "common/destroy_file.h"
#include "protocol/command_line/party_options.h"
#include "protocol/commands/commands.h"
#include "protocol/describe/describe.h"
#include "protocol/party/session.h"
#include "protocol/secret/sealed_secret.h"

namespace tally {
namespace {

Status run_new(const Options& options) {
  const std::optional<std::uint64_t> seed = TRY(rehearsal_seed_of(options));
  PartySession party = TRY(session_of(options));
  if (seed && party.agreement().terms().purpose != Purpose::rehearsal) {
    return refused(options.get("agreement") + ": not a rehearsal, so its secret has no seed",
                   "leave out --rehearsal-seed");
  }
  const keys::Secret secret = seed ? keys::Secret::for_rehearsal(*seed) : keys::Secret::generate();
  return keys::seal_secret(party, secret, options.get("out"));
}

Status run_fingerprint(const Options& options) {
  PartySession party = TRY(session_of(options));
  const keys::Secret secret = TRY(keys::open_secret(party, options.get("secret")));
  const KeyCheck key_check = keys::derivation_of(secret, party.agreement()).key_check();
  std::cout << in_groups(key_check.bytes) << "\n";
  return {};
}

// Copies that somebody has elsewhere are not found: they are of no use without an opening key.
// Noted first: killed in between, the same command finishes the work.
Status run_destroy(const Options& options) {
  const std::string& path = options.get("secret");
  PartySession party = TRY(session_of(options, Task::ends));
  const SealedFile secret = TRY(read_sealed(path));
  const Manifest& manifest = secret.manifest;
  if (manifest.kind != SealKind::secret || manifest.project != party.agreement().terms().project) {
    return refused(path + ": not a secret of this project");
  }
  TRY(party.note("secret_destroyed", secret_facts(*manifest.key_check)));
  TRY(destroy_file(path));
  tell("destroyed " + path +
       "; `tally-protocol close` states it to all parties. Governance needs a copy of the "
       "sealed file, if nobody has given it one: it cannot open it");
  return {};
}

}  // namespace

Command secret_new_command() {
  return {"secret new",
          "makes the linkage secret and seals it to the data holders; the linker never has it",
          party_options({{"out", "FILE", Need::required, "the secret, sealed", Direction::out},
                         rehearsal_seed_option()}),
          run_new};
}

Command secret_fingerprint_command() {
  return {
      "secret fingerprint",
      "prints what two data holders compare by telephone to know that they have the same secret",
      party_options({{"secret", "FILE", Need::required, "the secret, sealed to you"}}),
      run_fingerprint};
}

Command secret_destroy_command() {
  return {"secret destroy", "removes the secret and notes it, for your closing statement",
          party_options({{"secret", "FILE", Need::required, "the secret, sealed to you"}}),
          run_destroy};
}

}  // namespace tally
