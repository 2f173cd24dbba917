// Reads the words of an agreement's template: the parts of a line between semicolons, and their
// values. Errors say what is wrong, but never show what was written.
#pragma once

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement/agreement.h"
#include "protocol/base/agreement_words.h"
#include "protocol/base/fields.h"

namespace tally {

std::string_view trimmed(std::string_view text);
// The parts of a list, without the spaces around them; at least one.
std::vector<std::string_view> split(std::string_view text, char separator);
// The text after `word`; nothing if the text does not begin with that word.
std::optional<std::string_view> after(std::string_view text, std::string_view word);

Result<std::string> parse_name(std::string_view text);
// "12.5" as 12500.
Result<std::uint32_t> parse_thousandths(std::string_view text);
// The last second of the day.
Result<Time> parse_day(std::string_view text);
// A list of fields. An error names the place in the list, not the word.
Result<PerField<bool>> parse_fields(std::string_view text);

template <std::size_t N>
std::string listed(const std::array<std::string_view, N>& words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

template <class Number>
Result<Number> parse_whole(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    return malformed("not a whole number in range");
  }
  return value;
}

template <class Enum, std::size_t N>
Result<Enum> parse_choice(const std::array<std::string_view, N>& words, std::string_view text) {
  const std::optional<Enum> value = parse_word<Enum>(words, text);
  if (!value) return malformed("not one of " + listed(words));
  return *value;
}

// The parts of a line: "held by council; rows 3". take() and find() return each part by its first
// word. end() refuses the line if a part is left.
class Clauses {
 public:
  explicit Clauses(std::string_view text) : clauses_(split(text, ';')) {}

  std::string_view take_first();
  std::optional<std::string_view> find(std::string_view word);
  Result<std::string_view> take(std::string_view word);
  Status end() const;

 private:
  std::vector<std::string_view> clauses_;
};

// An error with its place in front.
template <class T>
Result<T> placed(const std::string& place, Result<T> result) {
  if (result) return result;
  const Error& error = result.error();
  return Error{error.code, place + ": " + error.message, error.hint};
}

}  // namespace tally
