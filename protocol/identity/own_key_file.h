// The file of an own key (docs/formats/identity.md): plain, or protected by a passphrase. Only for
// the files of this room.
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

std::string_view file_of(OwnKeyKind kind);  // its name in the folder
std::string_view name_of(OwnKeyKind kind);  // its name in messages

// The content of the key's file; the caller wipes it.
template <OwnKeyKind kKind>
Bytes print_own_key(const OwnKey<kKind>& key, const std::optional<Bytes>& passphrase);
// io: missing; refused: other users can read it, or the passphrase is missing or wrong; malformed.
template <OwnKeyKind kKind>
Result<OwnKey<kKind>> read_own_key(const std::string& folder,
                                   const std::optional<Bytes>& passphrase);

}  // namespace tally
