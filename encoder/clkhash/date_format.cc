#include "encoder/clkhash/date_format.h"

#include <algorithm>
#include <span>

#include "common/utf8.h"
#include "encoder/clkhash/unicode.h"

namespace tally::encoder::clkhash {
namespace {

constexpr std::size_t kMaxFormat = 256;  // bytes; an item is a level of recursion
constexpr std::u32string_view kRead = U"YymdbBjHMSfIpaA";
constexpr std::u32string_view kPythonReads = U"GUVWZcuwxXz";

// The permitted digits of each directive, in the order in which strptime tries them. '#' is a
// decimal digit of any script; other letters are the ranges of range_of.
struct Digits {
  char32_t directive;
  std::array<std::string_view, 8> alternatives;
};
constexpr Digits kDigits[] = {
    {U'Y', {"####"}},
    {U'y', {"##"}},
    {U'm', {"1c", "0p", "p"}},
    {U'd', {"3a", "b#", "0p", "p", " p"}},
    {U'j', {"36g", "3f#", "b##", "0p#", "00p", "p#", "0p", "p"}},
    {U'H', {"2e", "a#", "#"}},
    {U'I', {"1c", "0p", "p"}},
    {U'M', {"f#", "#"}},
    {U'S', {"6a", "f#", "#"}},
    {U'f', {"zzzzzz", "zzzzz", "zzzz", "zzz", "zz", "z"}},
};

std::string_view range_of(char code) {
  switch (code) {
    case 'a':
      return "01";
    case 'b':
      return "12";
    case 'c':
      return "02";
    case 'e':
      return "03";
    case 'f':
      return "05";
    case 'g':
      return "06";
    case 'p':
      return "19";
    default:
      return "09";
  }
}

bool may_be(char code, char32_t c) {
  if (code == '#') return digit_value(c) >= 0;
  if (code == ' ' || (code >= '0' && code <= '9')) return c == static_cast<char32_t>(code);
  const std::string_view range = range_of(code);
  return c >= static_cast<char32_t>(range[0]) && c <= static_cast<char32_t>(range[1]);
}

// The number at the front of text by one alternative; -1 if there is none.
int read_digits(std::string_view alternative, std::u32string_view text) {
  if (text.size() < alternative.size()) return -1;
  int value = 0;
  for (std::size_t i = 0; i < alternative.size(); ++i) {
    if (!may_be(alternative[i], text[i])) return -1;
    if (text[i] != U' ') value = value * 10 + digit_value(text[i]);
  }
  return value;
}

constexpr std::u32string_view kMonths[] = {U"january",   U"february", U"march",    U"april",
                                           U"may",       U"june",     U"july",     U"august",
                                           U"september", U"october",  U"november", U"december"};
constexpr std::u32string_view kDays[] = {U"monday", U"tuesday",  U"wednesday", U"thursday",
                                         U"friday", U"saturday", U"sunday"};
constexpr std::u32string_view kHalves[] = {U"am", U"pm"};

std::span<const std::u32string_view> names_of(char32_t directive) {
  if (directive == U'b' || directive == U'B') return kMonths;
  if (directive == U'a' || directive == U'A') return kDays;
  return kHalves;
}

bool begins_with_name(std::u32string_view text, std::u32string_view name) {
  return text.size() >= name.size() &&
         std::equal(name.begin(), name.end(), text.begin(), [](char32_t a, char32_t b) {
           return a == (b >= U'A' && b <= U'Z' ? b | 0x20 : b);
         });
}

void append_two_digits(std::string& out, unsigned value) {
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

}  // namespace

// After the '%'.
Result<DateFormat::Item> DateFormat::parse_directive(char32_t letter) const {
  if (letter == U'%') return Item{U'%', Item::Kind::literal};
  if (kRead.find(letter) != kRead.npos) {
    const bool used = std::any_of(items_.begin(), items_.end(), [letter](const Item& item) {
      return item.kind == Item::Kind::directive && item.character == letter;
    });
    if (used) return malformed("a date format with a directive twice");
    return Item{letter, Item::Kind::directive};
  }
  if (kPythonReads.find(letter) == kPythonReads.npos) {
    return malformed("a date format with an unknown directive");
  }
  return refused("this software does not read the date directive %" +
                 std::string(1, static_cast<char>(letter)));
}

Result<DateFormat> DateFormat::parse(std::string_view format) {
  if (format.size() > kMaxFormat) {
    return refused("this software does not read a date format this long");
  }
  DateFormat made;
  std::u32string text;
  decode_utf8(format, text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_space(text[i])) {
      if (i == 0 || !is_space(text[i - 1])) made.items_.push_back({U' ', Item::Kind::space});
    } else if (text[i] != U'%') {
      made.items_.push_back({to_lower(text[i]), Item::Kind::literal});
    } else {
      if (++i == text.size()) return malformed("a date format that ends in a single %");
      made.items_.push_back(TRY(made.parse_directive(text[i])));
    }
  }
  return made;
}

// Each of these three functions takes a permitted part of text_[at...] and continues with the next
// item. The first way in which all items match counts.
bool DateFormat::match(std::size_t item, std::size_t at) {
  if (item == items_.size()) {
    matched_ = at;
    return true;
  }
  switch (items_[item].kind) {
    case Item::Kind::literal:
      return at < text_.size() && to_lower(text_[at]) == items_[item].character &&
             match(item + 1, at + 1);
    case Item::Kind::space:
      return match_spaces(item, at);
    case Item::Kind::directive:
      return match_directive(item, at);
  }
  return false;
}

bool DateFormat::match_spaces(std::size_t item, std::size_t at) {
  std::size_t end = at;
  while (end < text_.size() && is_space(text_[end])) ++end;
  for (; end > at; --end) {
    if (match(item + 1, end)) return true;
  }
  return false;
}

bool DateFormat::match_directive(std::size_t item, std::size_t at) {
  const char32_t directive = items_[item].character;
  const auto* digits = std::find_if(std::begin(kDigits), std::end(kDigits),
                                    [&](const Digits& d) { return d.directive == directive; });
  if (digits == std::end(kDigits)) return match_name(item, at);
  for (const std::string_view alternative : digits->alternatives) {
    if (alternative.empty()) break;
    const int value = read_digits(alternative, std::u32string_view(text_).substr(at));
    if (value < 0) continue;
    values_[directive] = value;
    if (match(item + 1, at + alternative.size())) return true;
  }
  return false;
}

// No name of a list begins with another name of the list.
bool DateFormat::match_name(std::size_t item, std::size_t at) {
  const char32_t directive = items_[item].character;
  const auto names = names_of(directive);
  const bool is_short = directive == U'a' || directive == U'b';
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::u32string_view name = is_short ? names[i].substr(0, 3) : names[i];
    if (!begins_with_name(std::u32string_view(text_).substr(at), name)) continue;
    values_[directive] = static_cast<int>(i) + 1;
    return match(item + 1, at + name.size());
  }
  return false;
}

