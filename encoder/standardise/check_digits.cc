#include "encoder/standardise/check_digits.h"

#include <algorithm>

#include "encoder/record/text.h"
#include "encoder/standardise/placeholders.h"

namespace tally::encoder {
namespace {

// No I, O, S; a letter's value is its place.
constexpr std::string_view kUpnLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

bool is_digits(std::string_view text, std::size_t size) {
  return text.size() == size && std::ranges::all_of(text, is_digit);
}

bool all_same(std::string_view text) {
  return text.find_first_not_of(text.front()) == std::string_view::npos;
}

// The sum of ten digits with weights 10 down to 1, modulo 11.
int weighted_sum(std::string_view digits) {
  int sum = 0;
  int weight = 10;
  for (const char c : digits) sum += weight-- * (c - '0');
  return sum % 11;
}

// UN1 to UN7: the reasons why a child has no UPN.
bool is_reason_code(std::string_view upn) {
  return upn.size() == 3 && upn.starts_with("UN") && upn[2] >= '1' && upn[2] <= '7';
}

bool is_usable(Field field, std::string_view key) {
  if (field == Field::nhs_number) return is_usable_nhs_number(key);
  return field == Field::upn ? is_usable_upn(key) : is_usable_uln(key);
}

}  // namespace

bool is_usable_nhs_number(std::string_view number) {
  return is_digits(number, 10) && weighted_sum(number) == 0 && !all_same(number) &&
         !number.starts_with("999");
}

bool is_usable_upn(std::string_view upn) {
  if (upn.size() != 13 || !is_digits(upn.substr(1, 11), 11)) return false;
  const std::size_t check = kUpnLetters.find(upn.front());
  std::size_t last = kUpnLetters.find(upn.back());
  if (is_digit(upn.back())) last = static_cast<std::size_t>(upn.back() - '0');
  if (check == std::string_view::npos || last == std::string_view::npos) return false;
  std::size_t sum = 13 * last;
  for (std::size_t i = 1; i <= 11; ++i) sum += (i + 1) * static_cast<std::size_t>(upn[i] - '0');
  return sum % kUpnLetters.size() == check;
}

bool is_temporary_upn(std::string_view upn) {
  return is_usable_upn(upn) && !is_digit(upn.back());
}

bool is_usable_uln(std::string_view number) {
  return is_digits(number, 10) && number.front() != '0' && weighted_sum(number) == 10;
}

std::string bare_key(std::string_view text) {
  std::string key;
  for (const char c : text) {
    if (c != ' ' && c != '-') key.push_back(to_upper(c));
  }
  return key;
}

CellState standardise_key(Field field, std::string_view text, std::string& out,
                          std::string& storage) {
  out = bare_key(text);
  if (field == Field::upn && is_temporary_upn(out)) return CellState::placeholder;
  if (is_usable(field, out)) return CellState::present;
  if (out.empty() || is_reason_code(out) || (is_digits(out, out.size()) && all_same(out))) {
    return CellState::placeholder;
  }
  separate_words(text, storage);
  return is_unknown(storage) ? CellState::placeholder : CellState::invalid;
}

}  // namespace tally::encoder
