#include "tests/population/names.h"

#include <algorithm>

#include "tests/population/letters.h"

namespace tally::population {
namespace {

// Chosen so that about 1.5 % of children have the first English name of each list, as in England.
// (judgement)
constexpr std::uint32_t kForenameFlatness = 18;
constexpr std::uint32_t kSurnameFlatness = 6;
// Surnames of one sex are few, and most people have one of them: Kaur, Singh, Begum.
constexpr std::uint32_t kOneSexFlatness = 2;
constexpr std::uint32_t kWeightUnit = 1'000'000;

constexpr Names::Origin kEnglish = 0;
constexpr std::size_t kShortestRareName = 3;

// Slavic surnames in -ski, -cki: -ska, -cka for a daughter.
FamilyName family(const std::string& surname) {
  FamilyName name{surname, surname};
  if (surname.ends_with("ski") || surname.ends_with("cki")) name.girl.back() = 'a';
  if (surname.ends_with("skyi")) name.girl = surname.substr(0, surname.size() - 2) + "a";
  return name;
}

}  // namespace

Names::Ranked Names::rank(std::string_view list, std::uint32_t flatness) {
  Ranked ranked{words(list), {}};
  std::uint32_t sum = 0;
  for (std::uint32_t n = 1; n <= ranked.words.size(); ++n) {
    sum += kWeightUnit / (n + flatness);
    ranked.cumulative.push_back(sum);
  }
  return ranked;
}

const std::string& Names::Ranked::pick(Stream& stream) const {
  const std::uint32_t at = stream.below(cumulative.back());
  const auto found = std::upper_bound(cumulative.begin(), cumulative.end(), at);
  return words[static_cast<std::size_t>(found - cumulative.begin())];
}

std::string Names::Composed::pick(Stream& stream) const {
  std::string name =
      stream.pick(heads);  // one draw in each statement, because operands have no order
  name += stream.pick(tails);
  while (name.size() < kShortestRareName) name += stream.pick(tails);
  return name;
}

Names::Names() {
  for (const auto& group : {british_names(), european_names(), asian_and_african_names()}) {
    for (const NameLists& lists : group) {
      origins_.push_back(
          {lists,
           {rank(lists.girls, kForenameFlatness), rank(lists.boys, kForenameFlatness)},
           rank(lists.surnames, kSurnameFlatness),
           {rank(lists.girls_only, kOneSexFlatness), rank(lists.boys_only, kOneSexFlatness)},
           {{words(lists.girl_heads), words(lists.girl_tails)},
            {words(lists.boy_heads), words(lists.boy_tails)}},
           {words(lists.surname_heads), words(lists.surname_tails)}});
    }
  }
}

Names::Origin Names::pick_origin(Stream& stream) const {
  std::uint32_t at = stream.below(10000);
  for (Origin origin = 0; origin < origins_.size(); ++origin) {
    if (at < origins_[origin].lists.share.in_10000) return origin;
    at -= origins_[origin].lists.share.in_10000;
  }
  return kEnglish;  // all families that the other shares leave
}

std::string Names::pick_forename(Origin origin, Sex sex, Stream& stream) const {
  const bool english = stream.chance(origins_[origin].lists.english);
  const Prepared& from = origins_[english ? kEnglish : origin];
  const auto s = static_cast<std::size_t>(sex);
  if (stream.chance(from.lists.composed_forename)) return from.rare_forenames[s].pick(stream);
  return from.forenames[s].pick(stream);
}

FamilyName Names::pick_surname(Origin origin, Stream& stream) const {
  const Prepared& from = origins_[origin];
  if (stream.chance(from.lists.one_sex_surname)) {
    return {from.one_sex[0].pick(stream), from.one_sex[1].pick(stream)};
  }
  if (stream.chance(from.lists.composed_surname)) return family(from.rare_surnames.pick(stream));
  return family(from.surnames.pick(stream));
}

}  // namespace tally::population
