// The life of the linkage secret: the key maker makes it, and every party that has it destroys it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/ids.h"
#include "common/result.h"
#include "protocol/party/session.h"

namespace tally {

struct NewSecretRequest {
  std::string out;                              // the secret, sealed to the holders
  std::optional<std::uint64_t> rehearsal_seed;  // only under a rehearsal agreement
};
// refused: the party is not the key maker; a seed for an agreement that is not a rehearsal.
Status new_secret(PartySession& session, const NewSecretRequest& request);

// The check value of a sealed secret. Two holders compare it by telephone.
Result<KeyCheck> secret_fingerprint(PartySession& session, const std::string& secret);

// Removes the sealed secret and notes it. It does not find copies elsewhere; nobody can use them
// without an opening key. refused: not a secret of this project.
Status destroy_secret(PartySession& session, const std::string& secret);

}  // namespace tally
