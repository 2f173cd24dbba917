// Which columns of an export a check reads and which not, and which files could supply more: names
// of columns, never a cell.
#pragma once

#include <string>
#include <vector>

#include "encoder/profiles/record_reader.h"

namespace tally::encoder {

// Of those that fill the field, the ones that the files have: "column" or "table.column".
std::vector<std::string> columns_of(const RecordReader& reader, Field field);
// Whether the table (from 1) is there: given in a file of its own, or inside the export.
bool is_given(const Profile& profile, const SourceFiles& files, std::size_t table);
// Whether the files that were given should fill the field and have no column for it.
bool is_lacking(const RecordReader& reader, const SourceFiles& files, Field field);
// The tables that were not given and could fill fields that are not here, a line each:
// "--with addresses=FILE would supply postcode, town".
std::vector<std::string> tables_not_given(const RecordReader& reader, const SourceFiles& files);
// Columns of a CSV that the profile does not name; none for XML.
std::vector<std::string> unused_columns(const RecordReader& reader);

}  // namespace tally::encoder
