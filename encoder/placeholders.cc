#include "encoder/placeholders.h"

#include <algorithm>

#include "encoder/words.h"

namespace tally::encoder {
namespace {

template <std::size_t N>
bool begins_with_one_of(const WordList<N>& list, std::string_view text) {
  return std::ranges::any_of(list, [&](std::string_view begin) { return text.starts_with(begin); });
}

// XX, XXXX, XX XX.
bool is_crosses(std::string_view text) {
  return text.size() >= 2 && text.find_first_not_of("X ") == std::string_view::npos;
}

bool is_unnamed_child(std::string_view text) {
  bool child = false;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (contains(kUnnamedChild, word)) {
      child = true;
    } else if (!contains(kUnnamedChildDetail, word)) {
      return false;
    }
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return child;
}

bool is_no_name(std::string_view text) {
  return contains(kNoName, text) || begins_with_one_of(kNoNameBegins, text);
}

bool is_no_forename(std::string_view text) {
  return is_no_name(text) || contains(kNoForename, text) ||
         begins_with_one_of(kNoForenameBegins, text) || is_unnamed_child(text);
}

}  // namespace

bool is_unknown(std::string_view text) {
  return text.empty() || is_crosses(text) || contains(kUnknown, text);
}

bool is_placeholder(Field field, std::string_view text) {
  if (is_unknown(text)) return true;
  switch (field) {
    case Field::forename:
      return is_no_forename(text);
    case Field::middle_names:
      return is_no_forename(text) || contains(kNoMiddleName, text);
    case Field::surname:
      return is_no_name(text);
    case Field::house:
    case Field::street:
    case Field::town:
      return contains(kNoAddress, text);
    default:
      return false;
  }
}

}  // namespace tally::encoder
