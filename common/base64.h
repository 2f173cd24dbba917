// Base64 [RFC4648], the standard alphabet, padded, without line breaks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "common/bytes.h"

namespace tally {

void append_base64(ByteView bytes, std::string& out);

// How many bytes a text of this length and padding encodes; 0 if no bytes are encoded in this way.
std::size_t base64_size(std::string_view text);
// Fills out, of base64_size(text) bytes and at least one. False if a character is not in the
// alphabet or an unused bit is set; then do not use out.
bool decode_base64(std::string_view text, std::span<std::uint8_t> out);

// As Python's base64.b64decode: characters outside the alphabet are skipped, reading stops after
// the first padded group, unused bits count for nothing. Nothing if the last group is incomplete or
// a character is not ASCII.
std::optional<Bytes> decode_base64_as_python(std::string_view text);

}  // namespace tally
