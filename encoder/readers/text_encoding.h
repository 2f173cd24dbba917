// Which code page a text file is in, by its bytes: exports seldom say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/result.h"

namespace tally::encoder {

struct TextEncoding {
  enum class CodePage : std::uint8_t { utf8, windows_1252 } code_page = CodePage::utf8;
  // The line of the first byte that is not part of UTF-8; 0 if none.
  std::uint64_t first_other = 0;
};

// One pass over the file, in bounded memory. UTF-8: it has the mark, or no other byte, or fewer of
// them than characters of several bytes (text put together from two files: its other bytes stay as
// found). Otherwise Windows-1252. malformed: UTF-16, with what to do.
Result<TextEncoding> find_text_encoding(const std::string& path);

// Whether a file that begins so is UTF-16 or UTF-32, by its mark.
bool begins_as_utf16(std::string_view text);

// Windows-1252 as UTF-8. The five bytes that stand for nothing become U+FFFD: a cell with one is
// kept, for its other characters, and no character is made up.
void append_windows_1252(std::string& out, std::string_view text);
// The code point of a byte in Windows-1252.
char16_t windows_1252(unsigned char byte);

}  // namespace tally::encoder
