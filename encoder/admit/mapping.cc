#include "encoder/admit/mapping.h"

#include <algorithm>

#include "encoder/record/text.h"
#include "encoder/standardise/check_digits.h"
#include "encoder/standardise/dates.h"

namespace tally::encoder {
namespace {

constexpr std::uint64_t kFewestValues = 20;  // values that are given and say something

bool is_given(CellState state) {
  return state == CellState::present || state == CellState::invalid;
}

// Whether the value could be a postcode of any country.
bool looks_like_postcode(std::string_view value) {
  return value.size() >= 3 && value.size() <= 10 && std::ranges::any_of(value, is_digit);
}

using Values = MappingCounts::Values;

// In the order in which faults are reported. For each field, only its first fault counts.
struct Rule {
  Field field;
  std::uint64_t Values::*count;
  const char* what;
};
constexpr Rule kMappingRules[] = {
    {Field::nhs_number, &Values::others,
     "are learner numbers (ULN): the profile names the wrong column"},
    {Field::nhs_number, &Values::wrong,
     "fail their check: the profile names the wrong column, or a spreadsheet has rewritten the "
     "numbers"},
    {Field::sex, &Values::wrong,
     "are not sex codes: the profile names the wrong column, or lacks its codes"},
    {Field::postcode, &Values::wrong, "are not postcodes: the profile names the wrong column"},
    {Field::uln, &Values::others, "are NHS numbers: the profile names the wrong column"},
    {Field::date_of_birth, &Values::wrong,
     "cannot be dates in the layout that the profile declares: the column or its layout is wrong"},
};
constexpr Field kJudged[] = {Field::nhs_number, Field::sex, Field::postcode, Field::uln,
                             Field::date_of_birth};

}  // namespace

bool MappingCounter::is_wrong(Field field, const StandardRecord& record) const {
  if (record.states[field] == CellState::invalid) return true;
  const std::string& value = record.values[field];
  if (field == Field::postcode) return !looks_like_postcode(value);
  if (field != Field::date_of_birth) return false;
  const Date date = date_of_birth(record);
  return !date.is_possible() || date > day_;
}

bool MappingCounter::is_other_key(Field field, std::string_view cell) {
  if (field != Field::nhs_number && field != Field::uln) return false;
  const Field other = field == Field::uln ? Field::nhs_number : Field::uln;
  value_.clear();
  return standardise_key(other, cell, value_, storage_) == CellState::present;
}

void MappingCounter::count(const RawRecord& raw, const StandardRecord& record) {
  for (const Field field : kJudged) {
    if (!is_given(record.states[field])) continue;
    Values& values = counts_.fields[field];
    ++values.given;
    if (!is_wrong(field, record)) continue;
    ++values.wrong;
    values.others += is_other_key(field, raw.cells[field]);
  }
}

std::vector<std::string> mapping_faults(const MappingCounts& counts) {
  std::vector<std::string> faults;
  PerField<bool> reported;
  for (const Rule& rule : kMappingRules) {
    const Values& values = counts.fields[rule.field];
    const std::uint64_t wrong = values.*rule.count;
    if (reported[rule.field] || values.given < kFewestValues || 2 * wrong <= values.given) continue;
    reported[rule.field] = true;
    faults.push_back(std::string(name_of(rule.field)) + ": " + std::to_string(wrong) + " of " +
                     std::to_string(values.given) + " values " + rule.what);
  }
  return faults;
}

Status check_mapping(const std::string& path, const MappingCounts& counts, const Profile& profile) {
  const std::vector<std::string> faults = mapping_faults(counts);
  if (faults.empty()) return {};
  return refused(
      path + ": " + faults[0],
      profile.only_these
          ? "the profile " + profile.name +
                " expects dates as yyyy-mm-dd and each field in a column with the field's name: "
                "fix the file, or write your own profile "
                "(docs/formats/profile.md)"
          : "tally-encoder profile check tries a profile on a file; use the profile for "
            "the export's year, or fix your own");
}

}  // namespace tally::encoder
