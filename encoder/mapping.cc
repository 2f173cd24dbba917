#include "encoder/mapping.h"

#include <algorithm>

#include "encoder/check_digits.h"
#include "encoder/dates.h"
#include "encoder/text.h"

namespace tally::encoder {
namespace {

constexpr std::uint64_t kFewest = 20;  // given values that tell something

bool is_given(CellState state) {
  return state == CellState::present || state == CellState::invalid;
}

bool is_wrong(std::uint64_t given, std::uint64_t other) {
  return given >= kFewest && 2 * other > given;
}

// Of any country.
bool looks_like_postcode(std::string_view value) {
  return value.size() >= 3 && value.size() <= 10 && std::ranges::any_of(value, is_digit);
}

std::string fault(Field field, std::uint64_t given, std::uint64_t other, const char* what) {
  return std::string(name_of(field)) + ": " + std::to_string(other) + " of " +
         std::to_string(given) + " values " + what;
}

}  // namespace

void MappingCounter::count(const RawRecord& raw, const StandardRecord& record) {
  const auto count_key = [&](Field field, Field other, std::uint64_t& given,
                             std::uint64_t& others) {
    if (is_given(record.states[field])) ++given;
    value_.clear();
    if (record.states[field] == CellState::invalid &&
        standardise_key(other, raw.cells[field], value_, storage_) == CellState::present) {
      ++others;
    }
  };
  count_key(Field::nhs_number, Field::uln, counts_.nhs_numbers, counts_.ulns_as_nhs_number);
  count_key(Field::uln, Field::nhs_number, counts_.ulns, counts_.nhs_numbers_as_uln);
  counts_.bad_nhs_numbers += record.states[Field::nhs_number] == CellState::invalid;
  counts_.sexes += is_given(record.states[Field::sex]);
  counts_.bad_sexes += record.states[Field::sex] == CellState::invalid;
  if (is_given(record.states[Field::postcode])) {
    ++counts_.postcodes;
    counts_.bad_postcodes += !looks_like_postcode(record.values[Field::postcode]);
  }
  const CellState date = record.states[Field::date_of_birth];
  if (!is_given(date)) return;
  ++counts_.dates;
  if (date == CellState::invalid || !is_possible_date(record.values[Field::date_of_birth])) {
    ++counts_.bad_dates;
  }
}

std::vector<std::string> mapping_faults(const MappingCounts& c) {
  std::vector<std::string> faults;
  if (is_wrong(c.nhs_numbers, c.ulns_as_nhs_number)) {
    faults.push_back(fault(Field::nhs_number, c.nhs_numbers, c.ulns_as_nhs_number,
                           "are learner numbers (ULN): the profile names the wrong column"));
  }
  if (faults.empty() && is_wrong(c.nhs_numbers, c.bad_nhs_numbers)) {
    faults.push_back(fault(Field::nhs_number, c.nhs_numbers, c.bad_nhs_numbers,
                           "fail their check: the profile names the wrong column"));
  }
  if (is_wrong(c.sexes, c.bad_sexes)) {
    faults.push_back(fault(Field::sex, c.sexes, c.bad_sexes,
                           "are no sex: the profile names the wrong column, or lacks its codes"));
  }
  if (is_wrong(c.postcodes, c.bad_postcodes)) {
    faults.push_back(fault(Field::postcode, c.postcodes, c.bad_postcodes,
                           "are no postcodes: the profile names the wrong column"));
  }
  if (is_wrong(c.ulns, c.nhs_numbers_as_uln)) {
    faults.push_back(fault(Field::uln, c.ulns, c.nhs_numbers_as_uln,
                           "are NHS numbers: the profile names the wrong column"));
  }
  if (is_wrong(c.dates, c.bad_dates)) {
    faults.push_back(fault(Field::date_of_birth, c.dates, c.bad_dates,
                           "cannot be dates in the layout that the profile declares: the column or "
                           "its layout is wrong"));
  }
  return faults;
}

Status check_mapping(const std::string& path, const MappingCounts& counts) {
  const std::vector<std::string> faults = mapping_faults(counts);
  if (faults.empty()) return {};
  return refused(path + ": " + faults[0],
                 "tally-encoder profile check tries a profile on a file; take the one of the "
                 "export's year, or mend yours");
}

}  // namespace tally::encoder
