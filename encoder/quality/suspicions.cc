#include "encoder/quality/suspicions.h"

#include <utility>

#include "encoder/quality/findings.h"

namespace tally::encoder {
namespace {

class SuspicionList {
 public:
  explicit SuspicionList(const Quality& quality) : quality_(quality) {
    if (has(Field::date_of_birth)) add_dates();
    if (has(Field::postcode)) add_postcodes();
    for (const Field key : {Field::nhs_number, Field::upn, Field::uln}) {
      if (has(key)) add_key(key);
    }
    if (has(Field::upn)) {
      add("temporary_upns", Field::upn, "temporary UPNs", quality_.temporary_upns,
          "hold in one school for one year: not used");
    }
    const Held twice = quality_.people.shared();
    add("same_people", {}, "the same person twice", twice.owners,
        "equal forename, surname and date of birth under more than one local_id",
        quality_.people.exact());
    add("repeated_local_ids", {}, "a local_id repeated", quality_.local_ids.shared().owners,
        "rows of one local_id are one record", quality_.local_ids.exact());
    add("two_dates", {}, "a local_id with two dates of birth",
        quality_.dates_of_ids.shared().owners,
        "two children under one local_id, or a mistyped date", quality_.dates_of_ids.exact());
  }
  std::vector<Suspicion> take() { return std::move(found_); }

 private:
  bool has(Field field) const { return quality_.fields[field].supplied; }

  void add(std::string_view code, std::optional<Field> field, std::string name, std::uint64_t rows,
           std::string what, bool exact = true) {
    found_.push_back({code, field, std::move(name), rows, exact, std::move(what)});
  }

  void add_dates() {
    const DateQuality& dates = quality_.dates;
    add("impossible_dates", Field::date_of_birth, "impossible dates", dates.impossible,
        "month 13, 31 February");
    add("partial_dates", Field::date_of_birth, "dates with a part unknown", dates.partial,
        "year, month or day is 00");
    add("future_dates", Field::date_of_birth, "dates in the future", dates.future,
        "after the day of the export");
    add("filler_dates", Field::date_of_birth, "dates that mean not known", dates.fillers,
        "a day that systems use to say \"not known\", in 1753, 1899, 1900, 1970 or 9999");
    add("over_25", Field::date_of_birth, "people over 25", dates.over_25,
        "to be expected unless all are children");
    add("first_of_january", Field::date_of_birth, "on 1 January", dates.first_of_january,
        "chance gives about " + std::to_string(by_chance(dates.whole, kFirstsOfJanuary)) +
            ": a higher count suggests years without a day");
    add("fifteenth", Field::date_of_birth, "on the 15th of a month", dates.fifteenth,
        "chance gives about " + std::to_string(by_chance(dates.whole, kFifteenths)) +
            ": a higher count suggests months without a day");
    add_crowd("one date, many people", Field::date_of_birth);
  }

  void add_postcodes() {
    add("pseudo_postcodes", Field::postcode, "ZZ99 postcodes", quality_.pseudo_postcodes,
        "no fixed abode, not known, abroad: taken as not known");
    add("unusual_postcodes", Field::postcode, "unusual postcodes", quality_.unusual_postcodes,
        "not of the United Kingdom's shape: used as they are");
    add_crowd("one postcode, many people", Field::postcode);
  }

  void add_key(Field key) {
    const DistinctCounter& values = quality_.fields[key].values;
    const std::string name(name_of(key));
    add("shared", key, name + " shared by two or more", values.shared().owners,
        "values held by more than one local_id; the linker does not use them", values.exact());
    add_crowd(name + " shared by many", key);
  }

  void add_crowd(std::string name, Field field) {
    const Crowd crowd = crowd_in(field, quality_);
    add("crowded", field, std::move(name), crowd.held.owners,
        "values held by " + std::to_string(crowd_of(field, quality_)) + " local_ids or more",
        crowd.exact);
  }

  const Quality& quality_;
  std::vector<Suspicion> found_;
};

}  // namespace

std::vector<Suspicion> suspicions(const Quality& quality) {
  return SuspicionList(quality).take();
}

}  // namespace tally::encoder
