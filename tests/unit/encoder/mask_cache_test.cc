#include "encoder/hash/mask_cache.h"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

namespace tally::encoder::mask_cache_test {
namespace {

// Words that differ for every key, so that a wrong entry is found.
std::uint64_t word_of(std::uint64_t under, const std::string& text) {
  std::uint64_t word = under + 1;
  for (const char c : text) word = word * 1099511628211U + static_cast<std::uint8_t>(c);
  return word;
}

TEST_CASE("a kept entry is found whole under its own key and no other") {
  constexpr std::uint32_t kSeed = 20240402;
  MESSAGE("seed " << kSeed);
  std::mt19937 random(kSeed);
  for (const std::size_t memory : {std::size_t{0}, std::size_t{1} << 12, std::size_t{1} << 20}) {
    CAPTURE(memory);
    MaskCache cache(3, MaskCache::kMostText, memory);
    std::size_t found = 0;
    bool right = true;
    for (int i = 0; i < 200000; ++i) {
      const std::uint64_t under = random() % 3;
      const std::string text(random() % 25, static_cast<char>('a' + random() % 20));
      const MaskCache::Slot slot = cache.find(under, text);
      const std::uint64_t word = word_of(under, text);
      for (const std::uint64_t kept : slot.words) right &= kept == (slot.found ? word : 0);
      found += slot.found ? 1 : 0;
      std::fill(slot.words.begin(), slot.words.end(), word);
    }
    CHECK(right);
    CHECK(found > 0);
    if (memory == std::size_t{1} << 20) CHECK(found > 198000);
  }
}

TEST_CASE("a key differs by each byte of its text and its length and its number") {
  MaskCache cache(1, MaskCache::kMostText, 1 << 20);
  const std::string zeros(MaskCache::kMostText, '\0');
  for (std::size_t size = 0; size <= zeros.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(cache.find(0, zeros.substr(0, size)).found);
    CHECK_FALSE(cache.find(1, zeros.substr(0, size)).found);
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = zeros.substr(0, size);
      other[i] = 'x';
      CHECK_FALSE(cache.find(0, other).found);
    }
  }
  for (std::size_t size = 0; size <= zeros.size(); ++size) {
    CHECK(cache.find(0, zeros.substr(0, size)).found);
  }
}

TEST_CASE("text too long is not kept") {
  MaskCache cache(1, 8, 0);
  for (int i = 0; i < 2; ++i) {
    const MaskCache::Slot slot = cache.find(0, "123456789");
    CHECK_FALSE(slot.found);
    CHECK(slot.words.empty());
  }
}

TEST_CASE("packed bits are set as they are") {
  std::array<std::uint32_t, 5> bits = {0, 127, 64, 5, 100};
  std::array<std::uint64_t, 2> packed{};
  pack_bits(bits, packed);
  std::array<std::uint64_t, 2> words{};
  set_packed_bits(words, packed, 4);
  CHECK(words[0] == (1 | 1 << 5));
  CHECK(words[1] == (1 | std::uint64_t{1} << 63));
}

TEST_CASE("a column without repeated values is soon no longer kept") {
  Repeats distinct;
  Repeats repeated;
  for (int i = 0; i < 4096; ++i) {
    distinct.count({{}, false});
    repeated.count({{}, i % 4 == 0});
  }
  CHECK_FALSE(distinct.worth_keeping());
  CHECK(repeated.worth_keeping());
}

}  // namespace
}  // namespace tally::encoder::mask_cache_test
