#include "encoder/standardise/dates.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "encoder/record/text.h"
#include "encoder/standardise/placeholders.h"

namespace tally::encoder {
namespace {

constexpr std::array<std::string_view, 5> kFillerDates = {"17530101", "18991230", "19000101",
                                                          "19700101", "99991231"};

// "T00:00:00", " 09:30:00.000", " 00:00:00+01:00".
bool is_time_of_day(std::string_view text) {
  if (text.size() < 6 || (text[0] != ' ' && text[0] != 'T')) return false;
  if (!is_digit(text[1]) || !is_digit(text[2]) || text[3] != ':') return false;
  return text.find_first_not_of("0123456789:.+-Z", 4) == std::string_view::npos;
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, is_digit);
}

int number(std::string_view digits) {
  int n = 0;
  for (const char c : digits) n = n * 10 + (c - '0');
  return n;
}

int days_in_month(int year, int month) {
  if (month == 2) {
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return leap ? 29 : 28;  // an unknown year, 0000, counts as leap
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
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

bool is_possible_date(std::string_view yyyymmdd) {
  const int month = number(yyyymmdd.substr(4, 2));
  const int day = number(yyyymmdd.substr(6, 2));
  return month <= 12 && day <= days_in_month(number(yyyymmdd.substr(0, 4)), month);
}

bool is_whole_date(std::string_view yyyymmdd) {
  return !yyyymmdd.starts_with("0000") && yyyymmdd.substr(4, 2) != "00" &&
         yyyymmdd.substr(6, 2) != "00";
}

bool is_filler_date(std::string_view yyyymmdd) {
  return std::ranges::find(kFillerDates, yyyymmdd) != kFillerDates.end();
}

bool is_birth(std::string_view yyyymmdd, int by) {
  constexpr int kTooEarly = 1901'0000;
  return is_possible_date(yyyymmdd) && !is_filler_date(yyyymmdd) && number(yyyymmdd) >= kTooEarly &&
         number(yyyymmdd) <= by;
}

int day_number(std::string_view yyyymmdd) {
  return number(yyyymmdd);
}

void drop_future_date(StandardRecord& record, int day) {
  CellState& state = record.states[Field::date_of_birth];
  std::string& date = record.values[Field::date_of_birth];
  if (state != CellState::present || number(date) <= day) return;
  state = CellState::invalid;
  date.clear();
}

int day_number_of(const std::string& day) {
  assert(day.size() == 10);
  return number(day.substr(0, 4) + day.substr(5, 2) + day.substr(8));
}

}  // namespace tally::encoder
