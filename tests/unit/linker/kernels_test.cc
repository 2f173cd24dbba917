#include "linker/kernels/kernel.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tests/unit/linker/made_up_rows.h"

namespace tally::linker::kernels_test {
namespace {

constexpr std::uint64_t kSeed = 20240229;
constexpr std::size_t kCounts[] = {1, 3, 15, 16, 17, 33, 64};

// False, with a message, if this processor does not support it.
bool is_supported(const Kernel& kernel) {
  const Result<const Kernel*> named = kernel_named(kernel.name);
  if (named) return true;
  CHECK(named.error().code == Errc::refused);
  MESSAGE("skipped: ", named.error().message);
  return false;
}

struct alignas(kPanelAlignment) Line {
  std::uint64_t words[8];
};

struct Found {
  std::size_t left, right;
  std::uint32_t overlap;
  friend auto operator<=>(const Found&, const Found&) = default;
};

// Up to 64 rows with their popcounts and made-up bounds.
struct Rows {
  Rows(std::size_t count, std::uint32_t bits, std::uint64_t seed)
      : clks(made_up::rows(count, bits, seed)) {
    popcounts.fill(1);
    bounds.fill(1);
    made_up::Random random(seed);
    for (std::size_t r = 0; r < count; ++r) {
      popcounts[r] = std::max(1U, made_up::common_bits(clks[r], clks[r]));
      const Dice least{random.below(bits), bits};  // 0 to 2: some impossible, some easy
      bounds[r] = std::max(1U, bound_of(least, shape_of(bits)) / 2);
      rows.push_back(clks[r].data());
    }
  }
  std::vector<Line> pack(Shape shape, const Kernel& kernel,
                         decltype(Kernel::pack_left) with) const {
    std::vector<Line> packed(kernel.packed_words(shape) / 8, Line{{~0ULL, ~0ULL}});
    with(shape, rows.data(), rows.size(), packed[0].words);
    return packed;
  }

