#include "encoder/admit/one_person.h"

#include <algorithm>

#include "encoder/record/distinct.h"
#include "encoder/record/text.h"
#include "encoder/standardise/dates.h"

namespace tally::encoder {
namespace {

// The most rows of one record:
constexpr std::size_t kMostRows = 64;  // different in the marks that distinguish people
constexpr std::size_t kMostRowsInAll = 4096;

constexpr std::array kKeys = {Field::nhs_number, Field::upn, Field::uln};

// Compares as many characters as the shorter one has.
bool agree(const std::array<char, 12>& a, const std::array<char, 12>& b) {
  for (std::size_t i = 0; i < a.size() && a[i] != 0 && b[i] != 0; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

bool share_key(const PersonMarks& a, const PersonMarks& b) {
  for (std::size_t i = 0; i < kKeys.size(); ++i) {
    if (a.keys[i] != 0 && a.keys[i] == b.keys[i]) return true;
  }
  return false;
}

}  // namespace

OneId compare(const PersonMarks& a, const PersonMarks& b) {
  const bool both_dated = a.date_of_birth.is_known() && b.date_of_birth.is_known();
  if (!both_dated || a.date_of_birth == b.date_of_birth) return OneId::one_date;
  const bool both_named = a.forename[0] != 0 && b.forename[0] != 0;
  const bool one = both_named ? agree(a.forename, b.forename) : share_key(a, b);
  return one ? OneId::one_person : OneId::two_people;
}

bool PeopleFinder::take(const Reference& record, const PersonMarks& row) {
  if (record != record_) {
    conflicting_before_ = records_with_conflicting_birth_dates();
    record_ = record;
    rows_.clear();
    rows_in_all_ = 0;
    worst_ = OneId::one_date;
  }
  if (worst_ == OneId::two_people) return true;
  worst_ = std::max(worst_, find(row));
  if (worst_ != OneId::two_people) return false;
  two_people_.insert(record);
  return true;
}

// The effect of the row on the record.
OneId PeopleFinder::find(const PersonMarks& row) {
  if (++rows_in_all_ > kMostRowsInAll) return OneId::two_people;
  if (std::ranges::find(rows_, row) != rows_.end()) return OneId::one_date;
  if (rows_.size() == kMostRows) return OneId::two_people;
  OneId worst = OneId::one_date;
  for (const PersonMarks& other : rows_) worst = std::max(worst, compare(other, row));
  rows_.push_back(row);
  return worst;
}

PersonMarks PersonMarker::mark(const RawRecord& raw, const StandardRecord& standard,
                               const PerField<bool>& has) {
  // The standard form; empty if there is none. Valid until the next call.
  const auto value_of = [&](Field field) -> const std::string& {
    if (has[field]) return standard.values[field];
    standardiser_.standardise(field, raw.cells[field], value_);
    return value_;
  };
  PersonMarks marks;
  const Date date = Date::parse(value_of(Field::date_of_birth)).value_or(Date());
  if (date.is_whole() && is_birth(date, day_)) marks.date_of_birth = date;
  const std::string& forename = value_of(Field::forename);
  std::copy_n(forename.begin(), std::min(forename.size(), marks.forename.size()),
              marks.forename.begin());
  for (std::size_t i = 0; i < kKeys.size(); ++i) {
    if (trim(raw.cells[kKeys[i]]) == raw.local_id) continue;
    const std::string& key = value_of(kKeys[i]);
    if (!key.empty()) marks.keys[i] = static_cast<std::uint32_t>(hash_of(key));
  }
  return marks;
}

}  // namespace tally::encoder
