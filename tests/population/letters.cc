#include "tests/population/letters.h"

#include <algorithm>

namespace tally::population {
namespace {

struct Letter {
  std::string_view lower, upper, plain;
};
constexpr Letter kAccented[] = {{"á", "Á", "a"}, {"à", "À", "a"}, {"â", "Â", "a"}, {"ă", "Ă", "a"},
                                {"ą", "Ą", "a"}, {"ć", "Ć", "c"}, {"ç", "Ç", "c"}, {"é", "É", "e"},
                                {"è", "È", "e"}, {"ê", "Ê", "e"}, {"ë", "Ë", "e"}, {"ę", "Ę", "e"},
                                {"í", "Í", "i"}, {"î", "Î", "i"}, {"ï", "Ï", "i"}, {"ł", "Ł", "l"},
                                {"ń", "Ń", "n"}, {"ñ", "Ñ", "n"}, {"ó", "Ó", "o"}, {"ô", "Ô", "o"},
                                {"ö", "Ö", "o"}, {"ọ", "Ọ", "o"}, {"ś", "Ś", "s"}, {"ș", "Ș", "s"},
                                {"ț", "Ț", "t"}, {"ú", "Ú", "u"}, {"ü", "Ü", "u"}, {"ŵ", "Ŵ", "w"},
                                {"ŷ", "Ŷ", "y"}, {"ź", "Ź", "z"}, {"ż", "Ż", "z"}};

// The accented letter at the start of text, in either case.
const Letter* accented_at(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0x80) return nullptr;
  const auto* found = std::find_if(
      std::begin(kAccented), std::end(kAccented),
      [&](const Letter& l) { return text.starts_with(l.lower) || text.starts_with(l.upper); });
  return found == std::end(kAccented) ? nullptr : found;
}

}  // namespace

std::string in_case(std::string_view text, Case letter_case) {
  if (letter_case == Case::as_given) return std::string(text);
  const bool capital = letter_case == Case::upper;
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (const Letter* letter = accented_at(text.substr(i))) {
      out += capital ? letter->upper : letter->lower;
      i += letter->lower.size();
    } else {
      out += capital ? upper(text[i]) : lower(text[i]);
      ++i;
    }
  }
  return out;
}

std::string without_accents(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Letter* letter = accented_at(text.substr(i));
    if (letter == nullptr) {
      out += text[i++];
      continue;
    }
    const bool capital = text.substr(i).starts_with(letter->upper);
    out += capital ? upper(letter->plain[0]) : letter->plain[0];
    i += letter->lower.size();
  }
  return out;
}

std::vector<std::size_t> typeable(std::string_view text) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_letter(text[i]) || is_digit(text[i])) places.push_back(i);
  }
  return places;
}

std::vector<std::string> words(std::string_view list) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : list) {
    if (c != ' ') {
      word += c == '_' ? ' ' : c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

}  // namespace tally::population
