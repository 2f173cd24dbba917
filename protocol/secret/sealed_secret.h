// The linkage secret in its sealed file: from the key maker to the holders. It touches no disk
// unsealed.
#pragma once

#include <string>

#include "common/result.h"
#include "protocol/keys/derivation.h"
#include "protocol/keys/secret.h"
#include "protocol/party/session.h"

namespace tally::keys {

// Derived from the secret for the agreement at hand.
Derivation derivation_of(const Secret& secret, const Agreement& agreement);

// For the key maker: seals the secret to all holders and notes it. refused: the party is not the
// key maker.
Status seal_secret(PartySession& session, const Secret& secret, const std::string& path);

// For a holder: opens the secret, and notes it the first time. refused: everything that
// PartySession::check refuses; a secret that the party destroyed, or that does not match its
// manifest's check value.
Result<Secret> open_secret(PartySession& session, const std::string& path);

}  // namespace tally::keys
