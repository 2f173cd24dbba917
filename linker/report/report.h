// report: what linking came to, for people (HTML, and a table for the terminal) and for programs
// (JSON). All figures, no references and no scores of records. The same bytes for any kernel and
// number of threads. Counts from 1 up to below `least` are shown as "under" it; the difference of
// others may still give one away.
#pragma once

#include <string>
#include <vector>

#include "linker/link/link.h"

namespace tally::linker {

std::string report_json(const Agreement& agreement, const Linkage& linkage, std::uint32_t least);
std::string report_page(const Agreement& agreement, const Linkage& linkage, std::uint32_t least);

// For the terminal, 80 characters wide: rows of cells, the header first; of each pair of data sets
// a row with its name only, then its passes, and what is to be remarked of one in a row below it.
std::vector<std::vector<std::string>> pass_table(const Agreement& agreement,
                                                 const Linkage& linkage);
// "12,345 people, 9,000 of them in 1 data set, 3,345 in 2".
std::string describe_people(const Resolution& resolution);

}  // namespace tally::linker
