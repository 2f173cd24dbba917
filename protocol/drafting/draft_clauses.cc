#include "protocol/drafting/draft_clauses.h"

#include <algorithm>

#include "protocol/base/limits.h"

namespace tally {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// The text after `word`; nothing if the text does not begin with that word.
std::optional<std::string_view> after(std::string_view text, std::string_view word) {
  if (!text.starts_with(word)) return std::nullopt;
  const std::string_view rest = text.substr(word.size());
  if (!rest.empty() && rest.front() != ' ' && rest.front() != '\t') return std::nullopt;
  return trimmed(rest);
}

Result<std::string> parse_name(std::string_view text) {
  if (is_name(text)) return std::string(text);
  return malformed("not a valid name", "a name has 1 to 64 characters of a-z, 0-9, _ and -");
}

Result<std::uint32_t> parse_thousandths(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(point));
  if (digits == "." || digits.size() > std::string_view(".123").size()) {
    return malformed("not a number with up to three decimals");
  }
  digits.resize(4, '0');
  digits.front() = '0';  // for the point
  const auto whole = TRY(parse_whole<std::uint16_t>(text.substr(0, point)));
  const auto rest = TRY(parse_whole<std::uint32_t>(digits));
  return whole * 1000u + rest;
}

Result<Time> parse_day(std::string_view text) {
  const std::optional<Time> day = parse_date(text);
  if (!day) return malformed("not a date (YYYY-MM-DD)");
  return last_of_day(*day);
}

// A word of the list, to find it by. Only if it looks like the name of a field: another text may be
// a value from somebody's record.
std::string quoted(std::string_view word) {
  return is_name(word) ? " (\"" + std::string(word) + "\")" : "";
}

// A list of fields. An error names the place in the list.
Result<PerField<bool>> parse_fields(std::string_view text) {
  PerField<bool> fields;
  std::size_t number = 0;
  for (const std::string_view word : split(text, ',')) {
    const std::string item = "item " + std::to_string(++number);
    if (word == "local_id") continue;  // every data set has one, and it is never encoded
    const std::optional<Field> field = parse_field(word);
    if (!field)
      return malformed(item + quoted(word) + ": not a field",
                       "the fields are " + listed(kFieldNames));
    if (fields[*field]) return malformed(item + ": given twice");
    fields[*field] = true;
  }
  return fields;
}

std::string_view Clauses::take_first() {
  const std::string_view first = clauses_.front();
  clauses_.erase(clauses_.begin());
  return first;
}

std::optional<std::string_view> Clauses::find(std::string_view word) {
  for (auto clause = clauses_.begin(); clause != clauses_.end(); ++clause) {
    const std::optional<std::string_view> rest = after(*clause, word);
    if (!rest) continue;
    clauses_.erase(clause);
    return rest;
  }
  return std::nullopt;
}

Result<std::string_view> Clauses::take(std::string_view word) {
  const std::optional<std::string_view> rest = find(word);
  if (!rest) return malformed("\"" + std::string(word) + " ...\" is missing");
  return *rest;
}

Status Clauses::end() const {
  if (clauses_.empty()) return {};
  return malformed("this line must not have this part, or has it twice");
}

}  // namespace tally
