#include "encoder/record/record.h"

#include <cassert>

namespace tally::encoder {

std::string_view describe(Reject reject) {
  switch (reject) {
    case Reject::wrong_cell_count:
      return "wrong number of cells";
    case Reject::no_local_id:
      return "no local_id";
    case Reject::local_id_too_long:
      return "local_id over 64 bytes";
    case Reject::too_many_rows:
      return "more rows of this local_id than the agreement allows";
    case Reject::two_people:
      return "more than one person under this local_id (different dates of birth or too many rows)";
    case Reject::unborn:
      return "unborn: never encoded";
    case Reject::left_out:
      return "a record that the profile leaves out";
  }
  assert(false && "no such reason");
  return {};
}

RawRecord part_of(const RawRecord& raw, const PerField<bool>& fields) {
  RawRecord part{raw.line, raw.local_id, {}};
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (fields.values[i]) part.cells.values[i] = raw.cells.values[i];
  }
  return part;
}

}  // namespace tally::encoder
