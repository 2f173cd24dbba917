#include "tests/population/identifiers.h"

#include "tests/population/random.h"

namespace tally::population {
namespace {

constexpr std::string_view kUpnLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";  // values 0 to 22
constexpr unsigned kFirstAuthority = 990;  // 990 to 999 belong to no authority
constexpr std::uint64_t kAuthorities = 10;
constexpr std::uint64_t kUpnsOfAuthority = 1'000'000;

std::string digits(std::uint64_t number, unsigned width) {
  std::string text = std::to_string(number);
  return std::string(width - text.size(), '0') + text;
}

unsigned value_of(char c) {
  return c >= '0' && c <= '9' ? static_cast<unsigned>(c - '0')
                              : static_cast<unsigned>(kUpnLetters.find(c));
}

}  // namespace

std::optional<char> nhs_check_digit(std::string_view nine) {
  unsigned sum = 0;
  for (unsigned i = 0; i < 9; ++i) sum += value_of(nine[i]) * (10 - i);
  const unsigned check = (11 - sum % 11) % 11;
  if (check == 10) return std::nullopt;
  return static_cast<char>('0' + check);
}

// The first eight digits come from scattering. At least nine of ten ninth digits have a check
// digit; the n-th round through the first eight takes the n-th of these, starting at a different
// digit for each number. No number has ten equal digits: its stem would be 555555555.
std::string nhs_number(std::uint64_t seed, std::uint64_t n) {
  constexpr std::uint64_t kStems = 10'000'000;
  const std::string eight = "5" + digits(scatter(n % kStems, 7, seed), 7);
  std::uint64_t round = n / kStems;
  for (std::uint64_t ninth = mix(seed, n % kStems, 0) % 10;; ninth = (ninth + 1) % 10) {
    const std::string stem = eight + digits(ninth, 1);
    const auto check = nhs_check_digit(stem);
    if (!check || stem == "555555555") continue;
    if (round-- == 0) return stem + *check;
  }
}

// Like nhs_number, but the weighted sum over all ten digits leaves 10, so that a number cannot be
// both.
std::string uln(std::uint64_t seed, std::uint64_t n) {
  constexpr std::uint64_t kStems = 10'000'000;
  const std::string eight = "9" + digits(scatter(n % kStems, 7, seed + 1), 7);
  std::uint64_t round = n / kStems;
  for (std::uint64_t ninth = mix(seed, n % kStems, 1) % 10;; ninth = (ninth + 1) % 10) {
    const std::string stem = eight + digits(ninth, 1);
    unsigned sum = 0;
    for (unsigned i = 0; i < 9; ++i) sum += value_of(stem[i]) * (10 - i);
    if (sum % 11 == 0) continue;
    if (round-- == 0) return stem + digits(10 - sum % 11, 1);
  }
}

char upn_check_letter(std::string_view twelve) {
  unsigned sum = 0;
  for (unsigned i = 0; i < 12; ++i) sum += value_of(twelve[i]) * (i + 2);
  return kUpnLetters[sum % 23];
}

std::string upn(std::uint64_t seed, std::uint64_t n, int year, UpnKind kind) {
  const std::uint64_t authority = kFirstAuthority + n / kUpnsOfAuthority % kAuthorities;
  std::uint64_t serial =
      scatter(n % kUpnsOfAuthority, 6, seed);  // a thousand schools of a thousand
  std::string tail = digits(serial % 1000, 3);
  // A letter at the end marks a temporary UPN.
  if (kind == UpnKind::temporary) tail.back() = kUpnLetters[serial % kUpnLetters.size()];
  const std::string twelve = digits(authority, 3) + digits(2000 + serial / 1000, 4) +
                             digits(static_cast<std::uint64_t>(year % 100), 2) + tail;
  return upn_check_letter(twelve) + twelve;
}

}  // namespace tally::population
