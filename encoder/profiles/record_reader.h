// A source read by its profile: canonical records, each as one row or, with alternates, several of
// the same local_id, one after another.
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

// The ids by which a row names its person, besides its local_id: every cell that may hold an NHS
// number, read or not, and every other id of its profile (a mother's), a line each.
struct RowNames {
  std::string_view nhs_numbers, other_ids;
};

class RecordReader {
 public:
  // rows_per_record: how many rows the agreement allows a record; alternates beyond it are left
  // out. Opens and reads headers. malformed: a bad header (naming the column), no column for
  // local_id or for any field, no rows at all.
  // wanted: the fields that alternates are made of. malformed also: no column for the expected date
  // of a profile that has one, for then unborn children could not be kept apart.
  // day: of the export; a child with a later date of birth is not born. The standardiser outlives
  // this.
  static Result<RecordReader> open(Standardiser& standardiser, const Profile& profile,
                                   const SourceFiles& files, std::uint32_t rows_per_record,
                                   const PerField<bool>& wanted = all_fields(), Date day = kNoDay);
  RecordReader(RecordReader&&) noexcept;
  RecordReader& operator=(RecordReader&&) noexcept;
  ~RecordReader();

  // Moves to the next row; false at the end. A row that cannot be a record sets reject().
  Result<bool> next();
  // Borrowed until the next call. Dates are yyyy-mm-dd with zeros for unknown parts, or as found
  // where the profile's layout does not fit: the standardiser calls that invalid.
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
