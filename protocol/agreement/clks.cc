#include "protocol/agreement/clks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <span>
#include <utility>

#include "common/file_reader.h"
#include "protocol/agreement/encodings.h"

namespace tally {
namespace {

static_assert(std::endian::native == std::endian::little, "a file's bytes are the table's bytes");

constexpr std::size_t kChunk = 256 * 1024;
constexpr std::size_t kMaxBytes = kMaxClkBits / 8;

// A character that a string has as it stands.
constexpr bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\';
}

// Whether each of eight characters is: no byte is below ' ', none zero but for a mark [Warren2012].
bool all_plain(const char* text) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
  std::uint64_t x;
  std::memcpy(&x, text, sizeof x);
  const std::uint64_t quote = x ^ kOnes * '"';
  const std::uint64_t backslash = x ^ kOnes * '\\';
  const std::uint64_t odd =
      ((x - kOnes * ' ') & ~x) | ((quote - kOnes) & ~quote) | ((backslash - kOnes) & ~backslash);
  return (odd & kOnes * 0x80) == 0;
}

// The characters of a file, or of memory, from front to back.
class Text {
 public:
  static constexpr int kEnd = -1;

  explicit Text(std::string_view text) : rest_(text) {}
  explicit Text(FileReader file) : file_(std::move(file)), chunk_(kChunk) {}

  // The next character, which stays; kEnd also where the file cannot be read.
  int peek() { return !rest_.empty() || fill() ? static_cast<unsigned char>(rest_.front()) : kEnd; }
  void skip() { rest_.remove_prefix(1); }
  // Takes those plain characters that are at hand; valid until the next call of any function.
  std::string_view take_plain() {
    std::size_t size = 0;
    while (rest_.size() - size >= 8 && all_plain(rest_.data() + size)) size += 8;
    while (size < rest_.size() && is_plain(rest_[size])) ++size;
    const std::string_view plain = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return plain;
  }
  const std::optional<Error>& failure() const { return failure_; }

 private:
  bool fill() {
    if (!file_ || failure_) return false;
    const Result<std::size_t> got = file_->read(chunk_);
    if (!got) {
      failure_ = got.error();
      return false;
    }
    rest_ = {reinterpret_cast<const char*>(chunk_.data()), got.value()};
    return !rest_.empty();
  }

  std::optional<FileReader> file_;  // none: memory
  Bytes chunk_;
  std::string_view rest_;
  std::optional<Error> failure_;
};

// The entries of a file one by one, all around them checked. A reader of any JSON takes longer than
// the comparison that is to follow, and holds the file several times over.
class Entries {
 public:
  Entries(Text text, std::string name) : text_(std::move(text)), name_(std::move(name)) {}

  // False behind the last one, when nothing else follows.
  Result<bool> next() {
    if (begun_ == 0) {
      TRY(open());
    } else if (!take(',')) {
      TRY(close());
      return false;
    }
    ++begun_;
    if (!take('"')) return wrong("not a string");
    if (!take_string(kMaxText)) return wrong_text();
    return true;
  }
  // What next() has found, before it is known to be base64.
  std::string_view base64() const { return string_; }
  // An error in that entry, or in the text before the first.
  Error wrong(const std::string& what, std::string hint = {}) {
    if (text_.failure()) return *text_.failure();
    if (text_.peek() == Text::kEnd) return malformed(name_ + ": ends early");
    const bool entry = begun_ > 0;
    const std::string number = std::to_string(entry ? begun_ - 1 : line_);
    return malformed(name_ + (entry ? ": entry " : ": line ") + number + ": " + what,
                     std::move(hint));
  }
  Error wrong_text() { return wrong("not base64 of 1 to " + std::to_string(kMaxBytes) + " bytes"); }

 private:
  static constexpr std::size_t kMaxText = (kMaxBytes + 2) / 3 * 4;
  static constexpr std::size_t kMaxKey = 16;
  static constexpr const char* kShape = R"(not {"clks": ["base64", ...]} and nothing else)";

  Status open() {
    if (text_.peek() == 0xEF) {
      return wrong("a byte order mark", "save the file without a byte order mark");
    }
    if (!take('{') || !take('"') || !take_string(kMaxKey)) return wrong(kShape);
    if (string_ == "clknblocks") {
      return wrong("CLKs with blocks", "all pairs are compared: give the file without blocks");
    }
    if (string_ != "clks" || !take(':') || !take('[')) return wrong(kShape);
    if (take(']')) return wrong("no CLKs");
    return {};
  }

  Status close() {
    if (!take(']')) return wrong("neither a comma nor the end of the list behind it");
    if (!take('}')) return wrong(std::string("behind the list: ") + kShape);
    skip_space();
    if (text_.failure()) return *text_.failure();
    if (text_.peek() != Text::kEnd) return wrong(std::string("behind the object: ") + kShape);
    return {};
  }

  void skip_space() {
    for (;; text_.skip()) {
      const int c = text_.peek();
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
      if (c == '\n') ++line_;
    }
  }
  bool take(char wanted) {
    skip_space();
    if (text_.peek() != wanted) return false;
    text_.skip();
    return true;
  }

