// Regular expressions of string formats: a subset of Python's. A pattern is matched against the
// whole value, following all alternatives at once, in time linear in the value [Thompson1968].
//
// It reads: literals, '.', classes, \d \w \s and their opposites, escapes of characters, groups,
// '|', '?' '*' '+' '{m,n}' with or without a '?' after it, '^' '$' \A \Z. docs/formats/clkhash.md
// has the list.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/result.h"

namespace tally::encoder::clkhash {

// A set of characters.
class CharacterClass {
 public:
  enum class Kind : std::uint8_t { digit, not_digit, word, not_word, space, not_space };

  void add(char32_t low, char32_t high) { ranges_.emplace_back(low, high); }
  void add(Kind kind) { kinds_.push_back(kind); }
  void negate() { negated_ = true; }
  void finish();  // after the last change
  bool has(char32_t c) const { return c < ascii_.size() ? ascii_[c] : find(c); }

 private:
  bool find(char32_t c) const;
  std::vector<std::pair<char32_t, char32_t>> ranges_;
  std::vector<Kind> kinds_;
  bool negated_ = false;
  std::bitset<128> ascii_;
};

// A compiled pattern: a machine that is in several places at once.
struct PatternStep {
  enum class Kind : std::uint8_t { take, fork, jump, at_start, at_end, at_end_or_last_line, done };
  Kind kind;
  std::uint32_t to = 0;     // fork, jump: where; take: the class
  std::uint32_t other = 0;  // fork: the other way
};

class Pattern {
 public:
  // malformed: not a regular expression; refused: beyond the subset.
  static Result<Pattern> compile(std::string_view text);

  // Whether the whole of UTF-8 text conforms. Not thread-safe: it has its own scratch.
  bool matches(std::string_view text);

 private:
  struct Place {
    std::size_t position, size;  // characters before, and in all
    bool before_last_line_end;   // one character is left, a line feed
  };
  Pattern() = default;
  void enter(std::uint32_t step, const Place& place);

  std::vector<PatternStep> steps_;
  std::vector<CharacterClass> classes_;
  std::u32string characters_;
  std::vector<std::uint32_t> here_, next_, pending_;
  std::vector<std::size_t> seen_;  // by step, the position at which it was entered last, from 1
};

}  // namespace tally::encoder::clkhash
