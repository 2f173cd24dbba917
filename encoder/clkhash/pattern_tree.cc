#include "encoder/clkhash/pattern_tree.h"

#include <optional>
#include <utility>

#include "common/utf8.h"

namespace tally::encoder::clkhash {
namespace {

using Kind = PatternNode::Kind;

constexpr std::size_t kMaxDepth = 64;
constexpr std::uint32_t kMaxCount = 1000;

Error wrong(const char* what) {
  return malformed(std::string("not a regular expression: ") + what);
}
Error beyond(const char* what) {
  return refused(std::string("this software does not read ") + what + " in a pattern");
}

bool is_ascii_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
bool is_ascii_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

std::optional<CharacterClass::Kind> class_of_escape(char32_t c) {
  switch (c) {
    case U'd':
      return CharacterClass::Kind::digit;
    case U'D':
      return CharacterClass::Kind::not_digit;
    case U'w':
      return CharacterClass::Kind::word;
    case U'W':
      return CharacterClass::Kind::not_word;
    case U's':
      return CharacterClass::Kind::space;
    case U'S':
      return CharacterClass::Kind::not_space;
    default:
      return std::nullopt;
  }
}

class Parser {
 public:
  explicit Parser(std::string_view text) { decode_utf8(text, text_); }

  Result<PatternNode> parse() {
    PatternNode node = TRY(alternatives());
    if (at_ < text_.size()) return wrong("a closing bracket without an opening one");
    return node;
  }

