// Which columns of an export a check reads and which not: names of columns, never a cell.
#pragma once

#include <string>
#include <vector>

#include "encoder/record_reader.h"

namespace tally::encoder {

// Of those that fill the field, the ones that the files have: "column" or "table.column".
std::vector<std::string> columns_of(const RecordReader& reader, Field field);
// Columns of a CSV that the profile does not name; none for XML.
std::vector<std::string> unused_columns(const RecordReader& reader);

}  // namespace tally::encoder
