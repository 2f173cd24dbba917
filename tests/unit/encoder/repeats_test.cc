#include "encoder/encode/repeats.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "encoder/encode/nearest_sample.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::encoder::repeats_test {
namespace {

constexpr std::uint64_t kSeed = 20261130;

using Rows = std::set<std::uint64_t>;

// Rows of each value that two records share, by the definition.
std::map<std::uint64_t, Rows> shared_by_definition(const std::vector<OwnedValue>& values) {
  std::map<std::uint64_t, Rows> rows, records;
  for (const OwnedValue& value : values) {
    rows[value.value].insert(value.row);
    records[value.value].insert(value.record);
  }
  std::erase_if(
      rows, [&](const auto& entry) { return entry.first == 0 || records[entry.first].size() < 2; });
  return rows;
}

std::map<std::uint64_t, Rows> shared(RepeatFinder& finder, const std::vector<OwnedValue>& values) {
  std::map<std::uint64_t, Rows> found;
  finder.find(values, [&](std::span<const OwnedValue> sharing) {
    Rows& rows = found[sharing.front().value];
    CHECK(rows.empty());  // each value comes once
    for (const OwnedValue& value : sharing) rows.insert(value.row);
  });
  return found;
}

TEST_CASE("values that two records share are found and no others") {
  MESSAGE("seed ", kSeed);
  std::mt19937_64 random(kSeed);
  RepeatFinder finder;
  for (const std::size_t count : {0u, 1u, 2u, 3u, 10u, 100u, 5000u}) {
    for (const std::uint64_t distinct :
         {std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{3000}, ~std::uint64_t{0}}) {
      CAPTURE(count);
      CAPTURE(distinct);
      std::vector<OwnedValue> values;
      std::uint64_t record = 0;
      for (std::size_t row = 0; row < count; ++row) {
        record += random() % 2;  // up to many rows each
        values.push_back({random() % distinct * 0x9E37'79B9'7F4A'7C15, row, record});
      }
      CHECK(shared(finder, values) == shared_by_definition(values));
    }
  }
}

TEST_CASE("rows of one record may share and a missing value is shared by nobody") {
  RepeatFinder finder;
  CHECK(shared(finder, {{5, 0, 0}, {5, 1, 0}, {6, 2, 1}}).empty());
  CHECK(shared(finder, {{0, 0, 0}, {0, 1, 1}}).empty());
  CHECK(shared(finder, {{5, 0, 0}, {5, 1, 0}, {5, 2, 1}}) ==
        std::map<std::uint64_t, Rows>{{5, {0, 1, 2}}});
}

// Steps of the records that the sample counts.
std::map<std::size_t, std::uint32_t> steps(const NearestSample& sample,
                                           const std::vector<std::size_t>& columns,
                                           std::uint64_t records) {
  std::map<std::size_t, std::uint32_t> counted;
  const Nearest nearest = sample.count(columns, records);
  for (std::size_t step = 0; step < nearest.size(); ++step) {
    if (nearest[step] != 0) counted[step] = nearest[step];
  }
  return counted;
}

using Steps = std::map<std::size_t, std::uint32_t>;

TEST_CASE("each sampled record is counted once at its nearest other") {
  NearestSample sample(2);
  CHECK(steps(sample, {0, 1}, 3) == Steps{{0, 3}});
  for (int band = 0; band < 3; ++band) sample.add(0, std::vector<OwnedValue>{{5, 0, 0}, {5, 1, 1}});
  sample.add(1, std::vector<OwnedValue>{{9, 0, 0}, {9, 2, 2}});
  // log2(1 + 3) is 2, at step 4; log2(1 + 1) is 1, at step 2.
  CHECK(steps(sample, {0, 1}, 3) == Steps{{2, 1}, {4, 2}});
  CHECK(steps(sample, {1}, 3) == Steps{{0, 1}, {2, 2}});
  CHECK(steps(sample, {}, 3) == Steps{{0, 3}});
  sample.add(1, std::vector<OwnedValue>{{9, 0, 0}, {9, 1, 1}});
  CHECK(steps(sample, {0, 1}, 3) == Steps{{2, 1}, {6, 2}});
}

TEST_CASE("a value that several rows of two records share counts once") {
  NearestSample sample(1);
  sample.add(0, std::vector<OwnedValue>{{5, 0, 0}, {5, 1, 0}, {5, 2, 1}, {5, 3, 1}});
  CHECK(steps(sample, {0}, 2) == Steps{{2, 2}});
}

TEST_CASE("a band that three records share counts for none of them") {
  NearestSample sample(1);
  sample.add(0, std::vector<OwnedValue>{{5, 0, 0}, {5, 1, 1}, {5, 2, 2}});
  CHECK(steps(sample, {0}, 3) == Steps{{0, 3}});
}

TEST_CASE("records beyond the sample are not counted but are near to those within") {
  NearestSample sample(1);
  const std::uint64_t beyond = NearestSample::kSampled;
  sample.add(0, std::vector<OwnedValue>{{5, 0, 7}, {5, 9, beyond}});
  sample.add(0, std::vector<OwnedValue>{{6, 8, beyond}, {6, 9, beyond + 1}});
  CHECK(steps(sample, {0}, beyond + 2) ==
        Steps{{0, static_cast<std::uint32_t>(beyond) - 1}, {2, 1}});
}

}  // namespace
}  // namespace tally::encoder::repeats_test
