#include "encoder/standardise/placeholders.h"

#include <algorithm>

#include "encoder/standardise/words.h"

namespace tally::encoder {
namespace {

// XX, XXXX, XX XX.
bool is_crosses(std::string_view text) {
  return text.size() >= 2 && text.find_first_not_of("X ") == std::string_view::npos;
}

bool is_unnamed_child(std::string_view text) {
  bool child = false;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (kUnnamedChild.has(word)) {
      child = true;
    } else if (!kUnnamedChildDetail.has(word)) {
      return false;
    }
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return child;
}

bool is_no_name(std::string_view text) {
  return kNoName.has(text) || kNoNameBegins.has_beginning_of(text);
}

bool is_no_forename(std::string_view text) {
  return is_no_name(text) || kNoForename.has(text) || kNoForenameBegins.has_beginning_of(text) ||
         is_unnamed_child(text);
}

}  // namespace

bool is_unknown(std::string_view text) {
  return text.empty() || is_crosses(text) || kUnknown.has(text);
}

bool is_placeholder(Field field, std::string_view text) {
  if (is_unknown(text)) return true;
  switch (field) {
    case Field::forename:
      return is_no_forename(text);
    case Field::middle_names:
      return is_no_forename(text) || kNoMiddleName.has(text);
    case Field::surname:
      return is_no_name(text);
    case Field::house:
    case Field::street:
    case Field::town:
      return kNoAddress.has(text);
    default:
      return false;
  }
}

}  // namespace tally::encoder
