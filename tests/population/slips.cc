#include "tests/population/slips.h"

#include <array>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/population/letters.h"

namespace tally::population {
namespace {

// The keys beside each on a British keyboard, for a to z and for 0 to 9.
constexpr std::array<std::string_view, 26> kBeside = {
    "qwsz",   "vghn",  "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "ujko",
    "huikmn", "jiolm", "kop",  "njk",    "bhjm", "iklp",   "ol",     "wa",     "edft",
    "awedxz", "rfgy",  "yhji", "cfgb",   "qase", "zsdc",   "tghu",   "asx"};
constexpr std::array<std::string_view, 10> kDigitsBeside = {"9",  "2",  "13", "24", "35",
                                                            "46", "57", "68", "79", "80"};

struct Mistaken {
  std::string_view read, as;
};
// Shapes that a reader or a scanner confuses.
constexpr Mistaken kByEye[] = {{"rn", "m"}, {"m", "rn"}, {"cl", "d"}, {"d", "cl"}, {"l", "i"},
                               {"i", "l"},  {"u", "v"},  {"v", "u"},  {"nn", "m"}, {"h", "b"},
                               {"e", "c"},  {"o", "a"},  {"w", "vv"}, {"n", "r"},  {"f", "t"}};
constexpr Mistaken kByEar[] = {{"ph", "f"},  {"f", "ph"},  {"ck", "k"},  {"ie", "y"},  {"y", "ie"},
                               {"ei", "ie"}, {"ie", "ei"}, {"ea", "ee"}, {"ee", "ea"}, {"ll", "l"},
                               {"nn", "n"},  {"tt", "t"},  {"ss", "s"},  {"mm", "m"},  {"c", "k"},
                               {"k", "c"},   {"s", "z"},   {"z", "s"},   {"ou", "u"},  {"oo", "u"},
                               {"ah", "a"},  {"j", "g"},   {"ai", "ay"}, {"ay", "ai"}, {"er", "ar"},
                               {"on", "en"}, {"en", "an"}, {"i", "y"}};
constexpr Mistaken kCodesByEye[] = {
    {"0", "O"}, {"O", "0"}, {"1", "I"}, {"I", "1"}, {"5", "S"}, {"S", "5"}, {"8", "B"}, {"B", "8"},
    {"2", "Z"}, {"Z", "2"}, {"6", "G"}, {"1", "7"}, {"7", "1"}, {"3", "8"}, {"U", "V"}, {"D", "O"}};

std::string lower_case(std::string_view text) {
  return in_case(text, Case::lower);
}

// Replaces one of the places where one of the pairs applies; false if there is none.
bool mistake(std::string& text, std::span<const Mistaken> pairs, Stream& stream) {
  const std::string folded = lower_case(text);
  std::vector<std::pair<std::size_t, const Mistaken*>> places;
  for (const Mistaken& pair : pairs) {
    const std::string read = lower_case(pair.read);
    for (std::size_t at = folded.find(read); at != std::string::npos;
         at = folded.find(read, at + 1)) {
      places.emplace_back(at, &pair);
    }
  }
  if (places.empty()) return false;
  const auto [at, pair] = stream.pick(places);
  const bool capital = text[at] != lower(text[at]);
  text.replace(at, pair->read.size(), pair->as);
  if (capital) text[at] = upper(text[at]);
  return true;
}

void press_beside(std::string& text, std::size_t at, Stream& stream) {
  const char key = text[at];
  if (is_digit(key)) {
    text[at] = stream.pick(kDigitsBeside[static_cast<std::size_t>(key - '0')]);
    return;
  }
  const char pressed = stream.pick(kBeside[static_cast<std::size_t>(lower(key) - 'a')]);
  text[at] = key == lower(key) ? pressed : upper(pressed);
}

// Swaps two neighbouring characters that differ.
void turn(std::string& text, const std::vector<std::size_t>& places, Stream& stream) {
  std::vector<std::size_t> able;
  for (const std::size_t at : places) {
    const bool typeable_next =
        at + 1 < text.size() && (is_letter(text[at + 1]) || is_digit(text[at + 1]));
    if (typeable_next && lower(text[at]) != lower(text[at + 1])) able.push_back(at);
  }
  if (!able.empty()) {
    const std::size_t at = stream.pick(able);
    std::swap(text[at], text[at + 1]);
  }
}

}  // namespace

void mistype_name(std::string& text, Stream& stream) {
  const std::vector<std::size_t> places = typeable(text);
  if (places.empty()) return;
  const std::size_t at = stream.pick(places);
  switch (stream.below(6)) {
    case 0:
      return press_beside(text, at, stream);
    case 1:
      return turn(text, places, stream);
    case 2:
      return places.size() > 1 ? void(text.erase(at, 1)) : void();
    case 3:
      return void(text.insert(at, 1, lower(text[at])));
    case 4:
      if (mistake(text, kByEye, stream)) return;
      return press_beside(text, at, stream);
    default:
      if (mistake(text, kByEar, stream)) return;
      return turn(text, places, stream);
  }
}

void mistype_code(std::string& text, Stream& stream) {
  const std::vector<std::size_t> places = typeable(text);
  if (places.empty()) return;
  const std::size_t at = stream.pick(places);
  switch (stream.below(3)) {
    case 0:
      return press_beside(text, at, stream);
    case 1:
      return turn(text, places, stream);
    default:
      if (!mistake(text, kCodesByEye, stream)) press_beside(text, at, stream);
  }
}

void mistype_digit(std::string& text, Stream& stream) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) places.push_back(i);
  }
  if (places.empty()) return;
  char& digit = text[stream.pick(places)];
  digit = static_cast<char>('0' + (digit - '0' + stream.between(1, 9)) % 10);
}

void swap_day_and_month(std::string& date) {
  const std::string month = date.substr(5, 2), day = date.substr(8, 2);
  if (day <= "12") date = date.substr(0, 5) + day + "-" + month;
}

// Changes a digit in a place where the date stays plausible: the last digit of the year or of the
// month (the month may then be over 12, as in unchecked data), or either digit of the day.
void mistype_date(std::string& date, Stream& stream) {
  static constexpr std::size_t kPlaces[] = {3, 3, 6, 8, 9, 9};
  const std::size_t at = kPlaces[stream.below(6)];
  std::string digit(1, date[at]);
  mistype_digit(digit, stream);
  if (at == 8) digit[0] = static_cast<char>('0' + (digit[0] - '0') % 4);
  date[at] = digit[0];
}

}  // namespace tally::population
