// The holder's own id of a record. It never leaves; references derive from it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "encoder/record/record.h"

namespace tally::encoder {

inline constexpr std::size_t kMaxLocalId = 64;  // bytes

// A cell without the ASCII spaces around it, otherwise byte for byte.
std::string_view trim_local_id(std::string_view cell);
// The reason to reject a trimmed local_id; nothing if it is valid.
std::optional<Reject> reject_local_id(std::string_view local_id);

}  // namespace tally::encoder
