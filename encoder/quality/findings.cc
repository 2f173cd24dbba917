#include "encoder/quality/findings.h"

#include <algorithm>

#include "common/page.h"

namespace tally::encoder {
namespace {

// Days of four years.
constexpr std::uint64_t kDays = 1461;

// Whether dates fall on such days half as often again as expected by chance, and more than four
// standard deviations above it.
bool is_bunch(std::uint64_t count, std::uint64_t whole, std::uint64_t days) {
  const double found = static_cast<double>(count);
  const double expected = static_cast<double>(whole * days) / static_cast<double>(kDays);
  const double over = found - expected;
  return count >= 20 && 2 * found > 3 * expected && over * over > 16 * expected;
}

// Middle names, other fields and ULNs (from the age of 14) are often rightly empty.
bool is_expected(Field field) {
  return field != Field::middle_names && field != Field::other_1 && field != Field::other_2 &&
         field != Field::uln;
}

std::string absent_text(Field field, bool in_all) {
  if (in_all && !is_key(field)) return ": is this the profile for the export's year?";
  if (field == Field::nhs_number) return "; tracing them makes links more certain";
  if (field == Field::upn) return "; most children under five have none yet";
  return "";
}

std::string invalid_text(Field field, const std::string& date_layout) {
  if (is_key(field)) return "{fails its|fail their} check and {is|are} not used";
  if (field == Field::date_of_birth) {
    return "{is not a date|are not dates} in the layout that the profile declares, " + date_layout +
           ": if the export has another layout, name it in your own profile, for example \"day "
           "month year\" (docs/formats/profile.md)";
  }
  if (field == Field::sex) return "{is not a code|are not codes} for a sex or for \"not known\"";
  return "{holds|hold} no letter or {is|are} too long";
}

// Chooses from "{is|are}" by the number.
std::string inflected(std::string text, std::uint64_t number) {
  for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open)) {
    const std::size_t bar = text.find('|', open);
    const std::size_t close = text.find('}', bar);
    text.replace(open, close + 1 - open,
                 number == 1 ? text.substr(open + 1, bar - open - 1)
                             : text.substr(bar + 1, close - bar - 1));
  }
  return text;
}

class Finder {
 public:
  explicit Finder(const Quality& quality) : quality_(quality) {
    add_rows();
    add_lacking();
    for_each_field([&](Field f) { add_invalid(f); });
    for_each_field([&](Field f) { add_shared(f); });
    for_each_field([&](Field f) { add_crowd(f); });
    add_dates();
    for_each_field([&](Field f) { add_absent(f); });
    for_each_field([&](Field f) { add_constant(f); });
    add_places();
    add_duplicates();
    std::ranges::stable_sort(found_, std::ranges::greater{}, &Finding::people);
    add_wrong_columns();
  }
  std::vector<Finding> take() { return std::move(found_); }

