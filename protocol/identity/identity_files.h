// The files of an identity's folder (docs/formats/identity.md), for identity*.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/paths.h"
#include "common/result.h"
#include "protocol/base/kept_files.h"
#include "protocol/crypto/certificate.h"
#include "protocol/crypto/private_key.h"

namespace tally {

struct IdentityFiles {
  const char* key;
  const char* certificate;
  const char* request;
  KeyUse use;
};
inline constexpr IdentityFiles kSigningFiles = {kSigningKeyName, "signing.pem", "signing.csr",
                                                KeyUse::signing};
inline constexpr IdentityFiles kOpeningFiles = {"opening.key", "opening.pem", "opening.csr",
                                                KeyUse::opening};
inline constexpr const char* kCardSuffix = ".party.pem";
inline constexpr std::size_t kMaxPem = 64 * 1024;

inline std::string path_in(const std::string& folder, std::string_view name) {
  return folder + "/" + std::string(name);
}

// The certificates of a PEM file, at least one.
Result<std::vector<Certificate>> load_certificates(const std::string& path);

}  // namespace tally
