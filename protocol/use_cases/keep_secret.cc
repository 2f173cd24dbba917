#include "protocol/use_cases/keep_secret.h"

#include "common/destroy_file.h"
#include "common/paths.h"
#include "protocol/secret/sealed_secret.h"

namespace tally {

Status new_secret(PartySession& session, const NewSecretRequest& request) {
  const std::optional<std::uint64_t>& seed = request.rehearsal_seed;
  if (seed && session.agreement().terms().purpose != Purpose::rehearsal) {
    return refused("this agreement is not a rehearsal, so its secret cannot come from a seed",
                   "leave out --rehearsal-seed");
  }
  const keys::Secret secret = seed ? keys::Secret::for_rehearsal(*seed) : keys::Secret::generate();
  return keys::seal_secret(session, secret, request.out);
}

Result<KeyCheck> secret_fingerprint(PartySession& session, const std::string& secret) {
  const keys::Secret opened = TRY(keys::open_secret(session, secret));
  return keys::derivation_of(opened, session.agreement()).key_check();
}

// Noted first: if the command is stopped in between, the same command finishes the work.
Status destroy_secret(PartySession& session, const std::string& secret) {
  if (!file_exists(secret)) {
    return io_error(secret + ": there is no such file",
                    "name your sealed copy of the secret; if it is already destroyed, continue "
                    "with tally-protocol close; if it is lost, ask the key maker for a copy, and "
                    "destroy that");
  }
  if (session.state().first_destroyed() && TRY(is_wiped(secret))) return destroy_file(secret);
  const SealedFile file = TRY(read_sealed(secret));
  const Manifest& manifest = file.manifest;
  if (manifest.kind != SealKind::secret ||
      manifest.project != session.agreement().terms().project) {
    return refused(secret + ": not a secret of this project");
  }
  TRY(session.note(events::SecretDestroyed{.key_check = *manifest.key_check}));
  return destroy_file(secret);
}

}  // namespace tally