  // The rest of a string of at most `limit` characters.
  bool take_string(std::size_t limit) {
    for (string_.clear(); string_.size() <= limit;) {
      string_ += text_.take_plain();
      const int c = text_.peek();
      if (c < ' ') return false;  // or the end
      if (c == '"') return text_.skip(), string_.size() <= limit;
      if (c == '\\' && !take_escape()) return false;
    }
    return false;
  }
  // The escapes that writers of JSON use for characters of base64.
  bool take_escape() {
    static constexpr std::pair<std::string_view, char> kEscapes[] = {
        {"\\/", '/'},     {"\\u002b", '+'}, {"\\u002B", '+'}, {"\\u002f", '/'},
        {"\\u002F", '/'}, {"\\u003d", '='}, {"\\u003D", '='}};
    std::string escape;
    while (escape.size() < 6 && text_.peek() != Text::kEnd && text_.peek() != '"') {
      escape += static_cast<char>(text_.peek());
      text_.skip();
      for (const auto& [written, character] : kEscapes) {
        if (escape == written) return string_ += character, true;
      }
    }
    return false;
  }

  Text text_;
  std::string name_;
  std::string string_;
  std::uint64_t begun_ = 0;  // entries
  std::uint64_t line_ = 1;
};

// A digit of base64, or something over 63.
constexpr auto kDigits = [] {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::uint8_t, 256> digits{};
  digits.fill(0xFF);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    digits[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return digits;
}();

// The bytes that base64 of this length and padding has; 0 where there is none such.
std::size_t decoded_size(std::string_view base64) {
  if (base64.empty() || base64.size() % 4 != 0) return 0;
  const std::size_t padding = base64.ends_with("==") ? 2 : base64.ends_with('=') ? 1 : 0;
  return base64.size() / 4 * 3 - padding;
}

// The 24 bits of four digits, or something larger.
std::uint32_t four_digits(const char* digits) {
  const auto digit = [&](int i) {
    return std::uint32_t{kDigits[static_cast<unsigned char>(digits[i])]};
  };
  const std::uint32_t wrong = (digit(0) | digit(1) | digit(2) | digit(3)) & 0xC0;
  return wrong << 24 | digit(0) << 18 | digit(1) << 12 | digit(2) << 6 | digit(3);
}

// Base64 of decoded_size out.size(), at least 1. False where it is none.
bool decode(std::string_view base64, std::span<std::uint8_t> out) {
  std::uint32_t wrong = 0;
  const char* in = base64.data();
  std::uint8_t* to = out.data();
  for (std::size_t group = 0; group < out.size() / 3; ++group, in += 4, to += 3) {
    const std::uint32_t bits = four_digits(in);
    wrong |= bits >> 24;
    to[0] = static_cast<std::uint8_t>(bits >> 16);
    to[1] = static_cast<std::uint8_t>(bits >> 8);
    to[2] = static_cast<std::uint8_t>(bits);
  }
  const std::size_t rest = out.size() % 3;
  if (rest == 0) return wrong == 0;
  const std::array<char, 4> padded = {in[0], in[1], rest == 2 ? in[2] : 'A', 'A'};
  const std::uint32_t bits = four_digits(padded.data());
  to[0] = static_cast<std::uint8_t>(bits >> 16);
  if (rest == 2) to[1] = static_cast<std::uint8_t>(bits >> 8);
  const std::uint32_t unused = (1U << (24 - 8 * rest)) - 1;
  return wrong == 0 && bits >> 24 == 0 && (bits & unused) == 0;
}

struct Shape {
  std::uint64_t rows = 0;
  std::size_t bytes = 0;  // a row
};

Result<Shape> measure(Entries entries) {
  Shape shape;
  for (; TRY(entries.next()); ++shape.rows) {
    const std::size_t bytes = decoded_size(entries.base64());
    if (bytes == 0 || bytes > kMaxBytes) return entries.wrong_text();
    if (shape.rows == 0) shape.bytes = bytes;
    if (bytes != shape.bytes) return entries.wrong("of another length than entry 0");
    if (shape.rows == kMaxRows) return entries.wrong("more than this software compares");
  }
  return shape;
}

Result<ClkTable> fill(Entries entries, Shape shape, const std::string& name) {
  const Error changed = io_error(name + ": changed while it was read");
  ClkTable table(shape.rows, static_cast<std::uint32_t>(shape.bytes * 8));
  for (std::size_t row = 0; row < shape.rows; ++row) {
    const auto more = entries.next();  // well-formed when it was measured
    if (!more || !more.value()) return changed;
    if (decoded_size(entries.base64()) != shape.bytes) return changed;
    auto* const bytes = reinterpret_cast<std::uint8_t*>(table.row(row).data());
    if (!decode(entries.base64(), {bytes, shape.bytes})) return entries.wrong_text();
  }
  const auto more = entries.next();
  if (!more || more.value()) return changed;
  return table;
}

}  // namespace

Result<ClkTable> read_clks(const std::string& path) {
  FileReader first = TRY(FileReader::open(path));
  const Shape shape = TRY(measure(Entries(Text(std::move(first)), path)));
  FileReader second = TRY(FileReader::open(path));
  return fill(Entries(Text(std::move(second)), path), shape, path);
}

Result<ClkTable> parse_clks(std::string_view text, const std::string& name) {
  const Shape shape = TRY(measure(Entries(Text(text), name)));
  return fill(Entries(Text(text), name), shape, name);
}

}  // namespace tally
