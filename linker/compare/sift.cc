#include "linker/compare/sift.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "common/parallel.h"

namespace tally::linker {
namespace {

constexpr std::size_t kWordBits = 64;

// The bits of a row in the given columns, the first in the lowest bit of the first word.
void gather(Clk row, const std::vector<std::uint32_t>& columns, std::span<std::uint64_t> out) {
  for (std::size_t w = 0; w < out.size(); ++w) {
    const std::size_t begin = w * kWordBits;
    const std::size_t count = std::min(kWordBits, columns.size() - begin);
    std::uint64_t word = 0;
    for (std::size_t b = 0; b < count; ++b) {
      const std::uint32_t column = columns[begin + b];
      word |= (row[column / kWordBits] >> (column % kWordBits) & 1) << b;
    }
    out[w] = word;
  }
}

// Rows spread evenly over a table, starting at the first row or between the others. The two sides
// take different rows: the same rows of both sides may be the same people, unlike most pairs.
enum class From : std::uint8_t { first, between };
std::vector<Clk> sample(const ClkTable& clks, std::size_t most, From from) {
  const std::size_t count = std::min(most, clks.rows());
  const std::size_t offset = from == From::first ? 0 : 1;
  std::vector<Clk> rows;
  for (std::size_t i = 0; i < count; ++i)
    rows.push_back(clks[(2 * i + offset) * clks.rows() / (2 * count)]);
  return rows;
}

// All columns. Columns that are set in nearly half of the rows come first.
std::vector<std::uint32_t> by_variance(const ClkTable& left, const ClkTable& right) {
  constexpr std::size_t kBits = std::size_t{1} << 20;  // sampled on each side: 1,000 common rows
  const std::size_t rows = std::max<std::size_t>(kBits / left.bits(), 16);
  std::vector<std::int64_t> off_half(left.bits());  // twice the distance from half of the rows
  for (const ClkTable* side : {&left, &right}) {
    for (const Clk row : sample(*side, rows, From::first)) {
      for (std::size_t c = 0; c < off_half.size(); ++c)
        off_half[c] += (row[c / kWordBits] >> (c % kWordBits) & 1) != 0 ? 1 : -1;
    }
  }
  std::vector<std::uint32_t> columns(left.bits());
  std::iota(columns.begin(), columns.end(), 0U);
  std::stable_sort(columns.begin(), columns.end(), [&](std::uint32_t x, std::uint32_t y) {
    return std::abs(off_half[x]) < std::abs(off_half[y]);
  });
  return columns;
}

ClkTable gather_all(const std::vector<Clk>& rows, const std::vector<std::uint32_t>& columns) {
  ClkTable table(rows.size(), static_cast<std::uint32_t>(columns.size()));
  for (std::size_t r = 0; r < rows.size(); ++r) gather(rows[r], columns, table.row(r));
  return table;
}

// Counts the pair for each number of words after which it would stay.
void count_stays(Clk left, Clk right, Threshold threshold, std::vector<std::uint64_t>& stays) {
  std::uint32_t left_rest = popcount(left);
  std::uint32_t right_rest = popcount(right);
  const std::uint32_t total = std::max(1U, left_rest + right_rest);
  std::uint32_t both = 0;
  for (std::size_t w = 0; w < left.size(); ++w) {
    both += overlap(left.subspan(w, 1), right.subspan(w, 1));
    left_rest -= popcount(left.subspan(w, 1));
    right_rest -= popcount(right.subspan(w, 1));
    if (!at_least(Dice{both + std::min(left_rest, right_rest), total}, threshold)) return;
    ++stays[w];
  }
}

std::int32_t half_of(std::uint32_t popcount, Threshold threshold, Shape shape) {
  return static_cast<std::int32_t>((std::uint64_t{popcount} * threshold.value << shape.shift) /
                                   (2 * std::uint64_t{Threshold::kOne}));
}

// How many rows of each side to sample. The sample costs a small part of comparing all pairs, and
// costs no more for wide filters than for common ones.
std::size_t rows_to_sample(const ClkTable& left, const ClkTable& right) {
  constexpr std::size_t kMost = 256;
  constexpr std::size_t kWords = kMost * kMost * 16;
  std::size_t rows = kMost;
  const auto costs_much = [&](std::size_t n) {
    return n * n > left.rows() * right.rows() / 16 || n * n * left.words() > kWords;
  };
  while (rows > 1 && costs_much(rows)) rows /= 2;
  return rows;
}

}  // namespace

std::vector<std::uint32_t> choose_columns(const ClkTable& left, const ClkTable& right,
                                          Threshold threshold) {
  constexpr std::uint64_t kFew =
      1024;  // if one pair in so many stays, this costs little compared with the sift
  std::vector<std::uint32_t> columns = by_variance(left, right);
  const std::size_t rows = rows_to_sample(left, right);
  const ClkTable left_rows = gather_all(sample(left, rows, From::first), columns);
  const ClkTable right_rows = gather_all(sample(right, rows, From::between), columns);
  std::vector<std::uint64_t> stays(left.words());
  for (std::size_t l = 0; l < left_rows.rows(); ++l)
    for (std::size_t r = 0; r < right_rows.rows(); ++r)
      count_stays(left_rows[l], right_rows[r], threshold, stays);
  const std::uint64_t most = left_rows.rows() * right_rows.rows() / kFew;
  if (most == 0) return columns;  // too few to learn from
  const auto enough = static_cast<std::size_t>(
      std::find_if(stays.begin(), stays.end(), [&](std::uint64_t s) { return s <= most; }) -
      stays.begin() + 1);
  if (enough * 4 <= left.words() * 3) columns.resize(enough * kWordBits);
  return columns;
}

SiftSide::SiftSide(const ClkTable& clks, const RowOrder& order,
                   const std::vector<std::uint32_t>& columns, Threshold threshold,
                   const Kernel& kernel, PackedPanels::Pack pack, unsigned threads)
    : clks_(clks),
      order_(order),
      shape_(sift_shape(static_cast<std::uint32_t>(columns.size()), clks.bits())),
      half_(order.panels()),
      lack_(order.panels()) {
  packed_.resize(order.panels(), kernel.packed_words(shape_));
  parallel_for(order.panels(), threads,
               [&](std::size_t p, unsigned) { pack_panel(p, columns, threshold, pack); });
}

void SiftSide::pack_panel(std::size_t p, const std::vector<std::uint32_t>& columns,
                          Threshold threshold, PackedPanels::Pack pack) {
  const Span places = order_.places_of_panel(p);
  ClkTable gathered(places.size(), static_cast<std::uint32_t>(columns.size()));
  std::array<const std::uint64_t*, kPanelRows> rows;
  std::fill_n(half_[p].of, kPanelRows, kNeverStays);
  std::fill_n(lack_[p].of, kPanelRows, kNeverStays);
  for (std::size_t r = 0; r < places.size(); ++r) {
    const RowOrder::Entry& entry = order_[places.begin + r];
    gather(clk(entry), columns, gathered.row(r));
    rows[r] = gathered[r].data();
    const std::uint32_t rest = entry.popcount - popcount(gathered[r]);
    half_[p].of[r] = half_of(entry.popcount, threshold, shape_);
    lack_[p].of[r] = half_[p].of[r] - static_cast<std::int32_t>(rest << shape_.shift);
  }
  packed_.pack(p, pack, shape_, std::span(rows).first(places.size()));
}

}  // namespace tally::linker
