// Kernels: the innermost loop of all comparison, one for each instruction set, all with the same
// hits. This header has their inputs and their results; the caller chooses the pairs to compare and
// uses the hits. A new kernel is one file with its packing and its counting, the rest of it comes
// from find_hits.h, and one line in table.h and in kernels.cc.
//
// Rows go through a kernel in panels of 64: pack_left and pack_right lay a panel out as the kernel
// likes it, scan compares every row of a left panel with every row of a right one. A pair is a hit
// when
//
//   overlap << shift  >=  min(left bound, right bound) * (left popcount + right popcount)
//
// where a row's bound is floor(Dice / 2 << shift) of the least Dice that still interests it
// (bound_of). Bounds round downwards only, so a scan may let through pairs just below a bound and
// never loses one at or over it: the caller decides exactly (common/dice.h). One threshold for all
// rows is the special case of equal bounds.
//
// That is scan, for search, where every row has a bound of its own. sift is for one threshold t
// over all pairs: it looks at only some columns, those of the rows it is given, and leaves out a
// pair only if those show it to be under t. Rows that share c bits there share at most c + the
// lesser of their rests, the bits that each has elsewhere; so a pair stays when
//
//   c << shift  >=  max(left half + right half - left rest, left half + right half - right rest)
//
// where half is floor(t / 2 * popcount << shift) and rest is shifted too. Rounding is downwards
// again: no pair at or over t is lost, and the caller decides about the others.
//
// Everything fits 32 bits. In scan, with filters of at most 2^k bits, overlap <= 2^k and total <=
// 2^(k+1), and bound <= 2^(shift-1) since overlap <= total / 2; so both sides of the comparison are
// at most 2^(k+shift), which shape_of keeps at 2^31 or below: k <= 15 (the 32768 bits of an
// agreement) has shift 16, and each doubling beyond takes one from it, which lets more pairs
// through and loses none. 2^30 bits are the most. sift is signed and has sums, and so takes a shift
// two less.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "common/dice.h"
#include "common/port/processor.h"
#include "common/result.h"

namespace tally::linker {

inline constexpr std::size_t kPanelRows = 64;
inline constexpr std::size_t kPanelAlignment = 64;  // of everything a kernel reads and writes

struct Shape {
  std::size_t words;  // 64-bit words a row
  unsigned shift;
};
// 1 <= bits <= 2^30.
Shape shape_of(std::uint32_t bits);
// Of sift over the first so many columns of filters; 1 <= columns <= bits <= 2^27.
Shape sift_shape(std::uint32_t columns, std::uint32_t bits);

constexpr std::uint32_t bound_of(Dice least, Shape shape) {
  return static_cast<std::uint32_t>((std::uint64_t{least.overlap} << shape.shift) / least.total);
}

// 64 rows; a panel of fewer is filled up with empty rows of popcount 1, which never hit while every
// bound is at least 1. (A bound of 0 lets every pair through, those too.)
struct Panel {
  const std::uint64_t* packed;
  const std::uint32_t* popcounts;
  const std::uint32_t* bounds;
};

struct SiftPanel {
  const std::uint64_t* packed;
  const std::int32_t* half;
  const std::int32_t* lack;  // half - rest
};
// The half and lack of the rows that fill up a panel: with it no pair stays.
inline constexpr std::int32_t kNeverStays = (1 << 29) + 1;

struct Hit {
  std::uint16_t left;   // row in the left panel
  std::uint16_t right;  // row in the right panel
  std::uint32_t overlap;
};

struct Kernel {
  std::string_view name;
  bool (*supported)(const port::CpuFeatures&);
  // Room for a packed panel of either side, in words; a multiple of 8.
  std::size_t (*packed_words)(Shape);
  // Packs count <= 64 rows and fills up with empty ones.
  void (*pack_left)(Shape, const std::uint64_t* const* rows, std::size_t count, std::uint64_t* out);
  void (*pack_right)(Shape, const std::uint64_t* const* rows, std::size_t count,
                     std::uint64_t* out);
  // Writes the hits, in no particular order, and returns their number. There is room for 64 x 64.
  std::size_t (*scan)(Shape, const Panel& left, const Panel& right, Hit* hits);
  // The same of the pairs that stay; a hit's overlap is of the packed columns.
  std::size_t (*sift)(Shape, const SiftPanel& left, const SiftPanel& right, Hit* hits);
};

// All that are compiled in, the fastest first and portable last.
std::span<const Kernel* const> kernels();
std::string kernel_names();  // with commas between them
// The fastest this processor has.
const Kernel& best_kernel();
// usage: no kernel has that name; refused: this processor does not support it.
Result<const Kernel*> kernel_named(std::string_view name);

}  // namespace tally::linker
