// A person's record in the encoder: first as read, then standardised.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/fields.h"

namespace tally::encoder {

// A row as its profile reads it; borrowed from the reader until the next row.
struct RawRecord {
  std::uint64_t line = 0;     // of the source, from 1
  std::string_view local_id;  // ASCII spaces trimmed, otherwise byte for byte
  PerField<std::string_view> cells;
};

// The reasons to leave a row out, in the order of reports.
enum class Reject : std::uint8_t {
  wrong_cell_count,
  no_local_id,
  local_id_too_long,  // over 64 bytes
  too_many_rows,      // more rows of one local_id than the agreement allows
  two_people,         // all rows of one local_id, because they are of two people (one_person.h)
  unborn,             // an expected date of birth and no date of birth: never encoded
  left_out,           // by a rule of the profile
};
inline constexpr std::size_t kRejectCount = 7;
std::string_view describe(Reject reject);
// Whether the row has a fault that can be fixed; the others are left out on purpose.
constexpr bool is_fault(Reject reject) {
  return reject <= Reject::two_people;
}

// The same with the cells of these fields only.
RawRecord part_of(const RawRecord& raw, const PerField<bool>& fields);

// The state of a cell.
enum class CellState : std::uint8_t {
  missing,      // empty
  placeholder,  // says that it is not known ("N/K", UN3, ZZ99 3WZ)
  invalid,      // not UTF-8, not a date, a failed check digit: counted, encoded as missing
  present,
};

// Values in their standard form; empty unless present. Dates are yyyymmdd with 0000, 00 for an
// unknown part; an impossible part keeps its digits. Postcodes have no space.
struct StandardRecord {
  PerField<std::string> values;
  PerField<CellState> states;
};

}  // namespace tally::encoder
