#include "encoder/quality/check.h"

#include <algorithm>
#include <cassert>

#include "common/join.h"
#include "encoder/admit/admission.h"
#include "encoder/profiles/explain.h"
#include "encoder/quality/export_columns.h"
#include "encoder/record/text.h"
#include "encoder/standardise/check_digits.h"
#include "encoder/standardise/dates.h"
#include "encoder/standardise/postcode.h"
#include "encoder/standardise/standardise.h"

namespace tally::encoder {
namespace {

// How many values are kept for a field if only its number of different values is reported.
constexpr std::size_t kFewerKept = 16384;  // 512 kB

// The fields whose values are reported with the number of people that hold them.
bool is_counted_by_holder(Field field) {
  return is_key(field) || field == Field::date_of_birth;
}

class Counter {
 public:
  Counter(Quality& quality, const CheckRequest& request, Standardiser& standardiser)
      : quality_(quality),
        request_(request),
        today_(request.day),
        standardiser_(standardiser),
        mapping_(today_) {}

  Status count(const RawRecord& raw) {
    standardise(raw);
    hash_values(raw);
    quality_.local_ids.add(owner_, raw.line);
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      const Field field = static_cast<Field>(i);
      if (quality_.fields[field].supplied) TRY(count_cell(field, raw));
    }
    if (date_.is_known()) TRY(count_date(raw, date_));
    if (quality_.fields[Field::postcode].supplied) TRY(count_postcode(raw));
    if (is_temporary_upn_in(raw)) TRY(count_temporary_upn(raw));
    count_reach();
    mapping_.count(raw, record_);
    return {};
  }

  const MappingCounts& mapping() const { return mapping_.counts(); }

 private:
  // As in encode, a date of birth after the day of the export is ignored.
  void standardise(const RawRecord& raw) {
    standardiser_.standardise(raw, record_);
    date_ = date_of_birth(record_);
    if (date_ > today_) drop_future_date(record_, today_);
  }

  bool is_too_late() const { return date_.is_known() && !has(Field::date_of_birth); }

  bool has(Field field) const { return record_.states[field] == CellState::present; }

  // Looks up all of a record's values first, so that their places in the tables come from memory
  // together.
  void hash_values(const RawRecord& raw) {
    owner_ = hash_of(raw.local_id);
    quality_.local_ids.expect(owner_);
    if (has(Field::date_of_birth)) quality_.dates_of_ids.expect(owner_);
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      const Field field = static_cast<Field>(i);
      if (!has(field)) continue;
      hashes_[field] = hash_of(record_.values[field]);
      quality_.fields[field].values.expect(hashes_[field]);
      if (is_watched(field)) quality_.fields[field].frequent.expect(hashes_[field]);
    }
    person_ = is_person() ? hash_of_person() : 0;
    if (person_ != 0) quality_.people.expect(person_);
  }

  bool is_person() const {
    return has(Field::forename) && has(Field::surname) && has(Field::date_of_birth) &&
           date_.is_whole();
  }

  std::uint64_t hash_of_person() {
    text_.assign(record_.values[Field::forename]).append(1, '\n');
    text_.append(record_.values[Field::surname]).append(1, '\n');
    return hash_of(text_.append(record_.values[Field::date_of_birth]));
  }

  Status list(const RawRecord& raw, Field field, Problem problem) {
    return request_.bad_rows != nullptr ? request_.bad_rows->add(raw, field, problem) : Status{};
  }

  Status count_cell(Field field, const RawRecord& raw) {
    FieldQuality& counts = quality_.fields[field];
    const CellState state = record_.states[field];
    ++counts.cells[static_cast<std::size_t>(state)];
    if (field == Field::date_of_birth && is_too_late()) return {};  // see count_date
    if (state == CellState::invalid) return list(raw, field, Problem::invalid);
    if (state != CellState::present) return {};
    counts.values.add(hashes_[field], owner_);
    if (is_watched(field)) counts.frequent.add(hashes_[field], owner_);
    return {};
  }

  Status count_date(const RawRecord& raw, Date date) {
    DateQuality& dates = quality_.dates;
    dates.too_late += is_too_late();
    if (!date.is_possible()) {
      ++dates.impossible;
      return list(raw, Field::date_of_birth, Problem::impossible_date);
    }
    if (is_filler_date(date)) {
      ++dates.whole;
      ++dates.fillers;
      return list(raw, Field::date_of_birth, Problem::filler_date);
    }
    if (date > today_) {
      dates.whole += date.is_whole();
      ++dates.future;
      return list(raw, Field::date_of_birth, Problem::future_date);
    }
    if (!date.is_whole()) {
      ++dates.partial;
      return {};
    }
    ++dates.whole;
    return count_birth(raw, date);
  }

  Status count_birth(const RawRecord& raw, Date date) {
    DateQuality& dates = quality_.dates;
    if (date.years_until(today_) > 25) ++dates.over_25;
    if (date.month() == 1 && date.day() == 1) ++dates.first_of_january;
    if (date.day() == 15) ++dates.fifteenth;
    if (quality_.dates_of_ids.add(owner_, date.number()) < 2) return {};
    return list(raw, Field::date_of_birth, Problem::other_date);
  }

