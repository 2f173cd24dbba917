// Forenames, middle names and surnames.
#pragma once

#include <string>
#include <string_view>

#include "encoder/record/record.h"

namespace tally::encoder {

// Text (trimmed, but not upper-cased or separated yet) -> a name without text in brackets, digits,
// titles and suffixes. In a surname, particles are joined to the next word. Brackets, titles and
// suffixes stay if nothing else would. Fills out; storage is scratch memory.
CellState standardise_name(Field field, std::string_view text, std::string& out,
                           std::string& storage);

}  // namespace tally::encoder