  ClkTable clks;
  std::vector<const std::uint64_t*> rows;
  alignas(kPanelAlignment) std::array<std::uint32_t, kPanelRows> popcounts;
  alignas(kPanelAlignment) std::array<std::uint32_t, kPanelRows> bounds;
};

std::vector<Found> sorted(const std::vector<Hit>& hits, std::size_t count) {
  std::vector<Found> found;
  for (std::size_t h = 0; h < count; ++h)
    found.push_back({hits[h].left, hits[h].right, hits[h].overlap});
  std::sort(found.begin(), found.end());
  return found;
}

// The numbers that sift needs of rows: shares of their popcounts and made-up rests.
struct Asked {
  Asked(const Rows& rows, Shape shape, std::uint64_t seed) {
    half.fill(kNeverStays);
    lack.fill(kNeverStays);
    made_up::Random random(seed);
    for (std::size_t r = 0; r < rows.clks.rows(); ++r) {
      half[r] = static_cast<std::int32_t>((rows.popcounts[r] << shape.shift) / 3);
      lack[r] = half[r] - static_cast<std::int32_t>(random.below(rows.popcounts[r]) << shape.shift);
    }
  }
  alignas(kPanelAlignment) std::array<std::int32_t, kPanelRows> half;
  alignas(kPanelAlignment) std::array<std::int32_t, kPanelRows> lack;
};

std::vector<Found> scan(const Kernel& kernel, Shape shape, const Rows& left, const Rows& right) {
  const std::vector<Line> packed_left = left.pack(shape, kernel, kernel.pack_left);
  const std::vector<Line> packed_right = right.pack(shape, kernel, kernel.pack_right);
  std::vector<Hit> hits(kPanelRows * kPanelRows);
  const std::size_t count = kernel.scan(
      shape, {packed_left[0].words, left.popcounts.data(), left.bounds.data()},
      {packed_right[0].words, right.popcounts.data(), right.bounds.data()}, hits.data());
  return sorted(hits, count);
}

std::vector<Found> brute_force(Shape shape, const Rows& left, const Rows& right) {
  std::vector<Found> found;
  for (std::size_t i = 0; i < left.clks.rows(); ++i) {
    for (std::size_t j = 0; j < right.clks.rows(); ++j) {
      const std::uint32_t both = made_up::common_bits(left.clks[i], right.clks[j]);
      const std::uint64_t bound = std::min(left.bounds[i], right.bounds[j]);
      if (std::uint64_t{both} << shape.shift >= bound * (left.popcounts[i] + right.popcounts[j]))
        found.push_back({i, j, both});
    }
  }
  return found;
}

TEST_CASE("every kernel finds the hits of the definition") {
  MESSAGE("seed ", kSeed);
  for (const Kernel* kernel : kernels()) {
    if (!is_supported(*kernel)) continue;
    CAPTURE(kernel->name);
    for (const std::uint32_t words : {1U, 7U, 8U, 9U, 15U, 16U, 17U, 64U}) {
      CAPTURE(words);
      for (const std::size_t left_count : kCounts) {
        for (const std::size_t right_count : kCounts) {
          CAPTURE(left_count);
          CAPTURE(right_count);
          const Shape shape = shape_of(words * 64);
          const Rows left(left_count, words * 64, kSeed + left_count);
          const Rows right(right_count, words * 64, kSeed + 100 + right_count);
          CHECK(scan(*kernel, shape, left, right) == brute_force(shape, left, right));
        }
      }
    }
  }
}

// The first n bits set.
Rows one_row(std::uint32_t bits, std::uint32_t n) {
  Rows rows(1, bits, 0);
  for (std::uint64_t& word : rows.clks.row(0)) word = 0;
  for (std::uint32_t b = 0; b < n; ++b) made_up::flip(rows.clks.row(0), b);
  rows.popcounts[0] = n;
  return rows;
}

TEST_CASE("no kernel overflows with all bits set at any length") {
  for (const Kernel* kernel : kernels()) {
    if (!is_supported(*kernel)) continue;
    CAPTURE(kernel->name);
    for (const std::uint32_t bits : {8U, 64U, 72U, 32760U, 32768U, 32776U, 1U << 17}) {
      CAPTURE(bits);
      const Shape shape = shape_of(bits);
      Rows left = one_row(bits, bits);
      for (const std::uint32_t n : {bits, bits / 2, bits / 8}) {
        CAPTURE(n);
        Rows right = one_row(bits, n);
        left.bounds[0] = right.bounds[0] = bound_of({n, bits + n}, shape);
        CHECK(scan(*kernel, shape, left, right) == std::vector<Found>{{0, 0, n}});
        left.bounds[0] = right.bounds[0] += 1;
        CHECK(scan(*kernel, shape, left, right).empty());
      }
    }
  }
}

TEST_CASE("a pair exactly at the bound is a hit at every popcount") {
  constexpr std::uint32_t kBits = 192;
  const Shape shape = shape_of(kBits);
  for (const Kernel* kernel : kernels()) {
    if (!is_supported(*kernel)) continue;
    CAPTURE(kernel->name);
    Rows left(64, kBits, kSeed);
    Rows right(64, kBits, kSeed + 1);
    for (std::size_t i = 0; i < 64; ++i) {
      const std::uint32_t both = made_up::common_bits(left.clks[i], right.clks[i]);
      if (both == 0) continue;
      const Dice dice{both, left.popcounts[i] + right.popcounts[i]};
      left.bounds[i] = right.bounds[i] = bound_of(dice, shape);
      const auto found = scan(*kernel, shape, left, right);
      CHECK(std::binary_search(found.begin(), found.end(), Found{i, i, both}));
      CHECK(found == brute_force(shape, left, right));
    }
  }
}

std::vector<Found> sift(const Kernel& kernel, Shape shape, const Rows& left, const Rows& right,
                        const Asked& left_asked, const Asked& right_asked) {
  const std::vector<Line> packed_left = left.pack(shape, kernel, kernel.pack_left);
  const std::vector<Line> packed_right = right.pack(shape, kernel, kernel.pack_right);
  std::vector<Hit> hits(kPanelRows * kPanelRows);
  const std::size_t count = kernel.sift(
      shape, {packed_left[0].words, left_asked.half.data(), left_asked.lack.data()},
      {packed_right[0].words, right_asked.half.data(), right_asked.lack.data()}, hits.data());
  return sorted(hits, count);
}

TEST_CASE("every kernel sifts by the definition") {
  MESSAGE("seed ", kSeed);
  for (const Kernel* kernel : kernels()) {
    if (!is_supported(*kernel)) continue;
    CAPTURE(kernel->name);
    for (const std::uint32_t words : {1U, 3U, 4U, 6U, 31U, 32U, 33U, 64U}) {
      CAPTURE(words);
      for (const std::size_t count : kCounts) {
        CAPTURE(count);
        const Shape shape = sift_shape(words * 64, words * 128);
        const Rows left(count, words * 64, kSeed + count);
        const Rows right(65 - count, words * 64, kSeed + 100);
        const Asked left_asked(left, shape, kSeed);
        const Asked right_asked(right, shape, kSeed + 1);
        std::vector<Found> expected;
        for (std::size_t i = 0; i < left.clks.rows(); ++i) {
          for (std::size_t j = 0; j < right.clks.rows(); ++j) {
            const std::uint32_t both = made_up::common_bits(left.clks[i], right.clks[j]);
            const std::int64_t least = std::max(left_asked.half[i] + right_asked.lack[j],
                                                left_asked.lack[i] + right_asked.half[j]);
            if (std::int64_t{both} << shape.shift >= least) expected.push_back({i, j, both});
          }
        }
        CHECK(!expected.empty());
        CHECK(sift(*kernel, shape, left, right, left_asked, right_asked) == expected);
      }
    }
  }
}

TEST_CASE("the names of all kernels can be listed") {
  const std::string names = kernel_names();
  for (const Kernel* kernel : kernels()) CHECK(names.find(kernel->name) != std::string::npos);
  CHECK(names.ends_with("portable"));
}

TEST_CASE("a kernel is chosen by name or as the fastest") {
  CHECK(kernel_named("portable").value()->name == "portable");
  CHECK(kernel_named("fastest").error().code == Errc::usage);
  CHECK(kernel_named("").error().code == Errc::usage);
  CHECK(best_kernel().supported(port::cpu_features()));
  CHECK((best_kernel().name == "avx512") == port::cpu_features().avx512_vpopcntdq);
}

}  // namespace
}  // namespace tally::linker::kernels_test