  Status count_postcode(const RawRecord& raw) {
    if (record_.states[Field::postcode] == CellState::placeholder) {
      join_words(raw.cells[Field::postcode], text_);
      if (text_.starts_with("ZZ99")) ++quality_.pseudo_postcodes;
    }
    if (!has(Field::postcode) || has_uk_shape(record_.values[Field::postcode])) return {};
    ++quality_.unusual_postcodes;
    return list(raw, Field::postcode, Problem::unusual_postcode);
  }

  bool is_temporary_upn_in(const RawRecord& raw) const {
    return record_.states[Field::upn] == CellState::placeholder &&
           is_temporary_upn(bare_key(raw.cells[Field::upn]));
  }

  Status count_temporary_upn(const RawRecord& raw) {
    ++quality_.temporary_upns;
    return list(raw, Field::upn, Problem::temporary_upn);
  }

  void count_reach() {
    const bool by_key = has(Field::nhs_number) || has(Field::upn) || has(Field::uln);
    const bool by_person = person_ != 0;
    quality_.reach.by_key += by_key;
    quality_.reach.by_person += by_person;
    quality_.reach.by_neither += !by_key && !by_person;
    if (by_person) quality_.people.add(person_, owner_);
  }

  Quality& quality_;
  const CheckRequest& request_;
  const Date today_;
  Standardiser& standardiser_;
  StandardRecord record_;  // reused
  // The current row:
  Date date_;                // of birth, even if it is too late
  std::uint64_t owner_ = 0;  // its local_id
  PerField<std::uint64_t> hashes_;
  std::uint64_t person_ = 0;  // of forename, surname and date of birth; 0: not all are known
  std::string text_;          // reused
  MappingCounter mapping_;
};

void describe_lacking(const RecordReader& reader, const SourceFiles& files, Quality& quality) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    if (!is_lacking(reader, files, field)) continue;
    names.emplace_back(name_of(field));
    quality.lacking.push_back({field, where_from(reader.profile(), field)});
  }
  if (!reader.profile().only_these || names.empty()) return;
  quality.lacking.clear();  // such a profile accepts any subset of its columns
  quality.remarks.push_back("not in this file: " + join(names));
}

void describe_source(const RecordReader& reader, const SourceFiles& files, Quality& quality) {
  quality.profile = reader.profile().name;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    FieldQuality& counts = quality.fields[field];
    counts.supplied = reader.fields()[field];
    counts.columns = columns_of(reader, field);
    if (!is_counted_by_holder(field)) counts.values = DistinctCounter(kFewerKept);
  }
  if (const auto& birth = reader.profile().fields[Field::date_of_birth]; birth && birth->date) {
    quality.date_layout = reader.profile().only_these ? "yyyy-mm-dd" : words_of(*birth->date);
  }
  quality.unused_columns = unused_columns(reader);
  describe_lacking(reader, files, quality);
}

Status look_for_excluded(const RecordReader& reader, const CheckRequest& request,
                         Admission& admission) {
  const Profile& profile = reader.profile();
  if (!admission.must_look_first(!profile.excluded_with.empty())) return {};
  RecordReader first = TRY(RecordReader::open(reader.standardiser(), profile, request.files, 1,
                                              all_fields(), request.day));
  return admission.look_for_excluded(first);
}

Status list_rejected(const RecordReader& reader, const CheckRequest& request) {
  const std::optional<Reject> reason = reader.reject();
  if (request.bad_rows == nullptr || !reason || !is_fault(*reason)) return {};
  return request.bad_rows->add(reader.record(), *reason);
}

Status count_rows(RecordReader& reader, const CheckRequest& request, Admission& admission,
                  Counter& counter) {
  while (TRY(reader.next())) {
    const std::optional<AdmittedRow> row = TRY(admission.admit(reader));
    TRY(list_rejected(reader, request));
    if (row && !row->is_alternate()) TRY(counter.count(row->raw()));
    if (request.progress != nullptr) request.progress->set(reader.source().bytes_read());
  }
  return {};
}

}  // namespace

bool is_watched(Field field) {
  return is_key(field) || field == Field::postcode;
}

std::uint64_t Quality::usable_rows() const {
  return ledger.usable().rows;
}

Result<Quality> check(RecordReader& reader, const CheckRequest& request) {
  Quality quality;
  quality.day = request.day;
  describe_source(reader, request.files, quality);
  Exclusions exclusions = TRY(Exclusions::load(request.exclusions, reader.standardiser()));
  TRY(exclusions.applies_to(reader.source().path(), reader.fields()[Field::nhs_number]));
  Admission admission(exclusions, reader.source().path(), quality.ledger);
  TRY(look_for_excluded(reader, request, admission));
  Counter counter(quality, request, reader.standardiser());
  TRY(count_rows(reader, request, admission, counter));
  quality.mapping = counter.mapping();
  quality.lists = exclusions.lists();
  for (std::string& remark : reader.source().remarks()) {
    quality.remarks.push_back(std::move(remark));
  }
  return quality;
}

}  // namespace tally::encoder
