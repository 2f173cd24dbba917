// The files that no output ever replaces, by their content: keys, evidence logs, and certificates
// in a folder of keys. A lost reference key cannot be made again, nor a lost log.
#pragma once

#include <string>
#include <string_view>

#include "common/overwrite.h"
#include "common/paths.h"

namespace tally {

// An own key file begins with the first mark; a PEM file may have other text before the second.
inline constexpr std::string_view kKeyFileMark = "TALLYK";
inline constexpr std::string_view kPemKeyMark = "PRIVATE KEY-----";
inline constexpr std::string_view kPemCertificateMark = "-----BEGIN CERTIFICATE-----";
inline constexpr std::string_view kEvidenceMark = "{\"number\":1,";  // the first entry of a log
// The key beside an identity's certificates.
inline constexpr const char* kSigningKeyName = "signing.key";

inline std::string_view text_of(ByteView start) {
  return {reinterpret_cast<const char*>(start.data()), start.size()};
}

inline std::string_view reason_to_keep_keys(const std::string&, ByteView start) {
  const std::string_view text = text_of(start);
  const bool key = text.starts_with(kKeyFileMark) || text.find(kPemKeyMark) != text.npos;
  return key ? "holds a key, and no key is ever overwritten" : "";
}

inline std::string_view reason_to_keep(const std::string& path, ByteView start) {
  const std::string_view text = text_of(start);
  if (text.starts_with(kEvidenceMark)) {
    return "holds an evidence log, and no log is ever overwritten";
  }
  if (text.find(kPemCertificateMark) != text.npos &&
      file_exists(path_in(folder_of(path), kSigningKeyName))) {
    return "holds a certificate of an identity, and an output never overwrites one";
  }
  return reason_to_keep_keys(path, start);
}

// What --force allows.
inline constexpr Overwrite kForce = Overwrite::unless(reason_to_keep);
// For the certificates of an identity, which its own command replaces.
inline constexpr Overwrite kOverwriteAllButKeys = Overwrite::unless(reason_to_keep_keys);

}  // namespace tally
