#include "encoder/hash/minima.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "tests/unit/protocol/vectors.h"

namespace tally::encoder::minima_test {
namespace {

using namespace protocol_vectors;

constexpr std::uint64_t kSeed = 20261130;

std::vector<float> hashes_of(const Json& words) {
  std::vector<float> hashes;
  for (const Json& word : *words.as_array()) {
    hashes.push_back(
        static_cast<float>(exponential(static_cast<std::uint32_t>(*word.as_integer()))));
  }
  return hashes;
}

TEST_CASE("exponential variates are those of the vectors") {
  for (const Json& vector : list(band_vectors(), "exponentials")) {
    CAPTURE(number(vector, "word"));
    CHECK(exponential(number(vector, "word")) == number(vector, "exponential"));
  }
}

TEST_CASE("exponential variates are logarithms and fall while words rise") {
  CHECK(exponential(0) == 33U << 18);
  CHECK(exponential(0xFFFF'FFFF) == 1);
  std::uint32_t last = exponential(0);
  for (std::uint64_t word = 0; word < std::uint64_t{1} << 32; word += 429'497) {
    const std::uint32_t found = exponential(static_cast<std::uint32_t>(word));
    const double exact = -std::log2(std::ldexp(2 * static_cast<double>(word) + 1, -33)) * (1 << 18);
    CAPTURE(word);
    CHECK(found <= last);
    CHECK(found >= exact - 0.01);
    CHECK(found <= exact + 1.01);
    last = found;
  }
}

TEST_CASE("least tokens are those of the vectors also where hashes are equal") {
  const Json& vector = *band_vectors().find("minima");
  Minima minima;
  minima.clear(4);
  std::uint32_t token = 0;
  for (const Json& feature : list(vector, "features")) {
    const float scale = static_cast<float>(number(feature, "tokens")) /
                        static_cast<float>(number(feature, "weight"));
    Minima part;  // a feature's own, as the hasher takes them
    part.clear(4);
    for (const Json& words : list(feature, "words")) {
      take_token(part, hashes_of(words), scale, token++);
    }
    take_minima(minima, part);
  }
  for (std::size_t place = 0; place < 4; ++place) {
    CAPTURE(place);
    CHECK(minima.token[place] == *list(vector, "least")[place].as_integer());
    CHECK(std::bit_cast<std::uint32_t>(minima.least[place]) ==
          *list(vector, "hash_bits")[place].as_integer());
  }
}

// Whichever instructions the processor has: also at the ends of a vector.
TEST_CASE("least tokens are those of a plain loop for any number of places") {
  MESSAGE("seed ", kSeed);
  std::mt19937_64 random(kSeed);
  for (const std::size_t places : {0u, 1u, 3u, 7u, 8u, 15u, 16u, 17u, 33u, 768u, 1001u}) {
    CAPTURE(places);
    Minima found, expected;
    found.clear(places);
    expected.clear(places);
    for (std::uint32_t token = 0; token < 40; ++token) {
      const float scale =
          static_cast<float>(1 + random() % 30) / static_cast<float>(1 + random() % 200);
      std::vector<float> hashes(places);
      for (float& hash : hashes) hash = static_cast<float>(1 + random() % 64);  // often equal
      take_token(found, hashes, scale, token);
      for (std::size_t place = 0; place < places; ++place) {
        const float hash = hashes[place] * scale;
        if (hash >= expected.least[place]) continue;
        expected.least[place] = hash;
        expected.token[place] = token;
      }
    }
    CHECK(found.least == expected.least);
    CHECK(found.token == expected.token);
  }
}

TEST_CASE("the least of two halves is the least of all") {
  MESSAGE("seed ", kSeed);
  std::mt19937_64 random(kSeed);
  constexpr std::size_t kPlaces = 101;
  Minima all, first, second;
  for (Minima* minima : {&all, &first, &second}) minima->clear(kPlaces);
  for (std::uint32_t token = 0; token < 20; ++token) {
    std::vector<float> hashes(kPlaces);
    for (float& hash : hashes) hash = static_cast<float>(1 + random() % 16);
    take_token(all, hashes, 1, token);
    take_token(token < 10 ? first : second, hashes, 1, token);
  }
  take_minima(first, second);
  CHECK(first.least == all.least);
  CHECK(first.token == all.token);
}

TEST_CASE("nobody has the least of places without tokens") {
  Minima minima, none;
  minima.clear(5);
  none.clear(5);
  take_minima(minima, none);
  for (const float least : minima.least) CHECK(least == std::numeric_limits<float>::infinity());
  take_token(minima, std::vector<float>(5, 33 << 18), 1024, 7);
  CHECK(minima.token == std::vector<std::uint32_t>(5, 7));
}

}  // namespace
}  // namespace tally::encoder::minima_test
