#include "encoder/readers/text_encoding.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "common/file_reader.h"
#include "common/utf8.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

// Code points of the bytes from 0x80 to 0x9F [WHATWG-Encoding]; the rest are Latin-1's.
constexpr char16_t kNone = 0xFFFD;
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, kNone,  0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, kNone,  0x017D, kNone,  kNone,  0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, kNone,  0x017E, 0x0178};

std::uint64_t count_lines(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

// Collects the findings of one pass, a block at a time.
struct Scan {
  std::uint64_t sequences = 0, others = 0, lines = 1, first_other = 0;

  // Takes the bytes that it can judge. The rest, under four bytes, comes again with the next block.
  std::size_t take(std::string_view text, bool is_last) {
    std::size_t at = 0;
    while ((at += count_ascii(text.substr(at))) < text.size()) {
      const std::size_t size = character_size(text[at]);
      const bool is_cut = at + size > text.size();
      if (is_cut && !is_last) break;
      if (size > 0 && !is_cut && is_character(text.substr(at, size))) {
        ++sequences;
        at += size;
      } else {
        if (others++ == 0) first_other = lines + count_lines(text.substr(0, at));
        ++at;
      }
    }
    if (others == 0) lines += count_lines(text.substr(0, at));
    return at;
  }
};

}  // namespace

bool begins_as_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

Result<TextEncoding> find_text_encoding(const std::string& path) {
  FileReader file = TRY(FileReader::open(path));
  std::array<std::uint8_t, std::size_t{64} * 1024> block;
  const auto* text = reinterpret_cast<const char*>(block.data());
  Scan scan;
  bool has_mark = false;
  std::size_t kept = 0;
  for (bool first = true, last = false; !last; first = false) {
    const std::size_t got = TRY(file.read(std::span(block).subspan(kept)));
    last = kept + got < block.size();
    const std::string_view bytes(text, kept + got);
    if (first && begins_as_utf16(bytes)) {
      return malformed(path + ": text in UTF-16", "save the file as \"CSV UTF-8\"");
    }
    if (first) has_mark = bytes.starts_with(kMark);
    if (first && bytes.substr(has_mark ? kMark.size() : 0).starts_with("<?xml")) {
      return malformed(path + ": an XML file, but a CSV is expected",
                       "use a profile for XML: see tally-encoder profiles");
    }
    const std::size_t taken = scan.take(bytes, last);
    kept = bytes.size() - taken;
    std::memmove(block.data(), block.data() + taken, kept);
  }
  TextEncoding found{.first_other = scan.first_other};
  if (!has_mark && scan.others > 0 && scan.others >= scan.sequences) {
    found.code_page = TextEncoding::CodePage::windows_1252;
  }
  return found;
}

char16_t windows_1252(unsigned char byte) {
  return byte >= 0x80 && byte <= 0x9F ? kWindows1252[byte - 0x80U] : byte;
}

void append_windows_1252(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      append_utf8(out, windows_1252(byte));
    }
  }
}

}  // namespace tally::encoder
