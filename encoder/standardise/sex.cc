#include "encoder/standardise/sex.h"

#include "encoder/record/text.h"
#include "encoder/standardise/placeholders.h"
#include "encoder/standardise/words.h"

namespace tally::encoder {
namespace {

// 'M', 'F', or nothing if the text is neither or both.
char sex_of(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  if (word == "1" || word == "01" || word == "BOY") return 'M';
  if (word == "2" || word == "02" || word == "GIRL" || word == "WOMAN") return 'F';
  if (text.starts_with('M') && text.find(" F") == std::string_view::npos) return 'M';
  if (text.starts_with('F') && text.find(" M") == std::string_view::npos) return 'F';
  return '\0';
}

}  // namespace

CellState standardise_sex(std::string_view text, std::string& out, std::string& storage) {
  const bool listed = text.size() >= 2 && text[1] == ')' && is_upper(to_upper(text[0]));
  separate_words(listed ? text.substr(2) : text, storage);
  const std::string_view first_word = std::string_view(storage).substr(0, storage.find(' '));
  if (is_unknown(storage) || kNoSex.has(first_word)) return CellState::placeholder;
  const char sex = sex_of(storage);
  if (sex == '\0') return CellState::invalid;
  out.assign(1, sex);
  return CellState::present;
}

}  // namespace tally::encoder