 private:
  template <class Add>
  void for_each_field(const Add& add) {
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      const Field field = static_cast<Field>(i);
      if (quality_.fields[field].supplied) add(field);
    }
  }

  void add(std::string_view code, std::optional<Field> field, std::uint64_t people,
           const std::string& text, bool exact = true) {
    if (people > 0) found_.push_back({code, field, people, exact, text});
  }

  // The same with the count in front.
  void add_count(std::string_view code, Field field, std::uint64_t people,
                 const std::string& text) {
    add(code, field, people, with_commas(people) + ' ' + inflected(text, people));
  }

  void add_rows() {
    RejectCounts faults{};
    std::uint64_t rows = 0;
    for (std::size_t i = 0; i < faults.size(); ++i) {
      if (!is_fault(static_cast<Reject>(i))) continue;
      faults[i] = quality_.ledger.rejected[i].rows;
      rows += faults[i];
    }
    add("rows_left_out", {}, rows, "rows left out, so they cannot be linked: " + describe(faults));
  }

  void add_lacking() {
    for (const auto& [field, from] : quality_.lacking) {
      const std::string text = "no " + from + ": is this the profile for the export's year?";
      add("missing_column", field, quality_.usable_rows(), text);
    }
  }

  void add_invalid(Field field) {
    std::uint64_t invalid = quality_.fields[field].in(CellState::invalid);
    if (field == Field::date_of_birth)
      invalid -= quality_.dates.too_late;  // counted as future_dates
    add_count("invalid", field, invalid,
              invalid_text(field, quality_.date_layout) + misplaced(field, invalid));
  }

  std::string misplaced(Field field, std::uint64_t invalid) const {
    if (2 * quality_.mapping.fields[field].others <= invalid) return {};
    return std::string(": most are ") + (field == Field::uln ? "NHS numbers" : "ULNs") +
           ": is this the right column?";
  }

  void add_shared(Field field) {
    if (!is_key(field)) return;
    const DistinctCounter& values = quality_.fields[field].values;
    const Held held = values.shared();
    add("shared", field, held.owners,
        counted(held.values, values.exact()) + (held.values == 1 ? " value is" : " values are") +
            " held by more than one local_id (a duplicate, " +
            (field == Field::nhs_number ? "the mother's number or a twin's" : "another's number") +
            ", a default): the linker does not use them",
        values.exact());
  }

  void add_crowd(Field field) {
    const Crowd crowd = crowd_in(field, quality_);
    const std::string many = std::to_string(crowd_of(field, quality_));
    const std::string held = with_commas(crowd.held.values) +
                             (crowd.held.values == 1 ? " value is" : " values are") + " held by " +
                             many + " local_ids or more: ";
    add("crowded", field, crowd.held.owners,
        held + (is_key(field) ? "suspected defaults"
                : field == Field::postcode
                    ? "a carer's, a home's, a hospital's or an office's, or a default?"
                    : "dates that stand for not known?"),
        crowd.exact);
  }

  void add_dates() {
    const DateQuality& dates = quality_.dates;
    const Field field = Field::date_of_birth;
    add_count("impossible_dates", field, dates.impossible,
              "cannot be {a date|dates} (month 13, 31 February): only the possible parts are used");
    add_count("future_dates", field, dates.future,
              "{is|are} after the day of the export and encoded as missing");
    add_count("filler_dates", field, dates.fillers,
              "{is a date|are dates} that systems use to say \"not known\" (1900, 1970, 9999 and "
              "others), and {makes|make} different people look alike");
    add_count("partial_dates", field, dates.partial, "{has|have} a part unknown");
    if (10 * dates.over_25 <= dates.whole) {
      add_count(
          "over_25", field, dates.over_25,
          "{is of somebody|are of people} over 25, in an export that is otherwise of children");
    }
    add_bunch("first_of_january", dates.first_of_january, kFirstsOfJanuary, "on 1 January");
    add_bunch("fifteenth", dates.fifteenth, kFifteenths, "on the 15th of a month");
  }

  void add_bunch(std::string_view code, std::uint64_t count, std::uint64_t days,
                 const std::string& when) {
    const std::uint64_t whole = quality_.dates.whole;
    if (!is_bunch(count, whole, days)) return;
    const std::uint64_t people = count - by_chance(whole, days);
    add(code, Field::date_of_birth, people,
        with_commas(count) + " are " + when + ", " + with_commas(people) +
            " more than expected by chance: are ages estimated?");
  }

  // Reported from a tenth of the rows on.
  void add_absent(Field field) {
    const FieldQuality& counts = quality_.fields[field];
    const std::uint64_t absent = counts.in(CellState::missing) + counts.in(CellState::placeholder);
    if (10 * absent < quality_.usable_rows() || !is_expected(field)) return;
    add("absent", field, absent,
        percent(absent, quality_.usable_rows()) + " of the rows have none" +
            absent_text(field, absent == quality_.usable_rows()));
  }

  void add_constant(Field field) {
    const FieldQuality& counts = quality_.fields[field];
    const std::uint64_t present = counts.in(CellState::present);
    if (counts.values.distinct() != 1 || present < 100) return;
    add("constant", field, present, "every value is the same: is this the right column?");
  }

  void add_places() {
    add_count(
        "unusual_postcodes", Field::postcode, quality_.unusual_postcodes,
        "{does|do} not look like {a United Kingdom postcode|United Kingdom postcodes}: used as "
        "found");
    add_count(
        "pseudo_postcodes", Field::postcode, quality_.pseudo_postcodes,
        "{is a ZZ99 code|are ZZ99 codes} (no fixed abode, not known, abroad): taken as not known");
    add_count(
        "temporary_upns", Field::upn, quality_.temporary_upns,
        "{is a temporary UPN, which holds|are temporary UPNs, which hold} in one school for one "
        "year and {is|are} not used");
  }

  void add_duplicates() {
    const DistinctCounter& ids = quality_.local_ids;
    add("repeated_local_ids", {}, ids.shared().owners,
        "local_id: " + counted(ids.shared().values, ids.exact()) +
            (ids.shared().values == 1 ? " is" : " are") +
            " on more than one row. The rows of one local_id are one record, if the agreement "
            "allows it several rows",
        ids.exact());
    const DistinctCounter& dates = quality_.dates_of_ids;
    add("two_dates", {}, dates.shared().owners,
        "local_id: " + counted(dates.shared().values, dates.exact()) +
            (dates.shared().values == 1 ? " has" : " have") +
            " rows with different dates of birth: two children under one local_id, or a "
            "mistyped date. encode leaves out all these rows unless their forenames agree or, "
            "where forenames are missing, another number agrees",
        dates.exact());
    const DistinctCounter& people = quality_.people;
    add("same_people", {}, people.shared().owners,
        counted(people.shared().values, people.exact()) +
            " combinations of forename, surname and date of birth are under more than one "
            "local_id: one person twice?",
        people.exact());
  }

  // These come before all others.
  void add_wrong_columns() {
    const std::vector<std::string> faults = mapping_faults(quality_.mapping);
    for (std::size_t i = faults.size(); i-- > 0;) {
      found_.insert(found_.begin(), {"wrong_column", {}, quality_.usable_rows(), true, faults[i]});
    }
  }

  const Quality& quality_;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> findings(const Quality& quality) {
  return Finder(quality).take();
}

