// The made-up city's addresses. Every address is a number; the rest follows from the seed, so that
// ten million need no table. Fifteen addresses share a postcode, some four postcodes a street.
#pragma once

#include <cstdint>
#include <string>

namespace tally::population {

enum class AddressIndex : std::uint32_t {};

struct Address {
  std::string house;  // "12", "12A", "FLAT 3 14", or a house's name
  std::string street, town, postcode;
};

class City {
 public:
  // Large enough for this many children.
  City(std::uint64_t seed, std::uint32_t children);
  std::uint32_t addresses() const { return postcodes_ * kAddressesPerPostcode; }
  Address address(AddressIndex index) const;
  // The n-th home that somebody moves into. Every home is new until all addresses are used; then
  // homes come again from the start, as homes that others have left.
  AddressIndex home(std::uint64_t n) const;

 private:
  static constexpr std::uint32_t kAddressesPerPostcode = 15;
  std::string street(std::uint32_t number) const;
  std::uint64_t seed_;
  std::uint32_t postcodes_;
};

}  // namespace tally::population
