// NHS number, UPN and ULN: whether they are usable as a linking key, by their check digits. Nothing
// is corrected or padded. Sources: docs/formats/standardiser.md.
#pragma once

#include <string>
#include <string_view>

#include "encoder/record/record.h"

namespace tally::encoder {

// Ten digits that satisfy modulus 11, not all the same, not of the range 999 (test patients).
bool is_usable_nhs_number(std::string_view number);
// A check letter, eleven digits, and a digit or (in a temporary UPN) a letter; upper case.
bool is_usable_upn(std::string_view upn);
// A valid UPN that ends in a letter. It holds in one school for one year, so it is not a linking
// key between organisations.
bool is_temporary_upn(std::string_view upn);
// Ten digits, the first not 0, with a weighted sum that leaves 10 modulo 11. An NHS number never
// passes.
bool is_usable_uln(std::string_view number);

// Removes spaces and hyphens, and makes letters upper case.
std::string bare_key(std::string_view text);

// Standardises one of the three linking keys: removes spaces and hyphens, makes letters upper case,
// then makes the checks above. Fillers (all digits the same), reason codes (UN1 to UN7) and
// temporary UPNs are placeholders.
CellState standardise_key(Field field, std::string_view text, std::string& out,
                          std::string& storage);

}  // namespace tally::encoder
