#include "encoder/hash/tokenise.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

#include "common/utf8.h"
#include "encoder/standardise/dates.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kPad = "_";

// A number in decimal, without allocation.
class Decimal {
 public:
  explicit Decimal(std::size_t n)
      : end_(std::to_chars(digits_.data(), digits_.data() + digits_.size(), n).ptr) {}
  std::string_view view() const {
    return {digits_.data(), static_cast<std::size_t>(end_ - digits_.data())};
  }

 private:
  std::array<char, 20> digits_;
  const char* end_;
};

void add_word_bigrams(std::string_view word, TokenList& out) {
  std::string_view previous = kPad;
  while (!word.empty()) {
    const std::string_view point = take_character(word);
    out.add({previous, point});
    previous = point;
  }
  out.add({previous, kPad});
}

void add_padded_bigrams(std::string_view value, TokenList& out) {
  while (!value.empty()) {
    const std::string_view word = value.substr(0, value.find(' '));
    value.remove_prefix(std::min(value.size(), word.size() + 1));
    if (!word.empty()) add_word_bigrams(word, out);
  }
  out.number_repeats();
}

void add_positions(std::string_view value, std::size_t first, TokenList& out) {
  for (std::size_t i = first; !value.empty(); ++i) {
    out.add({Decimal(i).view(), ":", take_character(value)});
  }
}

// The parts of a yyyymmdd.
struct DateDigits {
  std::string_view year, month, day;
};

DateDigits split_date(std::string_view value) {
  assert(value.size() == 8);
  return {value.substr(0, 4), value.substr(4, 2), value.substr(6, 2)};
}

bool is_known(std::string_view part) {
  return part.find_first_not_of('0') != std::string_view::npos;
}

bool is_possible_month(std::string_view month) {
  return month >= "01" && month <= "12";
}

// Whether the date's month has the day; true if the month is unknown or itself impossible.
bool is_possible_day(DateDigits date) {
  if (!is_known(date.day)) return false;
  const std::string_view month = is_possible_month(date.month) ? date.month : "00";
  std::array<char, 8> text;
  char* end = text.data();
  for (const std::string_view part : {date.year, month, date.day}) {
    end = std::copy(part.begin(), part.end(), end);
  }
  return Date::parse({text.data(), text.size()})->is_possible();
}

// Digits of the known parts; an impossible part keeps its digits.
void add_date_digits(DateDigits date, TokenList& out) {
  if (is_known(date.year)) add_positions(date.year, 1, out);
  if (is_known(date.month)) add_positions(date.month, 5, out);
  if (is_known(date.day)) add_positions(date.day, 7, out);
}

void add_date_components(DateDigits date, TokenList& out) {
  const bool year = is_known(date.year);
  const bool month = is_possible_month(date.month);
  const bool day = is_possible_day(date);
  if (year) out.add({"Y", date.year});
  if (month) out.add({"M", date.month});
  if (day) out.add({"D", date.day});
  // Unordered, so that a swapped day and month agree.
  if (month && day) out.add({"MD", std::min(date.month, date.day), std::max(date.month, date.day)});
  if (year && month) out.add({"YM", date.year, date.month});
  if (year && day) out.add({"YD", date.year, date.day});
  add_date_digits(date, out);
}

}  // namespace

void TokenList::clear() {
  text_.clear();
  spans_.clear();
}

void TokenList::add(std::initializer_list<std::string_view> parts) {
  const std::size_t begin = text_.size();
  for (const std::string_view part : parts) text_ += part;
  spans_.push_back({begin, text_.size() - begin});
}

void TokenList::sort() {
  std::sort(spans_.begin(), spans_.end(), [this](Span a, Span b) { return view(a) < view(b); });
}

void TokenList::number_repeats() {
  sort();
  std::size_t first = 0;  // of the run of equal tokens
  for (std::size_t i = 1; i < spans_.size(); ++i) {
    if (view(spans_[i]) != view(spans_[first])) {
      first = i;
      continue;
    }
    const Span span = spans_[first];
    const std::size_t begin = text_.size();
    text_.append(text_, span.begin, span.size);
    text_ += '#';
    text_ += Decimal(i - first + 1).view();
    spans_[i] = {begin, text_.size() - begin};
  }
}

void TokenList::finish() {
  sort();
  const auto repeats = std::unique(spans_.begin(), spans_.end(),
                                   [this](Span a, Span b) { return view(a) == view(b); });
  spans_.erase(repeats, spans_.end());
}

void tokenise(Tokens kind, std::string_view value, TokenList& out) {
  out.clear();
  if (value.empty()) return;
  switch (kind) {
    case Tokens::padded_bigrams:
      add_padded_bigrams(value, out);
      break;
    case Tokens::positional_characters:
      add_positions(value, 1, out);
      break;
    case Tokens::date_components:
      add_date_components(split_date(value), out);
      break;
    case Tokens::date_digits:
      add_date_digits(split_date(value), out);
      break;
    case Tokens::value:
      out.add({value});
      break;
  }
  out.finish();
}

}  // namespace tally::encoder
