// What bands show and do not show, for the description of an agreement and its annex.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "protocol/agreement/agreement.h"

namespace tally {

inline bool has_kind(const Encoding& encoding, Column::Kind kind) {
  return std::ranges::count(encoding.columns, kind, &Column::kind) != 0;
}
// Tokens are described with filters, unless there are only bands.
inline bool has_filters_or_no_bands(const Encoding& encoding) {
  return has_kind(encoding, Column::Kind::filter) || !has_kind(encoding, Column::Kind::bands);
}

// "64 bands of 40 bits".
std::string size_of_bands(const Column& column);
// "forename or surname, and date_of_birth".
std::string joined_kinds(const Column& column);

// In lines of a page.
inline constexpr std::string_view kWhatBandsShow =
    "A column of bands has many short keyed values of a record. Two records have some of them in\n"
    "common only if they are nearly alike in the fields that the column joins. So the linker\n"
    "learns which records of two data sets are near: records of one person, of one family, or of\n"
    "two people who are alike by chance. If it knows a person, it can recognise the person's\n"
    "family by this. It does not learn how alike strangers are. No two records of one data set\n"
    "have a band in common, because the holder replaces such bands before it sends them. From\n"
    "one data set the linker learns how many records there are, which kinds of identifiers each\n"
    "has, and counts of how near a sample of records is to other records.\n";

// A row of the annex's table of risks.
inline constexpr std::string_view kRiskOfBands =
    "| The linker tries to find out whose records it has, by their bands | it never has the "
    "secret, so it cannot encode a guess; two strangers have hardly any band in common, and no two "
    "records of one data set have any | **families of known people can be recognised**: if the "
    "linker knows whose a record is, the near records of other data sets are often the person's "
    "family. Records that lack an identifier can be seen to lack it. A second delivery in which "
    "other bands were replaced, or a holder that works with the linker, shows some of what was "
    "replaced |\n";

}  // namespace tally
