// A hashed row -> the hardened row. Only hardened rows are sorted and written.
#pragma once

#include "common/bytes.h"
#include "common/ids.h"

namespace tally::encoder {

// A row of a submission, with its reference in front, hardened as the agreement says. Borrowed from
// its maker. Only harden() makes one; SortedRows and OwnRepeats return the rows that they were
// given, OwnRepeats with other bands.
class HardenedRow {
 public:
  ByteView bytes() const { return bytes_; }
  // Whether the record had no encoded value, so that nothing can link it.
  bool is_empty() const { return is_empty_; }

 private:
  friend HardenedRow harden(ByteView hashed);
  friend class SortedRows;
  friend class OwnRepeats;
  HardenedRow(ByteView bytes, bool is_empty) : bytes_(bytes), is_empty_(is_empty) {}
  ByteView bytes_;
  bool is_empty_;
};

// Applies the hardening of the agreement. Agreements cannot name one yet, so the row does not
// change. A hardening will be a function in its own file, and a call here.
HardenedRow harden(ByteView hashed);

}  // namespace tally::encoder
