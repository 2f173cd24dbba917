#include "encoder/quality_report.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace tally::encoder {
namespace {

// 18404 -> 18,404.
std::string grouped(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

// An estimate says so and has three figures.
std::string counted(std::uint64_t n, bool exact) {
  if (exact) return grouped(n);
  std::uint64_t unit = 1;
  while (n / unit >= 1000) unit *= 10;
  return "about " + grouped((n + unit / 2) / unit * unit);
}

// To a tenth; what is neither none nor all never looks so.
std::string percent(std::uint64_t n, std::uint64_t of) {
  if (of == 0) return "-";
  const std::uint64_t tenths = (n * 1000 + of / 2) / of;
  if (n > 0 && tenths == 0) return "<0.1 %";
  if (n < of && tenths == 1000) return ">99.9 %";
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " %";
}

std::string right(std::string text, std::size_t width) {
  if (text.size() < width) text.insert(0, width - text.size(), ' ');
  return text;
}

std::string left(std::string_view text, std::size_t width) {
  std::string padded(text);
  padded.resize(std::max(width, text.size()), ' ');
  return padded;
}

// Widths of the table's columns: a field, a count and its share, a number of values.
constexpr std::size_t kName = 14;
constexpr std::size_t kCount = 11;
constexpr std::size_t kShare = 8;
constexpr std::size_t kValues = 17;

void add_field_row(Field field, const Quality& quality, std::string& out) {
  const FieldQuality& counts = quality.fields[field];
  out += left(name_of(field), kName);
  for (const CellState state :
       {CellState::present, CellState::missing, CellState::placeholder, CellState::invalid}) {
    out += right(grouped(counts.in(state)), kCount);
    out += right(percent(counts.in(state), quality.usable_rows()), kShare);
  }
  out += right(counted(counts.values.distinct(), counts.values.exact()), kValues) + '\n';
}

void add_table(const Quality& quality, std::string& out) {
  out += left("field", kName);
  for (const char* state : {"present", "missing", "placeholder", "invalid"}) {
    out += right(state, kCount + kShare);
  }
  out += right("different", kValues) + '\n';
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    if (quality.fields[field].supplied) add_field_row(field, quality, out);
  }
}

// What is found wrong, the gravest kind first.
class Findings {
 public:
  explicit Findings(const Quality& quality) : quality_(quality) {
    add_rows();
    for (const std::string& fault : mapping_faults(quality_.mapping)) lines_.push_back(fault);
    for_each_field([&](Field f) { add_invalid(f); });
    for_each_field([&](Field f) { add_shared_keys(f); });
    add_count(Field::date_of_birth, quality_.impossible_dates,
              "cannot be dates (month 13, 31 February): only their possible parts help");
    for_each_field([&](Field f) { add_absent(f); });
    for_each_field([&](Field f) { add_constant(f); });
    add_count(Field::date_of_birth, quality_.partial_dates, "have a part unknown");
    add_count(Field::postcode, quality_.unusual_postcodes,
              "do not look like United Kingdom postcodes: used as they are");
    add_count(Field::upn, quality_.temporary_upns,
              "are temporary UPNs, which hold in one school for one year and are not used");
    add_repeated_ids();
  }
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  template <class Add>
  void for_each_field(const Add& add) {
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      const Field field = static_cast<Field>(i);
      if (quality_.fields[field].supplied) add(field);
    }
  }

  void add(Field field, const std::string& text) {
    lines_.push_back(std::string(name_of(field)) + ": " + text);
  }

  void add_count(Field field, std::uint64_t count, const std::string& text) {
    if (count > 0) add(field, grouped(count) + ' ' + text);
  }

  void add_rows() {
    if (quality_.usable_rows() == quality_.rows) return;
    lines_.push_back("rows left out, which no link can find: " + describe(quality_.rejected));
  }

  void add_invalid(Field field) {
    const FieldQuality& counts = quality_.fields[field];
    const std::uint64_t invalid = counts.in(CellState::invalid);
    if (is_key(field)) {
      add_count(field, invalid, "fail their check and are not used" + misplaced(field, invalid));
    } else if (field == Field::date_of_birth) {
      add_count(field, invalid, "are not dates in the layout that the profile declares");
    } else if (field == Field::sex) {
      add_count(field, invalid, "are codes for neither sex nor for not known");
    } else {
      add_count(field, invalid, "hold no letter or are too long");
    }
  }

  std::string misplaced(Field field, std::uint64_t invalid) const {
    if (field == Field::nhs_number && 2 * quality_.mapping.ulns_as_nhs_number > invalid) {
      return ": most are ULNs, so is it the right column?";
    }
    if (field == Field::uln && 2 * quality_.mapping.nhs_numbers_as_uln > invalid) {
      return ": most are NHS numbers, so is it the right column?";
    }
    return {};
  }

  void add_shared_keys(Field field) {
    const DistinctCounter& values = quality_.fields[field].values;
    if (!is_key(field) || values.shared() == 0) return;
    add(field, counted(values.shared(), values.exact()) +
                   " values are held by more than one local_id (a duplicate, another person's "
                   "number, a default): the linker does not use them");
  }

  // From a tenth of the rows on.
  void add_absent(Field field) {
    const FieldQuality& counts = quality_.fields[field];
    const std::uint64_t absent = counts.in(CellState::missing) + counts.in(CellState::placeholder);
    if (10 * absent < quality_.usable_rows() || !is_expected(field)) return;
    add(field, percent(absent, quality_.usable_rows()) + " of the rows have none");
  }

  // Middle names, other fields and keys are often rightly empty.
  static bool is_expected(Field field) {
    return field != Field::middle_names && field != Field::other_1 && field != Field::other_2 &&
           !is_key(field);
  }

  void add_constant(Field field) {
    const FieldQuality& counts = quality_.fields[field];
    if (counts.values.distinct() == 1 && counts.in(CellState::present) >= 100) {
      add(field, "every value is the same: is it the right column?");
    }
  }

  void add_repeated_ids() {
    const DistinctCounter& ids = quality_.local_ids;
    if (ids.shared() == 0) return;
    lines_.push_back("local_id: " + counted(ids.shared(), ids.exact()) +
                     " are on more than one row: one record each, if the agreement allows several "
                     "rows a record");
  }

  const Quality& quality_;
  std::vector<std::string> lines_;
};

}  // namespace

std::string quality_report(const std::string& name, const Quality& quality) {
  std::string out = name + ": " + grouped(quality.rows) + " rows, " +
                    grouped(quality.usable_rows()) + " of them usable\n\n";
  add_table(quality, out);
  for (const std::string& remark : quality.remarks) out += '\n' + remark + '\n';
  const Findings findings(quality);
  out += findings.lines().empty() ? "\nNothing stands out.\n" : "\nWhat to mend first:\n";
  for (std::size_t i = 0; i < findings.lines().size(); ++i) {
    out += right(std::to_string(i + 1), 2) + ". " + findings.lines()[i] + '\n';
  }
  return out;
}

}  // namespace tally::encoder
