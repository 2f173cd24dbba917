#include "protocol/agreement/clks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <span>
#include <utility>

#include "common/base64.h"
#include "common/file_reader.h"
#include "protocol/agreement/encodings.h"

namespace tally {
namespace {

static_assert(std::endian::native == std::endian::little, "a file's bytes are the table's bytes");

constexpr std::size_t kChunk = 256 * 1024;
constexpr std::size_t kMaxBytes = kMaxClkBits / 8;

// A character that a JSON string may hold as it is.
constexpr bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\';
}

// Whether each of eight characters is plain, tested at once [Warren2012].
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

// Reads the characters of a file, or of memory, in order.
class Text {
 public:
  static constexpr int kEnd = -1;

  explicit Text(std::string_view text) : rest_(text) {}
  explicit Text(FileReader file) : file_(std::move(file)), chunk_(kChunk) {}

  // The next character, without taking it. kEnd also if the file cannot be read.
  int peek() { return !rest_.empty() || fill() ? static_cast<unsigned char>(rest_.front()) : kEnd; }
  void skip() { rest_.remove_prefix(1); }
  // Takes the plain characters that are already in memory. Valid until the next call of any
  // function.
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

// Reads the entries of a file one by one, and checks all the text around them. A general JSON
// reader would take longer than the comparison itself, and would hold the file several times in
// memory.
class Entries {
 public:
  Entries(Text text, std::string name) : text_(std::move(text)), name_(std::move(name)) {}

  // False after the last entry, if nothing follows it.
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
  // The entry that next() found, which may not be base64.
  std::string_view base64() const { return string_; }
  // An error in that entry, or in the text before the first entry.
  Error wrong(const std::string& what, std::string hint = {}) {
    if (text_.failure()) return *text_.failure();
    if (text_.peek() == Text::kEnd) return malformed(name_ + ": ends early");
    const bool entry = begun_ > 0;
    const std::string number = std::to_string(entry ? begun_ - 1 : line_);
    return malformed(name_ + (entry ? ": entry " : ": line ") + number + ": " + what,
                     std::move(hint));
  }
  Error wrong_text() {
    return wrong("must be base64 of 1 to " + std::to_string(kMaxBytes) + " bytes");
  }

 private:
  static constexpr std::size_t kMaxText = (kMaxBytes + 2) / 3 * 4;
  static constexpr std::size_t kMaxKey = 16;
  static constexpr const char* kShape = R"(expected {"clks": ["base64", ...]} and nothing else)";

  Status open() {
    if (text_.peek() == 0xEF) {
      return wrong("begins with a byte order mark", "save the file without a byte order mark");
    }
    if (!take('{') || !take('"') || !take_string(kMaxKey)) return wrong(kShape);
    if (string_ == "clknblocks") {
      return wrong("the CLKs are in blocks",
                   "all pairs are compared: save the CLKs without blocks");
    }
    if (string_ != "clks" || !take(':') || !take('[')) return wrong(kShape);
    if (take(']')) return wrong("no CLKs");
    return {};
  }

  Status close() {
    if (!take(']')) return wrong("expected a comma or the end of the list after it");
    if (!take('}')) return wrong(std::string("after the list: ") + kShape);
    skip_space();
    if (text_.failure()) return *text_.failure();
    if (text_.peek() != Text::kEnd) return wrong(std::string("after the object: ") + kShape);
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

struct Shape {
  std::uint64_t rows = 0;
  std::size_t bytes = 0;  // a row
};

Result<Shape> measure(Entries entries) {
  Shape shape;
  for (; TRY(entries.next()); ++shape.rows) {
    const std::size_t bytes = base64_size(entries.base64());
    if (bytes == 0 || bytes > kMaxBytes) return entries.wrong_text();
    if (shape.rows == 0) shape.bytes = bytes;
    if (bytes != shape.bytes) return entries.wrong("its length differs from that of entry 0");
    if (shape.rows == kMaxRows) return entries.wrong("more CLKs than this software can compare");
  }
  return shape;
}

Result<ClkTable> fill(Entries entries, Shape shape, const std::string& name) {
  const Error changed = io_error(name + ": the file changed while it was read");
  ClkTable table(shape.rows, static_cast<std::uint32_t>(shape.bytes * 8));
  for (std::size_t row = 0; row < shape.rows; ++row) {
    const auto more = entries.next();  // it was well-formed when measured
    if (!more || !more.value()) return changed;
    if (base64_size(entries.base64()) != shape.bytes) return changed;
    auto* const bytes = reinterpret_cast<std::uint8_t*>(table.row(row).data());
    if (!decode_base64(entries.base64(), {bytes, shape.bytes})) return entries.wrong_text();
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
