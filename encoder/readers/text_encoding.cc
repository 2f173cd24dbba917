#include "encoder/readers/text_encoding.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "common/file_reader.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

// Code points of the bytes from 0x80 to 0x9F [WHATWG-Encoding]; the rest are Latin-1's.
constexpr char16_t kNone = 0xFFFD;
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, kNone,  0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, kNone,  0x017D, kNone,  kNone,  0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, kNone,  0x017E, 0x0178};

bool in(unsigned char byte, unsigned char low, unsigned char high) {
  return low <= byte && byte <= high;
}

// Whether text, of a character's length at least, begins with its first `size` bytes well formed
// [RFC3629]: no overlong forms, no surrogates, nothing over U+10FFFF.
bool is_sequence(const unsigned char* text, std::size_t size) {
  const unsigned char low = text[0] == 0xE0 ? 0xA0 : text[0] == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = text[0] == 0xED ? 0x9F : text[0] == 0xF4 ? 0x8F : 0xBF;
  if (!in(text[1], low, high)) return false;
  return std::all_of(text + 2, text + size, [](unsigned char c) { return in(c, 0x80, 0xBF); });
}

// Bytes of a character that begins so; 0: none does.
std::size_t sequence_size(unsigned char first) {
  if (in(first, 0xC2, 0xDF)) return 2;
  if (in(first, 0xE0, 0xEF)) return 3;
  if (in(first, 0xF0, 0xF4)) return 4;
  return 0;
}

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  for (std::uint64_t eight = 0; at + sizeof(eight) <= text.size(); at += sizeof(eight)) {
    std::memcpy(&eight, text.data() + at, sizeof(eight));
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

std::uint64_t count_lines(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

// What one pass finds, a block at a time.
struct Scan {
  std::uint64_t sequences = 0, others = 0, lines = 1, first_other = 0;

  // Takes what it can tell of text; the rest, under four bytes, comes again with more behind it.
  std::size_t take(std::string_view text, bool is_last) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t at = 0;
    while ((at = skip_ascii(text, at)) < text.size()) {
      const std::size_t size = sequence_size(bytes[at]);
      const bool is_cut = at + size > text.size();
      if (is_cut && !is_last) break;
      if (size > 0 && !is_cut && is_sequence(bytes + at, size)) {
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
      return malformed(path + ": XML, where a CSV belongs",
                       "a profile of the XML form reads it: see tally-encoder profiles");
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
  return in(byte, 0x80, 0x9F) ? kWindows1252[byte - 0x80U] : byte;
}

void append_windows_1252(std::string& out, std::string_view text) {
  for (const char c : text) {
    const unsigned point = windows_1252(static_cast<unsigned char>(c));
    if (point < 0x80) {
      out += c;
    } else if (point < 0x800) {
      out += static_cast<char>(0xC0U | (point >> 6U));
      out += static_cast<char>(0x80U | (point & 0x3FU));
    } else {
      out += static_cast<char>(0xE0U | (point >> 12U));
      out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
      out += static_cast<char>(0x80U | (point & 0x3FU));
    }
  }
}

}  // namespace tally::encoder
