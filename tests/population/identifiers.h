// NHS numbers and UPNs that pass their check digits and are nobody's.
//
// NHS numbers have stems from 500 to 599 million, never issued in the United Kingdom (320 to 499
// and 600 to 799 are, 999 is for tests); UPNs the number of an authority that is none. The rules:
// docs/formats/standardiser.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally::population {

// A different number for each n below 80 million.
std::string nhs_number(std::uint64_t seed, std::uint64_t n);
// A different UPN for each n below 10 million, of those given out in one year (two digits); then
// from the start.
enum class UpnKind : std::uint8_t { permanent, temporary };
std::string upn(std::uint64_t seed, std::uint64_t n, int year, UpnKind kind);

// A different ULN for each n below 80 million.
std::string uln(std::uint64_t seed, std::uint64_t n);

// The tenth digit for the first nine; nothing where no number has that stem.
std::optional<char> nhs_check_digit(std::string_view nine);
// The first letter for the other twelve characters.
char upn_check_letter(std::string_view twelve);

}  // namespace tally::population
