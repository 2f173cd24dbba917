// The files of an identity's folder (docs/formats/identity.md), for identity*.cc.
#pragma once

#include "protocol/pki/private_key.h"

namespace tally {

struct IdentityFiles {
  const char* key;
  const char* certificate;
  const char* request;
  KeyUse use;
};
inline constexpr IdentityFiles kSigningFiles = {"signing.key", "signing.pem", "signing.csr",
                                                KeyUse::signing};
inline constexpr IdentityFiles kOpeningFiles = {"opening.key", "opening.pem", "opening.csr",
                                                KeyUse::opening};
inline constexpr const char* kCardSuffix = ".party.pem";

}  // namespace tally
