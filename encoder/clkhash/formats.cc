#include "encoder/clkhash/formats.h"

#include <algorithm>

#include "common/utf8.h"
#include "encoder/clkhash/numbers.h"
#include "encoder/clkhash/unicode.h"

namespace tally::encoder::clkhash {
namespace {

Status check(StringFormat& format, std::string_view cell) {
  if (format.pattern) {
    return format.pattern->matches(cell) ? Status()
                                         : malformed("does not match the schema's pattern");
  }
  const std::size_t length = count_characters(cell);
  if (length < format.min_length) return malformed("shorter than the schema's minLength");
  if (length > format.max_length) return malformed("longer than the schema's maxLength");
  if (format.letter_case == LetterCase::upper && !is_all_upper(cell)) {
    return malformed("not in upper case");
  }
  if (format.letter_case == LetterCase::lower && !is_all_lower(cell)) {
    return malformed("not in lower case");
  }
  return {};
}

Status check(const IntegerFormat& format, std::string_view digits) {
  if (!format.minimum && !format.maximum) return {};
  const BigInteger value = BigInteger::from_digits(digits);
  if (format.minimum && value < *format.minimum) return malformed("below the schema's minimum");
  if (format.maximum && value > *format.maximum) return malformed("above the schema's maximum");
  return {};
}

Status check(const EnumFormat& format, std::string_view cell) {
  const bool listed = std::binary_search(format.values.begin(), format.values.end(), cell);
  return listed ? Status() : malformed("not one of the schema's values");
}

// One for each format, chosen by the variant.
struct FormatCell {
  std::string_view cell;
  bool validate;
  std::string& storage;

  Result<std::string_view> operator()(StringFormat& format) const {
    if (validate) TRY(check(format, cell));
    return cell;
  }
  Result<std::string_view> operator()(IntegerFormat& format) const {
    if (!read_integer(cell, storage)) return malformed("not a whole number");
    if (validate) TRY(check(format, storage));
    return std::string_view(storage);
  }
  Result<std::string_view> operator()(DateFormat& format) const {
    TRY(format.rewrite(cell, storage));
    return std::string_view(storage);
  }
  Result<std::string_view> operator()(EnumFormat& format) const {
    if (validate) TRY(check(format, cell));
    return cell;
  }
};

}  // namespace

Result<std::string_view> format_cell(Encoded& column, std::string_view cell, Validation validation,
                                     std::string& storage) {
  if (column.missing && cell == column.missing->sentinel) {
    return std::string_view(column.missing->replacement);
  }
  const bool validate = validation == Validation::yes;
  if (validate && column.encoding == TextEncoding::ascii && !is_ascii(cell)) {
    return malformed("not ASCII, the column's encoding");
  }
  return std::visit(FormatCell{cell, validate, storage}, column.format);
}

}  // namespace tally::encoder::clkhash
