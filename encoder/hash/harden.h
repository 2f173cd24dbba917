// A hashed row -> the hardened row. Only hardened rows are sorted and written.
#pragma once

#include <span>
#include <vector>

#include "common/bytes.h"
#include "common/ids.h"
#include "encoder/hash/diffusion.h"
#include "protocol/agreement/encodings.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {

// A row of a submission, with its reference in front, hardened as the agreement says. Borrowed from
// its maker. Only Hardener makes one; SortedRows and OwnRepeats return the rows that they were
// given, OwnRepeats with other bands.
class HardenedRow {
 public:
  ByteView bytes() const { return bytes_; }
  // Whether the record had no encoded value, so that nothing can link it.
  bool is_empty() const { return is_empty_; }

 private:
  friend class Hardener;
  friend class SortedRows;
  friend class OwnRepeats;
  HardenedRow(ByteView bytes, bool is_empty) : bytes_(bytes), is_empty_(is_empty) {}
  ByteView bytes_;
  bool is_empty_;
};

// Applies the hardening of the agreement that changes a finished filter: diffusion. SAUL needs the
// tokens, so Hasher applies it. Not thread-safe.
class Hardener {
 public:
  Hardener(const Encoding& encoding, const RowLayout& layout, const keys::Derivation& derivation);

  // Hardens the row in place.
  HardenedRow harden(std::span<std::uint8_t> hashed);

 private:
  struct Diffused {
    RowLayout::Slot slot;
    Diffusion diffusion;
  };
  std::vector<Diffused> diffused_;
};

}  // namespace tally::encoder