 private:
  bool ends() const { return at_ == text_.size(); }
  bool take(char32_t c) {
    if (ends() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  Result<PatternNode> alternatives() {
    if (++depth_ > kMaxDepth) return beyond("groups this deep");
    PatternNode node{Kind::alternatives};
    do {
      node.children.push_back(TRY(sequence()));
    } while (take(U'|'));
    --depth_;
    if (node.children.size() == 1) return std::move(node.children.front());
    return node;
  }

  Result<PatternNode> sequence() {
    PatternNode node{Kind::sequence};
    while (!ends() && text_[at_] != U'|' && text_[at_] != U')') {
      PatternNode item = TRY(atom());
      TRY(repeats(item));
      node.children.push_back(std::move(item));
    }
    return node;
  }

  Result<PatternNode> atom() {
    const char32_t c = text_[at_++];
    switch (c) {
      case U'(':
        return group();
      case U'[':
        return bracket();
      case U'\\':
        return escape();
      case U'^':
        return PatternNode{Kind::at_start};
      case U'$':
        return PatternNode{Kind::at_end_or_last_line};
      case U'*':
      case U'+':
      case U'?':
        return wrong("nothing to repeat");
      case U'{':
        --at_;
        if (TRY(counts())) return wrong("nothing to repeat");
        ++at_;
        return character(c);
      case U'.': {
        PatternNode any{Kind::character};
        any.characters.add(U'\n', U'\n');
        any.characters.negate();
        return any;
      }
      default:
        return character(c);
    }
  }

  static PatternNode character(char32_t c) {
    PatternNode node{Kind::character};
    node.characters.add(c, c);
    return node;
  }

  Result<PatternNode> group() {
    if (take(U'?') && !take(U':')) return beyond("\"(?\" other than \"(?:\"");
    PatternNode inner = TRY(alternatives());
    if (!take(U')')) return wrong("an opening bracket without a closing one");
    return inner;
  }

  // Wraps item in the repetition after it, if any.
  Status repeats(PatternNode& item) {
    const auto counted = TRY(counts());
    if (!counted) return {};
    if (item.kind == Kind::at_start || item.kind == Kind::at_end ||
        item.kind == Kind::at_end_or_last_line) {
      return wrong("nothing to repeat");
    }
    if (take(U'+')) return beyond("possessive repetition");
    take(U'?');  // fewest first; for a match of the whole value this does not matter
    if (TRY(counts())) return wrong("a repetition repeated");
    PatternNode repeated{Kind::repeat};
    repeated.least = counted->first;
    repeated.most = counted->second;
    repeated.children.push_back(std::move(item));
    item = std::move(repeated);
    return {};
  }

  using Counts = std::pair<std::uint32_t, std::uint32_t>;

  // Takes '*', '+', '?' or '{m,n}'; a '{' of another shape is a literal, and stays.
  Result<std::optional<Counts>> counts() {
    if (take(U'*')) return std::optional<Counts>({0, PatternNode::kNoLimit});
    if (take(U'+')) return std::optional<Counts>({1, PatternNode::kNoLimit});
    if (take(U'?')) return std::optional<Counts>({0, 1});
    const std::size_t begin = at_;
    if (!take(U'{')) return std::optional<Counts>();
    const auto least = TRY(count());
    std::optional<std::uint32_t> most = least;
    const bool comma = take(U',');
    if (comma) most = TRY(count());
    if (!take(U'}') || (!least && !comma)) {
      at_ = begin;
      return std::optional<Counts>();
    }
    const Counts counted{least.value_or(0), most.value_or(PatternNode::kNoLimit)};
    if (counted.first > counted.second)
      return wrong("a repetition with a minimum above its maximum");
    return std::optional<Counts>(counted);
  }

  Result<std::optional<std::uint32_t>> count() {
    if (ends() || !is_ascii_digit(text_[at_])) return std::optional<std::uint32_t>();
    std::uint32_t value = 0;
    while (!ends() && is_ascii_digit(text_[at_])) {
      value = value * 10 + static_cast<std::uint32_t>(text_[at_++] - U'0');
      if (value > kMaxCount) return beyond("a repetition over 1000 times");
    }
    return std::optional<std::uint32_t>(value);
  }

  Result<PatternNode> escape() {
    if (ends()) return wrong("a backslash at the end");
    PatternNode node{Kind::character};
    if (const auto kind = class_of_escape(text_[at_])) {
      ++at_;
      node.characters.add(*kind);
      return node;
    }
    if (take(U'A')) return PatternNode{Kind::at_start};
    if (take(U'Z')) return PatternNode{Kind::at_end};
    if (text_[at_] == U'b' || text_[at_] == U'B') return beyond("\\b and \\B");
    return character(TRY(escaped_character()));
  }

  // After the backslash.
  Result<char32_t> escaped_character() {
    const char32_t c = text_[at_++];
    constexpr std::u32string_view kNames = U"abfnrtv";
    constexpr std::u32string_view kMeanings = U"\a\b\f\n\r\t\v";
    if (const auto place = kNames.find(c); place != kNames.npos) return kMeanings[place];
    if (c == U'x') return hexadecimal(2);
    if (c == U'u') return hexadecimal(4);
    if (c == U'U') return hexadecimal(8);
    if (is_ascii_digit(c)) return beyond("\\ before a digit");
    if (c == U'N') return beyond("\\N");
    if (is_ascii_letter(c)) return wrong("an unknown escape");
    return c;
  }

  Result<char32_t> hexadecimal(int digits) {
    char32_t value = 0;
    for (int i = 0; i < digits; ++i) {
      if (ends()) return wrong("an escape that ends early");
      const char32_t c = text_[at_++];
      const char32_t lower = is_ascii_letter(c) ? c | 0x20 : c;
      const bool is_hex = is_ascii_digit(lower) || (lower >= U'a' && lower <= U'f');
      if (!is_hex) return wrong("an escape that ends early");
      value = value << 4 | (is_ascii_digit(lower) ? lower - U'0' : lower - U'a' + 10);
    }
    if (value > 0x10FFFF) return wrong("an escape over U+10FFFF");
    return value;
  }

  // After '['.
  Result<PatternNode> bracket() {
    PatternNode node{Kind::character};
    if (take(U'^')) node.characters.negate();
    bool first = true;
    while (first || !take(U']')) {
      if (ends()) return wrong("a class that is never closed");
      first = false;
      TRY(class_member(node.characters));
    }
    return node;
  }

  // One character, class of characters or range.
  Status class_member(CharacterClass& characters) {
    const std::optional<char32_t> low = TRY(class_character(characters));
    const bool is_range = at_ + 1 < text_.size() && text_[at_] == U'-' && text_[at_ + 1] != U']';
    if (!is_range) {
      if (low) characters.add(*low, *low);
      return {};
    }
    ++at_;
    const std::optional<char32_t> high = TRY(class_character(characters));
    if (!low || !high || *low > *high) return wrong("not a range of characters");
    characters.add(*low, *high);
    return {};
  }

  // Returns nothing for \d and similar escapes, which it adds to the class.
  Result<std::optional<char32_t>> class_character(CharacterClass& characters) {
    const char32_t c = text_[at_++];
    if (c != U'\\') return std::optional<char32_t>(c);
    if (ends()) return wrong("a backslash at the end");
    if (const auto kind = class_of_escape(text_[at_])) {
      ++at_;
      characters.add(*kind);
      return std::optional<char32_t>();
    }
    return std::optional<char32_t>(TRY(escaped_character()));
  }

  std::u32string text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

Result<PatternNode> parse_pattern(std::string_view text) {
  return Parser(text).parse();
}

}  // namespace tally::encoder::clkhash
