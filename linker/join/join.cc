#include "linker/join/join.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cassert>

#include "common/parallel.h"

namespace tally::linker {
namespace {

constexpr std::size_t kLeftRows = std::size_t{1} << 14;
constexpr std::uint32_t kNoRow = 0xFFFF'FFFF;

// Rows that take part, and the place of each one's record in JoinSide::records.
struct Rows {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> records;
};

Rows rows_of(const JoinSide& side, std::size_t first_record, std::size_t end_record) {
  Rows rows;
  for (std::size_t place = first_record; place < end_record; ++place) {
    const std::size_t record = at(side.records[place]);
    for (std::uint32_t row = side.submission.first_row(record);
         row < side.submission.first_row(record + 1); ++row) {
      rows.rows.push_back(row);
      rows.records.push_back(static_cast<std::uint32_t>(place));
    }
  }
  return rows;
}

// Where the values of a block's rows are: a small table, and bits in front of it that most of the
// other side's values do not pass. Values are uniform, so they are their own hash.
class ValueTable {
 public:
  explicit ValueTable(std::size_t rows)
      : slot_mask_(std::bit_ceil(2 * rows + 1) - 1),
        bit_mask_(std::bit_ceil(32 * rows + 64) - 1),
        slots_(slot_mask_ + 1),
        bits_((bit_mask_ + 1) / 64) {}

  void clear() {
    std::ranges::fill(slots_, Slot{});
    std::ranges::fill(bits_, std::uint64_t{0});
  }
  void add(std::uint64_t value, std::uint32_t row) {
    bits_[(value & bit_mask_) / 64] |= std::uint64_t{1} << value % 64;
    std::size_t slot = (value >> 12) & slot_mask_;
    while (slots_[slot].row != kNoRow) slot = (slot + 1) & slot_mask_;
    slots_[slot] = {value, row};
  }
  bool may_have(std::uint64_t value) const {
    return (bits_[(value & bit_mask_) / 64] >> value % 64 & 1) != 0;
  }
  template <class Found>
  void find(std::uint64_t value, Found found) const {
    for (std::size_t slot = (value >> 12) & slot_mask_; slots_[slot].row != kNoRow;
         slot = (slot + 1) & slot_mask_) {
      if (slots_[slot].value == value) found(slots_[slot].row);
    }
  }

 private:
  struct Slot {
    std::uint64_t value = 0;
    std::uint32_t row = kNoRow;
  };
  std::size_t slot_mask_, bit_mask_;
  std::vector<Slot> slots_;
  std::vector<std::uint64_t> bits_;
};

// Counts of equal bands, by pairs of rows: a list for each row of the block.
class Counts {
 public:
  Counts(std::size_t rows, std::size_t columns) : columns_(columns), first_(rows, kNoRow) {}

  void count(std::uint32_t left, std::uint32_t right, std::size_t column) {
    std::uint32_t* link = &first_[left];
    while (*link != kNoRow && entries_[*link].right != right) link = &entries_[*link].next;
    if (*link == kNoRow) {
      *link = static_cast<std::uint32_t>(entries_.size());
      entries_.push_back({right, kNoRow});
      equal_.resize(equal_.size() + columns_);
      ++equal_[equal_.size() - columns_ + column];
    } else {
      ++equal_[*link * columns_ + column];
    }
  }
  template <class Take>
  void for_each(std::uint32_t left, Take take) const {
    for (std::uint32_t entry = first_[left]; entry != kNoRow; entry = entries_[entry].next) {
      take(entries_[entry].right, std::span(equal_).subspan(entry * columns_, columns_));
    }
  }

 private:
  struct Entry {
    std::uint32_t right;
    std::uint32_t next;
  };
  std::size_t columns_;
  std::vector<std::uint32_t> first_;  // of each row of the block
  std::vector<Entry> entries_;
  std::vector<std::uint16_t> equal_;  // of each entry, each column
};

// One block of left rows against all of the right.
class BlockJoin {
 public:
  BlockJoin(const JoinSide& left, const JoinSide& right, const Rows& left_rows,
            const Rows& right_rows)
      : left_(left),
        right_(right),
        left_rows_(left_rows),
        right_rows_(right_rows),
        counts_(left_rows.rows.size(), left.columns.size()) {}

