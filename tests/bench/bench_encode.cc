// How many records a second does one thread encode at each level, and which share of that time is
// standardising? scripts/bench times whole commands, with reading, sorting and writing.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "encoder/hash/hash.h"
#include "encoder/standardise/standardise.h"
#include "tests/unit/protocol/made_up_draft.h"

namespace tally::encoder {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::size_t kPeople = 1000;
constexpr std::array<Field, 10> kFields = {
    Field::forename, Field::middle_names, Field::surname, Field::date_of_birth, Field::sex,
    Field::postcode, Field::house,        Field::street,  Field::town,          Field::nhs_number};

// Two or three syllables: as long as real names, and mostly distinct.
std::string made_up_name(std::mt19937_64& random) {
  constexpr std::array<const char*, 12> kSyllables = {"al", "ben", "cor", "da", "el",  "fin",
                                                      "ga", "hol", "is",  "jo", "ker", "lan"};
  std::string name;
  for (std::uint64_t i = 2 + random() % 2; i > 0; --i) name += kSyllables[random() % 12];
  return name;
}

std::string made_up_value(Field field, std::mt19937_64& random) {
  const auto number = [&](std::uint64_t low, std::uint64_t high) {
    return std::to_string(low + random() % (high - low + 1));
  };
  switch (field) {
    case Field::date_of_birth:
      return number(2003, 2021) + "-" + number(10, 12) + "-" + number(10, 28);
    case Field::sex:
      return random() % 2 ? "F" : "M";
    case Field::postcode:
      return "CV" + number(1, 9) + " " + number(1, 9) + "AB";
    case Field::house:
      return number(1, 199);
    case Field::street:
      return made_up_name(random) + " Street";
    case Field::nhs_number:
      return "943 476 5919";
    default:
      return made_up_name(random);
  }
}

std::vector<PerField<std::string>> made_up_people() {
  std::mt19937_64 random(kSeed);
  std::vector<PerField<std::string>> people(kPeople);
  for (PerField<std::string>& person : people) {
    for (const Field field : kFields) person[field] = made_up_value(field, random);
  }
  return people;
}

RawRecord raw_record(const PerField<std::string>& person) {
  RawRecord raw;
  raw.local_id = "1";
  for (std::size_t i = 0; i < kFieldCount; ++i) raw.cells.values[i] = person.values[i];
  return raw;
}

void count_records(benchmark::State& state) {
  state.counters["records/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void bench_standardise(benchmark::State& state) {
  const auto people = made_up_people();
  Standardiser standardiser;
  StandardRecord record;
  std::size_t next = 0;
  for (auto _ : state) {
    standardiser.standardise(raw_record(people[next++ % kPeople]), record);
    benchmark::DoNotOptimize(record);
  }
  count_records(state);
}
BENCHMARK(bench_standardise);

Agreement agreement_at(Level level) {
  PerField<bool> fields;
  for (const Field field : kFields) fields[field] = true;
  Draft draft = made_up_draft("A bench", {{"left", fields}, {"right", fields}});
  draft.level = level;
  draft.keys[Field::nhs_number] = true;
  return Agreement::make(draft_terms(draft)).value();
}

void bench_encode(benchmark::State& state, Level level) {
  const auto people = made_up_people();
  const Agreement agreement = agreement_at(level);
  const keys::Secret secret = keys::Secret::for_rehearsal(kSeed);
  const keys::Derivation derivation(secret, agreement.terms().project,
                                    agreement.encoding_fingerprint());
  const RowLayout layout = RowLayout::of(agreement.encoding(), agreement.dataset(DatasetIndex{0}));
  Standardiser standardiser;
  Hasher hasher(agreement.encoding(), layout, derivation);
  StandardRecord record;
  Bytes row(layout.row_size);
  std::size_t next = 0;
  for (auto _ : state) {
    standardiser.standardise(raw_record(people[next++ % kPeople]), record);
    hasher.hash(record, row);
    benchmark::DoNotOptimize(row.data());
  }
  count_records(state);
}
BENCHMARK_CAPTURE(bench_encode, single, Level::single);
BENCHMARK_CAPTURE(bench_encode, grouped, Level::grouped);
BENCHMARK_CAPTURE(bench_encode, detailed, Level::detailed);
BENCHMARK_CAPTURE(bench_encode, banded, Level::banded);

}  // namespace
}  // namespace tally::encoder

BENCHMARK_MAIN();
