// Made-up people in standard form, with names of unequal frequency.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "encoder/audit/people.h"

namespace tally::encoder {

// Of a few hundred, the first ones far more often.
inline std::string made_up_name(Random& random) {
  static constexpr std::array<std::string_view, 8> kBegins = {"AL", "BE",  "CHAR", "DO",
                                                              "EM", "FRA", "GRE",  "HO"};
  static constexpr std::array<std::string_view, 8> kMiddles = {"",   "LI", "NO", "RA",
                                                               "TI", "VE", "SO", "MU"};
  static constexpr std::array<std::string_view, 8> kEnds = {"CE",  "N",   "TTE", "RD",
                                                            "SON", "LEY", "KA",  "WICK"};
  const auto pick = [&](const auto& parts) {
    return parts[random.below(1 + random.below(parts.size()))];
  };
  return std::string(pick(kBegins)).append(pick(kMiddles)).append(pick(kEnds));
}

inline std::string two_digits(std::size_t number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

inline StandardRecord made_up_record(Random& random) {
  StandardRecord record;
  record.values[Field::forename] = made_up_name(random);
  record.values[Field::surname] = made_up_name(random);
  record.values[Field::date_of_birth] = "20" + two_digits(5 + random.below(16)) +
                                        two_digits(1 + random.below(12)) +
                                        two_digits(1 + random.below(28));
  record.values[Field::sex] = random.below(2) == 0 ? "F" : "M";
  record.values[Field::postcode] =
      "CV" + std::to_string(1 + random.below(8)) + std::to_string(1 + random.below(9)) + "AB";
  record.values[Field::house] = std::to_string(1 + random.below(90));
  record.values[Field::street] = made_up_name(random) + " ROAD";
  record.values[Field::town] = "COVENTRY";
  return record;
}

inline People made_up_people(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  People people;
  for (std::size_t i = 0; i < count; ++i) people.push_back({i, made_up_record(random)});
  return people;
}

}  // namespace tally::encoder
