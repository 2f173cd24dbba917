// The part of a kernel that is the same for every instruction set, which is everything except
// counting: it goes through two panels tile by tile, tests the counts and appends the hits.
//
// The file of a kernel includes this once. First it defines TALLY_TARGET, the attribute of its
// instruction set. The attribute is on functions, never a flag of the file, since a file's flag
// leaks into shared inline functions. For the same reason all names here belong to the including
// file. Then the file has a struct:
//
//   struct Set {
//     using Counts = ...;  // a vector of std::uint32_t, or one of them
//     using Signed = ...;  // as many of std::int32_t
//     static constexpr std::size_t kLeftTile = ...;  // left rows counted together
//     // The overlaps of left rows [first, first + kLeftTile) with all 64 right rows.
//     static void count_tile(Shape, const std::uint64_t* left, std::size_t first,
//                            const std::uint64_t* right, Tile<Set>& counts);
//     // A bit for each lane, set where have >= least. For Counts and for Signed.
//     static std::uint32_t at_least(Counts have, Counts least);
//   };
//
// Everything is inlined, so a tile that fits the registers never goes to memory.
#pragma once

#ifndef TALLY_TARGET
#error "define TALLY_TARGET first"
#endif

#include <bit>
#include <cstring>

#include "linker/kernels/table.h"

namespace tally::linker {
namespace {

template <class Set>
inline constexpr std::size_t kLanes = sizeof(typename Set::Counts) / sizeof(std::uint32_t);

template <class Set>
using Tile = typename Set::Counts[Set::kLeftTile][kPanelRows / kLanes<Set>];

// From an aligned address.
template <class Vector>
TALLY_TARGET inline Vector load(const void* from) {
  Vector vector;
  std::memcpy(&vector, __builtin_assume_aligned(from, alignof(Vector)), sizeof vector);
  return vector;
}

// The test of scan (kernel.h) for one left row.
template <class Set>
class ScanTest {
 public:
  using Counts = typename Set::Counts;

  TALLY_TARGET ScanTest(Shape shape, const Panel& left, std::size_t row, const Panel& right)
      : right_(right),
        shift_(shape.shift),
        popcount_(Counts{} + left.popcounts[row]),
        bound_(Counts{} + left.bounds[row]) {}

  // A bit for each right row from `first` on.
  TALLY_TARGET std::uint32_t hits(std::size_t first, Counts overlaps) const {
    const Counts total = popcount_ + load<Counts>(right_.popcounts + first);
    const Counts right_bound = load<Counts>(right_.bounds + first);
    const Counts bound = bound_ < right_bound ? bound_ : right_bound;
    return Set::at_least(overlaps << shift_, total * bound);
  }

 private:
  const Panel& right_;
  const unsigned shift_;
  const Counts popcount_, bound_;
};

// The test of sift for one left row.
template <class Set>
class SiftTest {
 public:
  using Counts = typename Set::Counts;
  using Signed = typename Set::Signed;

  TALLY_TARGET SiftTest(Shape shape, const SiftPanel& left, std::size_t row, const SiftPanel& right)
      : right_(right),
        shift_(shape.shift),
        half_(Signed{} + left.half[row]),
        lack_(Signed{} + left.lack[row]) {}

  TALLY_TARGET std::uint32_t hits(std::size_t first, Counts overlaps) const {
    const Signed left_lacks = lack_ + load<Signed>(right_.half + first);
    const Signed right_lacks = half_ + load<Signed>(right_.lack + first);
    const Signed least = left_lacks > right_lacks ? left_lacks : right_lacks;
    return Set::at_least(__builtin_bit_cast(Signed, overlaps << shift_), least);
  }

 private:
  const SiftPanel& right_;
  const unsigned shift_;
  const Signed half_, lack_;
};

// found: a bit for each right row from `right` on.
template <class Set>
TALLY_TARGET inline Hit* append(Hit* hits, std::size_t left, std::size_t right, std::uint32_t found,
                                typename Set::Counts counts) {
  alignas(typename Set::Counts) std::uint32_t overlaps[kLanes<Set>];
  std::memcpy(overlaps, &counts, sizeof overlaps);
  for (; found != 0; found &= found - 1) {
    const auto lane = static_cast<std::size_t>(std::countr_zero(found));
    *hits++ = {static_cast<std::uint16_t>(left), static_cast<std::uint16_t>(right + lane),
               overlaps[lane]};
  }
  return hits;
}

template <class Set, class Test, class AnyPanel>
TALLY_TARGET inline std::size_t find_hits(Shape shape, const AnyPanel& left, const AnyPanel& right,
                                          Hit* hits) {
  Hit* end = hits;
  for (std::size_t first = 0; first < kPanelRows; first += Set::kLeftTile) {
    Tile<Set> counts;
    Set::count_tile(shape, left.packed, first, right.packed, counts);
#pragma GCC unroll 4
    for (std::size_t i = 0; i < Set::kLeftTile; ++i) {
      const Test test(shape, left, first + i, right);
#pragma GCC unroll 4
      for (std::size_t g = 0; g < kPanelRows / kLanes<Set>; ++g) {
        const std::uint32_t found = test.hits(g * kLanes<Set>, counts[i][g]);
        if (found != 0) [[unlikely]]
          end = append<Set>(end, first + i, g * kLanes<Set>, found, counts[i][g]);
      }
    }
  }
  return static_cast<std::size_t>(end - hits);
}

// scan and sift of a Kernel.
template <class Set>
TALLY_TARGET std::size_t scan(Shape shape, const Panel& left, const Panel& right, Hit* hits) {
  return find_hits<Set, ScanTest<Set>>(shape, left, right, hits);
}
template <class Set>
TALLY_TARGET std::size_t sift(Shape shape, const SiftPanel& left, const SiftPanel& right,
                              Hit* hits) {
  return find_hits<Set, SiftTest<Set>>(shape, left, right, hits);
}

}  // namespace
}  // namespace tally::linker
