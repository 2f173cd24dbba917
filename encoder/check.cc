#include "encoder/check.h"

#include <numeric>

#include "encoder/check_digits.h"
#include "encoder/dates.h"
#include "encoder/postcode.h"
#include "encoder/standardise.h"
#include "encoder/text.h"

namespace tally::encoder {
namespace {

void count_date(std::string_view date, Quality& quality) {
  if (!is_possible_date(date)) {
    ++quality.impossible_dates;
  } else if (!is_whole_date(date)) {
    ++quality.partial_dates;
  }
}

class Counter {
 public:
  explicit Counter(Quality& quality) : quality_(quality) {}

  void count(const RawRecord& raw) {
    quality_.local_ids.add(raw.local_id, std::to_string(raw.line));
    standardiser_.standardise(raw, record_);
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      const Field field = static_cast<Field>(i);
      if (quality_.fields[field].supplied) count_cell(field, raw);
    }
    count_kinds(raw);
    mapping_.count(raw, record_);
    quality_.mapping = mapping_.counts();
  }

 private:
  void count_cell(Field field, const RawRecord& raw) {
    FieldQuality& counts = quality_.fields[field];
    const CellState state = record_.states[field];
    ++counts.cells[static_cast<std::size_t>(state)];
    if (state == CellState::present) counts.values.add(record_.values[field], raw.local_id);
  }

  void count_kinds(const RawRecord& raw) {
    count_present(Field::date_of_birth, [&](std::string_view v) { count_date(v, quality_); });
    count_present(Field::postcode, [&](std::string_view v) {
      if (!has_uk_shape(v)) ++quality_.unusual_postcodes;
    });
    quality_.temporary_upns += is_temporary_upn(bare_key(raw.cells[Field::upn]));
  }

  template <class Count>
  void count_present(Field field, const Count& count_value) {
    if (record_.states[field] == CellState::present) count_value(record_.values[field]);
  }

  Quality& quality_;
  Standardiser standardiser_;
  StandardRecord record_;
  MappingCounter mapping_;
};

}  // namespace

std::uint64_t Quality::usable_rows() const {
  return rows - std::accumulate(rejected.begin(), rejected.end(), std::uint64_t{0});
}

Result<Quality> check(RecordReader& reader, Progress* progress) {
  Quality quality;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    quality.fields[field].supplied = reader.fields()[field];
  }
  Counter counter(quality);
  while (TRY(reader.next())) {
    if (reader.is_alternate()) {
      ++quality.alternates;
      continue;
    }
    ++quality.rows;
    if (reader.reject()) {
      ++quality.rejected[static_cast<std::size_t>(*reader.reject())];
    } else {
      counter.count(reader.record());
    }
    if (progress != nullptr) progress->set(reader.source().bytes_read());
  }
  quality.remarks = reader.source().remarks();
  return quality;
}

}  // namespace tally::encoder
