// Kernels: the innermost loop of all comparison, one for each instruction set, all with the same
// hits. This header has their inputs and results; the caller chooses the pairs to compare and uses
// the hits. A new kernel is one file with its packing and counting (the rest comes from
// find_hits.h), and one line in each of table.h and kernels.cc.
//
// A kernel works on panels of 64 rows. pack_left and pack_right bring a panel into the kernel's
// layout; scan compares every row of a left panel with every row of a right panel. A pair is a hit
// when
//
//   overlap << shift  >=  min(left bound, right bound) * (left popcount + right popcount)
//
// where a row's bound is floor(Dice / 2 << shift) of the lowest Dice that the row still needs
// (bound_of). Bounds only round down, so a scan may let through pairs just below a bound, but never
// loses a pair at or over it. The caller decides exactly (common/dice.h). If all bounds are equal,
// they are one threshold for all rows.
//
// Search uses scan, because every row has its own bound. sift has one threshold t for all pairs. It
// looks only at some columns, those in the rows that it is given, and leaves out a pair only if
// these columns show that it is under t. A row's rest is its number of bits in the other columns.
// Two rows that share c bits in the columns share at most c + the lesser of their rests; so a pair
// stays when
//
//   c << shift  >=  max(left half + right half - left rest, left half + right half - right rest)
//
// where half is floor(t / 2 * popcount << shift) and rest is shifted too. Rounding is downwards
// again: no pair at or over t is lost, and the caller decides about the others.
//
// Everything fits 32 bits. In scan, with filters of at most 2^k bits, overlap <= 2^k and total <=
// 2^(k+1), and bound <= 2^(shift-1) since overlap <= total / 2. So both sides of the comparison are
// at most 2^(k+shift), which shape_of keeps at 2^31 or below: k <= 15 (the 32768 bits of an
// agreement) has shift 16, and each further doubling takes one from the shift, which lets more
// pairs through and loses none. 2^30 bits are the most. sift is signed and has sums, so its shift
// is two less.
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
inline constexpr std::size_t kPanelAlignment = 64;  // of all memory that a kernel reads and writes

struct Shape {
  std::size_t words;  // 64-bit words a row
  unsigned shift;
};
// 1 <= bits <= 2^30.
Shape shape_of(std::uint32_t bits);
// The shape of sift over the first `columns` columns of filters; 1 <= columns <= bits <= 2^27.
Shape sift_shape(std::uint32_t columns, std::uint32_t bits);

constexpr std::uint32_t bound_of(Dice least, Shape shape) {
  return static_cast<std::uint32_t>((std::uint64_t{least.overlap} << shape.shift) / least.total);
}

// 64 rows. A panel of fewer is filled up with empty rows of popcount 1, which never hit if every
// bound is at least 1. (A bound of 0 lets every pair through, including these.)
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
// The half and lack of the rows that fill up a panel: with them, no pair stays.
inline constexpr std::int32_t kNeverStays = (1 << 29) + 1;

struct Hit {
  std::uint16_t left;   // row in the left panel
  std::uint16_t right;  // row in the right panel
  std::uint32_t overlap;
};

struct Kernel {
  std::string_view name;
  bool (*supported)(const port::CpuFeatures&);
  // The size of a packed panel of either side, in words; a multiple of 8.
  std::size_t (*packed_words)(Shape);
  // Packs count <= 64 rows and fills up with empty ones.
  void (*pack_left)(Shape, const std::uint64_t* const* rows, std::size_t count, std::uint64_t* out);
  void (*pack_right)(Shape, const std::uint64_t* const* rows, std::size_t count,
                     std::uint64_t* out);
  // Writes the hits, in any order, and returns their number. hits has room for 64 x 64.
  std::size_t (*scan)(Shape, const Panel& left, const Panel& right, Hit* hits);
  // The same for the pairs that stay. A hit's overlap is that of the packed columns.
  std::size_t (*sift)(Shape, const SiftPanel& left, const SiftPanel& right, Hit* hits);
};

// All kernels that are compiled in, the fastest first and portable last.
std::span<const Kernel* const> kernels();
std::string kernel_names();  // with commas between them
// The fastest kernel that this processor supports.
const Kernel& best_kernel();
// usage: no kernel has that name; refused: this processor does not support it.
Result<const Kernel*> kernel_named(std::string_view name);

}  // namespace tally::linker
