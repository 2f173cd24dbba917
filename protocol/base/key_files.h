// The first bytes of key files, so that no output ever replaces one: a lost reference key cannot be
// made again.
#pragma once

#include <string_view>

#include "common/overwrite.h"

namespace tally {

// An own key file begins with the first mark; a PEM file may have other text before the second.
inline constexpr std::string_view kKeyFileMark = "TALLYK";
inline constexpr std::string_view kPemKeyMark = "PRIVATE KEY-----";

inline std::string_view reason_to_keep_keys(ByteView start) {
  const std::string_view text(reinterpret_cast<const char*>(start.data()), start.size());
  const bool key = text.starts_with(kKeyFileMark) || text.find(kPemKeyMark) != text.npos;
  return key ? "holds a key, and no key is ever overwritten" : "";
}

// What --force allows.
inline constexpr Overwrite kOverwriteAllButKeys = Overwrite::unless(reason_to_keep_keys);

}  // namespace tally
