// report: the outcome of linking, for people (HTML, and a table for the terminal) and for programs
// (JSON). It has figures only: no references and no scores of records. The bytes are the same for
// any kernel and number of threads. Counts from 1 to `least` - 1 are shown as "under" `least`; the
// difference of other counts may still reveal one.
#pragma once

#include <string>
#include <vector>

#include "linker/link/link.h"

namespace tally::linker {

std::string report_json(const Agreement& agreement, const Linkage& linkage, std::uint32_t least);
std::string report_page(const Agreement& agreement, const Linkage& linkage, std::uint32_t least);

// For the terminal, 80 characters wide: rows of cells, the header first. Each pair of data sets has
// a row with its name only, then a row for each pass. Remarks on a pass are in a row below it.
std::vector<std::vector<std::string>> pass_table(const Agreement& agreement,
                                                 const Linkage& linkage);
// "12,345 people, 9,000 of them in 1 data set, 3,345 in 2".
std::string describe_people(const Resolution& resolution);

}  // namespace tally::linker
