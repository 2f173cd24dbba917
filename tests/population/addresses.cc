#include "tests/population/addresses.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "tests/population/letters.h"
#include "tests/population/random.h"

namespace tally::population {
namespace {

// A city of 345,000 people has some 75,000 children and 140,000 homes. (ONS census 2021, rounded)
constexpr std::uint32_t kHomesPer100Children = 187;
constexpr std::uint32_t kPostcodesPerStreet = 4;
// Areas that Royal Mail has not given to anyone; the others are used only for whole regions.
constexpr std::array<std::string_view, 7> kAreas = {"TY", "EY", "JY", "WY", "AY", "UY", "RY"};
constexpr std::uint32_t kDistricts = 99;
constexpr std::uint32_t kSectors = 10;
constexpr std::string_view kUnitLetters = "ABDEFGHJLNPQRSTUWXYZ";  // never C I K M O V
constexpr std::uint32_t kSecondLetters =
    10;  // of those, so that a district is as small as real ones
constexpr std::uint32_t kUnits = kUnitLetters.size() * kSecondLetters;

// Shares of postcodes (flats in one building) and of addresses (a named house, a letter after the
// number). (judgement)
constexpr Rate kBlockOfFlats{1200};
constexpr Rate kNamedHouse{100};
constexpr Rate kLetteredHouse{200};

constexpr std::string_view kStreetStems =
    "Abbey Albert Albion Alma Ash Barn Beech Bell Birch Bishop Bramble Bridge Broad Brook Burns "
    "Byron "
    "Cambridge Canal Castle Cedar Chapel Cherry Chestnut Church Clarence Coronation Cromwell Cross "
    "Dale "
    "Derwent Devon Duke Dunsmore Earl East Edward Elm Falcon Farm Ferndale Field Forge Fountain "
    "Fox Garden "
    "George Gladstone Gloucester Gordon Grange Granville Green Grosvenor Hawthorn Hazel Heath High "
    "Hill "
    "Holly Howard Ivy Jubilee Keats Kent King Kingfisher Kipling Lake Lancaster Larch Laurel "
    "Lavender Lime "
    "Lower London Mansfield Manor Maple Market Mayfield Meadow Mill Milton Nelson New Norfolk "
    "North Northumberland "
    "Oak Orchard Oxford Park Parliament Peel Pine Poplar Princess Priory Prospect Quarry Queen "
    "Railway Raleigh "
    "Rectory Richmond River Rose Rowan Russell Sandy School Scott Shakespeare Shelley Silver "
    "Somerset South Spencer "
    "Spring St_Andrews St_James St_Johns St_Marys St_Pauls Stanley Station Stone Sycamore Tennyson "
    "Thornhill Trent "
    "Union Upper Vicarage Victoria Vine Warwick Water Waterloo Wellington West Westminster White "
    "Willow Windmill "
    "Windsor Wood Woodland Wordsworth York Bracken Coppice Dovecote Foundry Gosling Harrow Kestrel "
    "Linnet Maltings "
    "Nightingale Otter Plover Saddlers Tanners Weavers";
constexpr std::string_view kStreetTypes =
    "Road Street Avenue Close Drive Lane Crescent Way Grove Court Gardens Place Terrace Walk Hill "
    "View Rise Green Mews "
    "Square";
// Towns of each district: the city first, then its outskirts and villages. All are made up.
constexpr std::string_view kTowns =
    "Tallisford Tallisford Tallisford Tallisford Nether_Tallis Stockenhall Marlbrook Great_Aldwick "
    "Fenny_Harden "
    "Little_Aldwick Brindlecote Eastmoor";
constexpr std::string_view kHouseNames =
    "Rose_Cottage The_Bungalow The_Old_Rectory Orchard_House The_Lodge Mill_House The_Cottage "
    "Woodlands Holly_Cottage "
    "The_Hollies Fairview Ivy_Cottage The_Barn Hillcrest Oaklands";

std::string postcode(std::uint32_t index) {
  const std::size_t unit = index % kUnits;
  index /= kUnits;
  const std::uint32_t sector = index % kSectors;
  index /= kSectors;
  const std::uint32_t district = index % kDistricts + 1;
  const std::string_view area = kAreas[index / kDistricts % kAreas.size()];
  std::string text(area);
  text += std::to_string(district) + " " + std::to_string(sector);
  text += kUnitLetters[unit / kSecondLetters];
  text += kUnitLetters[unit % kSecondLetters * 2];
  return text;
}

std::string town(std::uint32_t postcode_index) {
  static const std::vector<std::string> towns = words(kTowns);
  const std::uint32_t district = postcode_index / kUnits / kSectors;
  return towns[district % towns.size()];
}

}  // namespace

City::City(std::uint64_t seed, std::uint32_t children)
    : seed_(seed),
      postcodes_(static_cast<std::uint32_t>(std::uint64_t{children} * kHomesPer100Children / 100 /
                                            kAddressesPerPostcode) +
                 1) {}

AddressIndex City::home(std::uint64_t n) const {
  // Scatters over the lowest power of ten that is not less than the number of homes. A number
  // without a home is scattered again.
  unsigned digits = 1;
  for (std::uint64_t range = 10; range < addresses(); range *= 10) ++digits;
  std::uint64_t at = scatter(n % addresses(), digits, seed_);
  while (at >= addresses()) at = scatter(at, digits, seed_);
  return AddressIndex{static_cast<std::uint32_t>(at)};
}

std::string City::street(std::uint32_t number) const {
  static const std::vector<std::string> stems = words(kStreetStems);
  static const std::vector<std::string> types = words(kStreetTypes);
  Stream stream(seed_, number, Purpose::city);
  const std::string stem = stream.pick(stems);
  // Takes the lower of two draws: roads and streets are more frequent than squares.
  const auto count = static_cast<std::uint32_t>(types.size());
  return stem + " " + types[std::min(stream.below(count), stream.below(count))];
}

Address City::address(AddressIndex index) const {
  const auto i = static_cast<std::uint32_t>(index);
  const std::uint32_t code = i / kAddressesPerPostcode;
  const std::uint32_t place = i % kAddressesPerPostcode + 1;
  static const std::vector<std::string> names = words(kHouseNames);
  Stream of_postcode(seed_, code, Purpose::city, 1);
  Stream of_house(seed_, i, Purpose::city, 2);
  Address address{{}, street(code / kPostcodesPerStreet), town(code), postcode(code)};
  // Takes one side of the street: the odd or the even numbers.
  const std::uint32_t first = code % kPostcodesPerStreet / 2 * kAddressesPerPostcode * 2;
  const std::uint32_t side = code % 2;
  if (of_postcode.chance(kBlockOfFlats)) {
    address.house = "Flat " + std::to_string(place) + " " + std::to_string(first + side + 1);
  } else if (of_house.chance(kNamedHouse)) {
    address.house = of_house.pick(names);
  } else {
    address.house = std::to_string(first + 2 * place - side);
    if (of_house.chance(kLetteredHouse)) address.house += 'A';
  }
  return address;
}

}  // namespace tally::population
