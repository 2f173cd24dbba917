// The words of the kinds of sealed files, for the files of this folder. Part of the file format.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "common/result.h"
#include "protocol/seal/manifest.h"

namespace tally {

// In the order of SealKind, which begins at 1.
inline constexpr std::array<std::string_view, 6> kSealKindWords = {
    "secret", "submission", "bridge", "payload", "report", "closing"};

// "a submission", "a closing statement": in messages.
std::string with_article(SealKind kind);

// Whether the manifest of a kind has the key check value of the linkage secret.
constexpr bool has_key_check(SealKind kind) {
  return kind == SealKind::secret || kind == SealKind::submission;
}

// refused: a data set or analyst that the kind must not have, or a missing one.
Status check_names_of(SealKind kind, std::string_view dataset, std::string_view analyst);

}  // namespace tally
