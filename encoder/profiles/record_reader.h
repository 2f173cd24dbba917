// Reads a source by its profile. It gives canonical records, each as one row or, with alternates,
// as several rows of the same local_id, one after another.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "encoder/profiles/profile.h"
#include "encoder/readers/source.h"
#include "encoder/record/date.h"
#include "encoder/record/record.h"
#include "encoder/standardise/standardise.h"

namespace tally::encoder {

// The ids of a row's person besides its local_id: every cell that may hold an NHS number, read or
// not, and every other id of its profile (such as a mother's), one on each line.
struct RowNames {
  std::string_view nhs_numbers, other_ids;
};

class RecordReader {
 public:
  // Opens the files and reads their headers. rows_per_record: how many rows the agreement allows
  // for a record; further alternates are left out. malformed: a bad header (naming the column), no
  // column for local_id or for any field, no rows. wanted: the fields that alternates are made of.
  // Also malformed: no column for the profile's expected date, because then unborn children could
  // not be left out. day: of the export; a child with a later date of birth is unborn. The
  // standardiser must outlive this.
  static Result<RecordReader> open(Standardiser& standardiser, const Profile& profile,
                                   const SourceFiles& files, std::uint32_t rows_per_record,
                                   const PerField<bool>& wanted = all_fields(), Date day = kNoDay);
  RecordReader(RecordReader&&) noexcept;
  RecordReader& operator=(RecordReader&&) noexcept;
  ~RecordReader();

  // Moves to the next row; false at the end. A row that cannot be a record sets reject().
  Result<bool> next();
  // Borrowed until the next call. Dates are yyyy-mm-dd with zeros for unknown parts. A date that
  // does not fit the profile's layout stays as found, and the standardiser finds it invalid.
  const RawRecord& record() const;
  std::optional<Reject> reject() const;
  // Borrowed until the next call.
  RowNames names() const;
  // Whether this row is an alternate of the row before it.
  bool is_alternate() const;
  // The fields that some column of the files can fill.
  const PerField<bool>& fields() const;
  const Source& source() const;
  const Profile& profile() const;
  Standardiser& standardiser() const;

 private:
  struct State;
  explicit RecordReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tally::encoder
