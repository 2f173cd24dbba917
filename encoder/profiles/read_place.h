// The value of a place in one row, the same for an export and for a payload.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "encoder/profiles/profile.h"
#include "encoder/record/local_id.h"
#include "encoder/record/text.h"

namespace tally::encoder {

// Whether the row counts for the place, by its cell in the column place.where.
bool is_wanted(const Place& place, std::string_view cell);
// Replaces a value that has a code.
void apply_codes(const Mapping& mapping, std::string& value);

enum class Trim : std::uint8_t {
  white_space,
  spaces,  // for local_id, which stays byte for byte
};

// The cells of a place, joined, with codes applied; empty if there is no value. cell_of(column)
// gives a cell of the row, empty if its column is missing.
template <class CellOf>
void read_place(const Place& place, const Mapping& mapping, Trim how, const CellOf& cell_of,
                std::string& out) {
  out.clear();
  if (place.where && !is_wanted(place, cell_of(*place.where))) return;
  const bool parts = mapping.date == DateLayout::parts;
  bool any = false;
  for (const std::size_t column : place.columns) {
    const std::string_view found = cell_of(column);
    const std::string_view cell = how == Trim::spaces ? trim_local_id(found) : trim(found);
    any = any || !cell.empty();
    if (!parts && !cell.empty() && !out.empty()) out += ' ';
    out += cell;
    if (parts) out += '\n';
  }
  if (!any) return out.clear();
  if (!mapping.codes.empty()) apply_codes(mapping, out);
}

}  // namespace tally::encoder
