// Base64 [RFC4648]: of finished filters, and of salts as Python decodes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/bytes.h"

namespace tally::encoder::clkhash {

// With padding, without line breaks.
void append_base64(ByteView bytes, std::string& out);

// As Python's base64.b64decode: characters outside the alphabet are skipped, reading stops behind
// the first padded group. Nothing where the last group is incomplete or a character is not ASCII.
std::optional<Bytes> decode_lenient_base64(std::string_view text);

}  // namespace tally::encoder::clkhash
