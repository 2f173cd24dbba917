// Finds the code page of a text file from its bytes, because exports seldom declare it.
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

// One pass over the file, in bounded memory. The file is UTF-8 if it has the byte order mark, if
// all bytes are UTF-8, or if fewer bytes are not UTF-8 than there are characters of several bytes
// (text joined from two files; the other bytes stay as found). Otherwise it is Windows-1252.
// malformed: UTF-16, with a hint.
Result<TextEncoding> find_text_encoding(const std::string& path);

// Whether the byte order mark at the beginning of a file is that of UTF-16 or UTF-32.
bool begins_as_utf16(std::string_view text);

// Windows-1252 as UTF-8. The five bytes without a character become U+FFFD: a cell with such a byte
// keeps its other characters, and no character is invented.
void append_windows_1252(std::string& out, std::string_view text);
// The code point of a byte in Windows-1252.
char16_t windows_1252(unsigned char byte);

}  // namespace tally::encoder
