// NHS number, UPN and ULN: usable as a key or not, by their check digits. Nothing is ever corrected
// or padded. Sources: docs/formats/standardiser.md.
#pragma once

#include <string>
#include <string_view>

#include "encoder/record/record.h"

namespace tally::encoder {

// Ten digits that satisfy modulus 11, not all the same, not of the range 999 (test patients).
bool is_usable_nhs_number(std::string_view number);
// A check letter, eleven digits, and a digit or (in a temporary UPN) a letter; upper case.
bool is_usable_upn(std::string_view upn);
// A usable one that ends in a letter: it holds in one school for one year, so between organisations
// it is not a key.
bool is_temporary_upn(std::string_view upn);
// Ten digits, the first not 0, whose weighted sum leaves 10 modulo 11. No NHS number is one.
bool is_usable_uln(std::string_view number);

// Spaces and hyphens off, upper case.
std::string bare_key(std::string_view text);

// One of the three key fields: spaces and hyphens off, upper case, then the checks above. Fillers
// (all digits the same), reason codes (UN1 to UN7) and temporary UPNs are placeholders.
CellState standardise_key(Field field, std::string_view text, std::string& out,
                          std::string& storage);

}  // namespace tally::encoder
