// The JSON file in which clkhash and anonlink keep CLKs: {"clks": ["base64", ...]}.
//
// Rows are in the order of the file and all of one length: whole bytes, 8 to kMaxClkBits bits.
// Base64 [RFC4648] is the standard alphabet's, padded, its unused bits zero. clkhash counts the
// bits of a byte from the other end than a ClkTable does; Dice does not see it, and a row has the
// file's bytes in the file's order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/clk_table.h"
#include "common/result.h"

namespace tally {

inline constexpr std::uint32_t kMaxClkBits = 1U << 20;

// Reads the file twice, so that memory beyond the table does not grow with it. Errors: io (also
// where the file changes meanwhile), malformed (no CLKs among it), with the entry counted from 0 or
// the line, never with the text.
Result<ClkTable> read_clks(const std::string& path);
// The same over memory; name stands in errors for the path.
Result<ClkTable> parse_clks(std::string_view text, const std::string& name);

}  // namespace tally