  JoinedPairs run() {
    ValueTable table(left_rows_.rows.size());
    for (std::size_t column = 0; column < left_.columns.size(); ++column) {
      for (std::size_t band = 0; band < left_.columns[column]->bands; ++band) {
        join_band(column, band, table);
      }
    }
    return collect();
  }

 private:
  void join_band(std::size_t column, std::size_t band, ValueTable& table) {
    table.clear();
    const BandValues left = left_.columns[column]->values_of(band);
    for (std::uint32_t i = 0; i < left_rows_.rows.size(); ++i) {
      const std::uint64_t value = left[left_rows_.rows[i]];
      if (value != 0) table.add(value, i);
    }
    const BandValues right = right_.columns[column]->values_of(band);
    for (std::uint32_t i = 0; i < right_rows_.rows.size(); ++i) {
      const std::uint64_t value = right[right_rows_.rows[i]];
      if (!table.may_have(value)) continue;
      table.find(value, [&](std::uint32_t row) { counts_.count(row, i, column); });
    }
  }

  // Of each pair of records the best pair of rows.
  JoinedPairs collect() const {
    JoinedPairs joined{{}, left_.columns.size(), {}};
    std::vector<Candidate> found;
    for (std::uint32_t row = 0; row < left_rows_.rows.size();) {
      found.clear();
      const std::uint32_t record = left_rows_.records[row];
      for (; row < left_rows_.rows.size() && left_rows_.records[row] == record; ++row) {
        counts_.for_each(row, [&](std::uint32_t right, std::span<const std::uint16_t> equal) {
          std::uint32_t all = 0;
          for (const std::uint16_t count : equal) all += count;
          if (all >= kLeastBands) {
            found.push_back({right_rows_.records[right], all, left_rows_.rows[row],
                             right_rows_.rows[right], equal});
          }
        });
      }
      append_best(record, found, joined);
    }
    return joined;
  }

  struct Candidate {
    std::uint32_t record;  // of the right
    std::uint32_t all;     // equal bands
    std::uint32_t left_row, right_row;
    std::span<const std::uint16_t> equal;
  };
  void append_best(std::uint32_t record, std::vector<Candidate>& found, JoinedPairs& joined) const {
    std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
      if (a.record != b.record) return a.record < b.record;
      if (a.all != b.all) return a.all > b.all;
      return std::pair(a.left_row, a.right_row) < std::pair(b.left_row, b.right_row);
    });
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (i > 0 && found[i].record == found[i - 1].record) continue;
      joined.pairs.push_back({left_.records[record], right_.records[found[i].record],
                              RowIndex{found[i].left_row}, RowIndex{found[i].right_row}});
      joined.equal.insert(joined.equal.end(), found[i].equal.begin(), found[i].equal.end());
    }
  }

  const JoinSide& left_;
  const JoinSide& right_;
  const Rows& left_rows_;
  const Rows& right_rows_;
  Counts counts_;
};

}  // namespace

JoinedPairs join_bands(const JoinSide& left, const JoinSide& right, unsigned threads,
                       Progress* progress) {
  assert(left.columns.size() == right.columns.size());
  const Rows right_rows = rows_of(right, 0, right.records.size());
  const std::size_t blocks = (left.records.size() + kLeftRows - 1) / kLeftRows;
  std::vector<JoinedPairs> parts(blocks);
  std::atomic<std::uint64_t> done = 0;
  parallel_for(blocks, threads, [&](std::size_t block, unsigned) {
    const Rows left_rows =
        rows_of(left, block * kLeftRows, std::min(left.records.size(), (block + 1) * kLeftRows));
    parts[block] = BlockJoin(left, right, left_rows, right_rows).run();
    const std::uint64_t before = done.fetch_add(1);
    if (progress) {
      progress->advance((before + 1) * kJoinSteps / blocks - before * kJoinSteps / blocks);
    }
  });
  JoinedPairs joined{{}, left.columns.size(), {}};
  for (JoinedPairs& part : parts) {
    joined.pairs.insert(joined.pairs.end(), part.pairs.begin(), part.pairs.end());
    joined.equal.insert(joined.equal.end(), part.equal.begin(), part.equal.end());
    part = {};
  }
  return joined;
}

}  // namespace tally::linker