// If several directives are for one part, the last in the format counts. The result is in 'Y' and
// 'm'.
void DateFormat::name_year_and_month() {
  int year = -1;
  int month = -1;
  for (const Item& item : items_) {
    if (item.kind != Item::Kind::directive) continue;
    const int value = values_[item.character];
    if (item.character == U'Y') year = value;
    if (item.character == U'y') year = value <= 68 ? 2000 + value : 1900 + value;
    if (item.character == U'm' || item.character == U'b' || item.character == U'B') month = value;
  }
  values_[U'Y'] = year;
  values_[U'm'] = month;
}

Result<std::chrono::year_month_day> DateFormat::date() const {
  using namespace std::chrono;
  const auto value = [this](char32_t directive, int otherwise) {
    return values_[directive] < 0 ? otherwise : values_[directive];
  };
  const month_day in_year(month(static_cast<unsigned>(value(U'm', 1))),
                          day(static_cast<unsigned>(value(U'd', 1))));
  // strptime accepts 29 February without a year, as in a leap year. Then the year becomes 1900
  // again; only a date given by its day of the year stays valid in that case.
  const bool yearless_leap_day = values_[U'Y'] < 0 && in_year == February / 29;
  const year in(value(U'Y', yearless_leap_day ? 1904 : 1900));
  if (in == year(0)) return malformed("a date in year 0");
  std::chrono::year_month_day date = in / in_year.month() / in_year.day();
  if (values_[U'j'] >= 0) date = sys_days(in / January / 1) + days(values_[U'j'] - 1);
  if (yearless_leap_day) date = year(1900) / date.month() / date.day();
  if (date.year() > year(9999)) return malformed("a date after year 9999");
  if (!date.ok()) return malformed("a day that its month does not have");
  return date;
}

Status DateFormat::rewrite(std::string_view text, std::string& out) {
  decode_utf8(text, text_);
  values_.fill(-1);
  if (!match(0, 0)) return malformed("not a date in the schema's format");
  if (matched_ < text_.size()) return malformed("text after the date");
  if (values_[U'S'] > 59) return malformed("a time with a second over 59");
  name_year_and_month();
  const std::chrono::year_month_day found = TRY(date());
  out = std::to_string(static_cast<int>(found.year()));
  append_two_digits(out, static_cast<unsigned>(found.month()));
  append_two_digits(out, static_cast<unsigned>(found.day()));
  return {};
}

}  // namespace tally::encoder::clkhash
