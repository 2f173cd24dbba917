// Names of made-up people, from the origins that an English city has: lists in order of frequency,
// and rare names composed of parts, most of which no real person has.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/population/random.h"

namespace tally::population {

enum class Sex : std::uint8_t { female, male };

// The surnames of a daughter and a son of the family: Kowalska and Kowalski.
struct FamilyName {
  std::string girl, boy;
  const std::string& of(Sex sex) const { return sex == Sex::female ? girl : boy; }
};

// The lists of one origin (name_lists_*.cc): names separated by spaces, with "_" for a space within
// a name, the most frequent first.
struct NameLists {
  std::string_view origin;
  Rate share;    // of families
  Rate english;  // of its children, with an English forename
  std::string_view girls, boys;
  std::string_view girl_heads, girl_tails, boy_heads, boy_tails;  // composed forenames
  std::string_view surnames, surname_heads, surname_tails;
  std::string_view girls_only, boys_only;  // surnames of one sex: Kaur, Singh
  // Shares of families with a composed surname and with a surname of one sex; share of children
  // with a composed forename.
  Rate composed_surname, one_sex_surname, composed_forename;
};
std::vector<NameLists> british_names();
std::vector<NameLists> european_names();
std::vector<NameLists> asian_and_african_names();

// Draws names. Make it once, then share it. Results depend only on this and the stream.
class Names {
 public:
  using Origin = std::uint32_t;
  Names();

  std::string_view name_of(Origin origin) const { return origins_[origin].lists.origin; }
  Origin pick_origin(Stream& stream) const;
  std::string pick_forename(Origin origin, Sex sex, Stream& stream) const;
  FamilyName pick_surname(Origin origin, Stream& stream) const;

 private:
  // Words. The n-th is drawn in proportion to 1 / (n + flatness).
  struct Ranked {
    std::vector<std::string> words;
    std::vector<std::uint32_t> cumulative;
    const std::string& pick(Stream& stream) const;
  };
  struct Composed {
    std::vector<std::string> heads, tails;
    std::string pick(Stream& stream) const;
  };
  struct Prepared {
    NameLists lists;
    Ranked forenames[2], surnames, one_sex[2];
    Composed rare_forenames[2], rare_surnames;
  };
  static Ranked rank(std::string_view list, std::uint32_t flatness);

  std::vector<Prepared> origins_;
};

}  // namespace tally::population
