// Forenames, middle names and surnames.
#pragma once

#include <string>
#include <string_view>

#include "encoder/record/record.h"

namespace tally::encoder {

// Text (trimmed, upper-casing and separating still to do) -> a name: without what is in brackets,
// digits, titles, suffixes; in a surname particles are joined to the next word. Brackets, titles
// and suffixes stay where nothing else would. Fills out; storage is scratch.
CellState standardise_name(Field field, std::string_view text, std::string& out,
                           std::string& storage);

}  // namespace tally::encoder
