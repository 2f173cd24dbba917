#include "encoder/standardise/dates.h"

#include <algorithm>
#include <array>

#include "encoder/record/text.h"
#include "encoder/standardise/placeholders.h"

namespace tally::encoder {
namespace {

constexpr std::array<Date, 5> kFillerDates = {
    Date(1753, 1, 1), Date(1899, 12, 30), Date(1900, 1, 1), Date(1970, 1, 1), Date(9999, 12, 31)};

// "T00:00:00", " 09:30:00.000", " 00:00:00+01:00".
bool is_time_of_day(std::string_view text) {
  if (text.size() < 6 || (text[0] != ' ' && text[0] != 'T')) return false;
  if (!is_digit(text[1]) || !is_digit(text[2]) || text[3] != ':') return false;
  return text.find_first_not_of("0123456789:.+-Z", 4) == std::string_view::npos;
}

// Splits off the date; 0 characters if the text does not begin with one.
std::size_t date_size(std::string_view text) {
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-') return 10;
  return text.size() >= 8 && all_digits(text.substr(0, 8)) ? 8 : 0;
}

}  // namespace

CellState standardise_date(std::string_view text, std::string& out, std::string& storage) {
  const std::size_t size = date_size(text);
  out.assign(text.substr(0, size));
  if (size == 10) out.erase(7, 1).erase(4, 1);
  const std::string_view rest = text.substr(size);
  if (size == 0 || !all_digits(out) || (!rest.empty() && !is_time_of_day(rest))) {
    separate_words(text, storage);
    return is_unknown(storage) ? CellState::placeholder : CellState::invalid;
  }
  return out == "00000000" ? CellState::missing : CellState::present;
}

bool is_filler_date(Date date) {
  return std::ranges::find(kFillerDates, date) != kFillerDates.end();
}

bool is_birth(Date date, Date by) {
  constexpr Date kTooEarly(1901, 0, 0);
  return date.is_possible() && !is_filler_date(date) && date >= kTooEarly && date <= by;
}

Date date_of_birth(const StandardRecord& record) {
  return Date::parse(record.values[Field::date_of_birth]).value_or(Date());
}

void drop_future_date(StandardRecord& record, Date day) {
  CellState& state = record.states[Field::date_of_birth];
  if (state != CellState::present || date_of_birth(record) <= day) return;
  state = CellState::invalid;
  record.values[Field::date_of_birth].clear();
}

}  // namespace tally::encoder
