// The JSON file in which clkhash and anonlink keep CLKs: {"clks": ["base64", ...]}.
//
// Rows are in the order of the file and all of one length: whole bytes, 8 to kMaxClkBits bits.
// Base64 [RFC4648] has the standard alphabet and padding, and its unused bits are zero. clkhash and
// ClkTable number the bits of a byte from opposite ends; Dice does not depend on it, and a row has
// the file's bytes in the file's order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/clk_table.h"
#include "common/result.h"

namespace tally {

inline constexpr std::uint32_t kMaxClkBits = 1U << 20;

// Reads the file twice, so that memory beyond the table does not grow with the file. Errors: io
// (also if the file changes meanwhile), malformed (also if it has no CLKs). They name the entry,
// counted from 0, or the line, and never show the text.
Result<ClkTable> read_clks(const std::string& path);
// The same from memory; errors give `name` in place of the path.
Result<ClkTable> parse_clks(std::string_view text, const std::string& name);

}  // namespace tally
