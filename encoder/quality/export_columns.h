// Finds which columns of an export a check reads, which it does not read, and which files could
// supply more. It gives names of columns, never a cell.
#pragma once

#include <string>
#include <vector>

#include "encoder/profiles/record_reader.h"

namespace tally::encoder {

// The columns of the files that fill the field: "column" or "table.column".
std::vector<std::string> columns_of(const RecordReader& reader, Field field);
// Whether the table (counted from 1) is present: in its own file, or inside the export.
bool is_given(const Profile& profile, const SourceFiles& files, std::size_t table);
// Whether the given files should fill the field, but have no column for it.
bool is_lacking(const RecordReader& reader, const SourceFiles& files, Field field);
// The tables that were not given and could fill missing fields, one on each line: "--with
// addresses=FILE would supply postcode, town".
std::vector<std::string> tables_not_given(const RecordReader& reader, const SourceFiles& files);
// Columns of a CSV that the profile does not name; empty for XML.
std::vector<std::string> unused_columns(const RecordReader& reader);

}  // namespace tally::encoder
