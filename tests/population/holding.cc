#include "tests/population/holding.h"

#include "tests/population/identifiers.h"

namespace tally::population {
namespace {

constexpr unsigned kLocalIdDigits = 8;

std::string local_id(const Population& population, const Dataset& dataset, PersonIndex person) {
  const auto number = scatter(static_cast<std::uint64_t>(person), kLocalIdDigits,
                              mix(population.seed(), dataset.number, 0));
  std::string digits = std::to_string(number);
  return std::string(dataset.id_prefix) + std::string(kLocalIdDigits - digits.size(), '0') + digits;
}

Rate coverage(const DatasetRates& rates, int age) {
  if (age <= 3) return rates.age_0_3;
  if (age == 4) return rates.age_4;
  return age <= 15 ? rates.age_5_15 : rates.age_16_18;
}

}  // namespace

bool covered(const Holding& holding) {
  const bool reached =
      holding.dataset.reach == Reach::all_families || holding.family.known_to_social_care;
  Stream stream = holding.stream(Purpose::coverage);
  return reached && stream.chance(coverage(holding.dataset.rates, age_of(holding.child)));
}

Record record_of(const Holding& holding) {
  Record record = reported(holding);
  type(holding, record);
  write_in_own_hand(holding, record);
  return record;
}

std::optional<Record> hold(const Population& population, const Dataset& dataset,
                           PersonIndex person) {
  const Family family = population.family(population.family_of(person));
  for (const Child& child : family.children) {
    const Holding holding{population, family, child, dataset};
    if (child.person != person) continue;
    if (!covered(holding)) break;
    Record record = record_of(holding);
    record.local_id = local_id(population, dataset, person);
    return record;
  }
  return std::nullopt;
}

}  // namespace tally::population
