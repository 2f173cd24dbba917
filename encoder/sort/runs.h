// Sorted runs of entries in an encrypted scratch file, and their merge: the disk half of an
// external merge sort (sort.h).
//
//   (add* end_run)* start next*      and again: start next*
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "common/bytes.h"
#include "common/ids.h"
#include "common/result.h"
#include "encoder/record/local_id.h"
#include "encoder/sort/sealed_scratch.h"

namespace tally::encoder {

// Eight bytes as a number. The first eight bytes of two entries decide nearly every comparison.
std::uint64_t load_big_endian(const std::uint8_t* bytes);

// An entry is a row with its reference in front, its place and its local_id:
//
//   row | line u64 | number u64 | length of local_id u8 | local_id, padded to 64 bytes
//
// Line and number are big-endian. The number counts rows in the order of adding, since several rows
// may be of one line.
struct EntryShape {
  static constexpr std::size_t kPlaceSize = 16;

  explicit EntryShape(std::size_t row_bytes)
      : row_size(row_bytes), entry_size(row_bytes + kPlaceSize + 1 + kMaxLocalId) {}

  // Orders entries by reference, then place, so that no two are equal.
  bool before(const std::uint8_t* a, const std::uint8_t* b) const;

  std::size_t row_size;
  std::size_t entry_size;
};

class SortedRuns {
 public:
  static Result<SortedRuns> create(const std::string& folder, const EntryShape& shape);

  Status add(const std::uint8_t* entry);  // must not come before the last entry of this run
  Status end_run();

  std::size_t count() const { return runs_.size(); }
  // The bytes that reading one run takes in the buffer given to start().
  std::size_t chunk_size() const { return chunk_.size(); }

  // Goes to the first entry of all runs. buffer has chunk_size() bytes for each run.
  Status start(std::span<std::uint8_t> buffer);
  // The next entry, valid until the call after; null after the last.
  Result<const std::uint8_t*> next();

 private:
  struct Run {
    std::uint64_t place = 0;  // of its first chunk in the scratch file; the others follow
    std::uint64_t entries = 0;
  };
  struct Source {  // a run while it is read
    Run unread;
    std::span<std::uint8_t> chunk;
    std::size_t at = 0, end = 0;  // offsets of the current entry, and after the last, in chunk
  };

  SortedRuns(SealedScratch scratch, const EntryShape& shape);
  Status write_chunk();
  Status fill(Source& source);
  const std::uint8_t* current(std::size_t source) const;
  struct Head {  // a source's current entry
    std::uint64_t begins;
    std::size_t source;
  };
  // The order of a heap that keeps the first entry in front.
  auto later() const {
    return [this](const Head& a, const Head& b) {
      if (a.begins != b.begins) return b.begins < a.begins;
      return shape_.before(current(b.source), current(a.source));
    };
  }
  void push(std::size_t source);
  Status leave_front();

  EntryShape shape_;
  SealedScratch scratch_;
  Bytes chunk_;  // being written: whole entries, the last of a run padded
  std::size_t filled_ = 0;
  Run run_;  // being written
  std::vector<Run> runs_;
  std::vector<Source> sources_;
  std::vector<Head> heap_;  // of sources with a current entry, the least in front
  bool given_ = false;      // whether the front source's entry has been given out
};

}  // namespace tally::encoder
