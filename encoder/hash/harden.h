// A hashed row -> the hardened row, the only one that is sorted and written.
#pragma once

#include "common/bytes.h"
#include "common/ids.h"

namespace tally::encoder {

// A row of a submission, its reference in front, hardened as the agreement says. Borrowed from its
// maker. Only harden() makes one, and those that were given it: SortedRows, OwnRepeats.
class HardenedRow {
 public:
  ByteView bytes() const { return bytes_; }
  // Whether the record had no value that is encoded: nothing can link it.
  bool is_empty() const { return is_empty_; }

 private:
  friend HardenedRow harden(ByteView hashed);
  friend class SortedRows;
  friend class OwnRepeats;
  HardenedRow(ByteView bytes, bool is_empty) : bytes_(bytes), is_empty_(is_empty) {}
  ByteView bytes_;
  bool is_empty_;
};

// Applies the hardening of the agreement. Agreements can name none yet, so the row stays as hashed:
// a hardening is a function in a file of its own, and a call here.
HardenedRow harden(ByteView hashed);

}  // namespace tally::encoder
