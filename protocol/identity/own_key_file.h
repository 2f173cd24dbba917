// An own key at rest (docs/formats/identity.md): as it is, or under a passphrase. Of the files of
// identity alone.
//
//   TALLYKF1 key                                        a reference key; TALLYKL1 a release key
//   TALLYKF2 salt (16) sealed key (32 + 16)             under a passphrase; TALLYKL2
#pragma once

#include <optional>
#include <string>

#include "common/bytes.h"
#include "common/result.h"
#include "protocol/identity/identity.h"

namespace tally {

std::string_view file_of(OwnKeyKind kind);    // its name in the folder
std::string_view called_by(OwnKeyKind kind);  // what people call it

// What a file of the key holds; the caller wipes it.
template <OwnKeyKind kKind>
Bytes print_own_key(const OwnKey<kKind>& key, const std::optional<Bytes>& passphrase);
// io: not there; refused: readable by others, the passphrase absent or wrong; malformed.
template <OwnKeyKind kKind>
Result<OwnKey<kKind>> read_own_key(const std::string& folder,
                                   const std::optional<Bytes>& passphrase);

}  // namespace tally
