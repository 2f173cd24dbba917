// NHS numbers and UPNs that pass their check digits and belong to nobody.
//
// NHS numbers have stems from 500 to 599 million, never issued in the United Kingdom (320 to 499
// and 600 to 799 are, 999 is for tests); UPNs have the number of an authority that does not exist.
// The rules: docs/formats/standardiser.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally::population {

// A different number for each n below 80 million.
std::string nhs_number(std::uint64_t seed, std::uint64_t n);
// A different UPN of the year (two digits) for each n below 10 million; then they come again from
// the start.
enum class UpnKind : std::uint8_t { permanent, temporary };
std::string upn(std::uint64_t seed, std::uint64_t n, int year, UpnKind kind);

// A different ULN for each n below 80 million.
std::string uln(std::uint64_t seed, std::uint64_t n);

// The tenth digit for the first nine; nothing if a number cannot have that stem.
std::optional<char> nhs_check_digit(std::string_view nine);
// The first letter for the other twelve characters.
char upn_check_letter(std::string_view twelve);

}  // namespace tally::population