std::string line_of(const Finding& finding) {
  return (finding.field ? std::string(name_of(*finding.field)) + ": " : "") + finding.text;
}

std::uint64_t by_chance(std::uint64_t whole, std::uint64_t days) {
  return whole * days / kDays;
}

std::uint32_t crowd_of(Field field, const Quality& quality) {
  const FieldQuality& counts = quality.fields[field];
  if (is_key(field)) return 4;
  const std::uint64_t least = field == Field::postcode ? 10 : 20;
  const std::uint64_t different = std::max<std::uint64_t>(1, counts.values.distinct());
  const std::uint64_t tenfold = 10 * counts.in(CellState::present) / different;
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(tenfold, least, UINT32_MAX));
}

Crowd crowd_in(Field field, const Quality& quality) {
  const bool watched = is_watched(field);
  if (!watched && field != Field::date_of_birth) return {{}, true};
  const FieldQuality& counts = quality.fields[field];
  const std::uint32_t least = crowd_of(field, quality);
  if (counts.values.exact() || !watched) {
    return {counts.values.held_by(least), counts.values.exact()};
  }
  return {counts.frequent.held_by(least), false};
}

std::string counted(std::uint64_t n, bool exact) {
  if (exact) return with_commas(n);
  std::uint64_t unit = 1;
  while (n / unit >= 1000) unit *= 10;
  return "about " + with_commas((n + unit / 2) / unit * unit);
}

std::string percent(std::uint64_t n, std::uint64_t of) {
  if (of == 0) return "-";
  const std::uint64_t tenths = (n * 1000 + of / 2) / of;
  if (n > 0 && tenths == 0) return "<0.1 %";
  if (n < of && tenths == 1000) return ">99.9 %";
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " %";
}

}  // namespace tally::encoder
