// An admitted row -> a hardened row: standardise, tokenise, hash, harden. The rows of an export and
// the conformance set both pass through here.
#pragma once

#include "encoder/admit/admitted_row.h"
#include "encoder/hash/harden.h"
#include "encoder/hash/hash.h"
#include "encoder/record/date.h"
#include "encoder/standardise/standardise.h"

namespace tally::encoder {

// Not thread-safe. The arguments must outlive this.
class RowEncoder {
 public:
  // agreed: the fields that may be encoded. day: of the export; a later date of birth is invalid.
  // memory: of the hasher.
  RowEncoder(const Encoding& encoding, const RowLayout& layout, const keys::Derivation& derivation,
             const PerField<bool>& agreed, Date day, Standardiser& standardiser,
             std::size_t memory = Hasher::kMemory);

  // Both borrowed until the next call.
  HardenedRow encode(const Reference& reference, const AdmittedRow& row);
  const StandardRecord& standard() const { return standard_; }  // the agreed fields of the row

 private:
  PerField<bool> agreed_;
  Date day_;
  Standardiser& standardiser_;
  Hasher hasher_;
  Hardener hardener_;
  StandardRecord standard_;
  Bytes row_;
};

}  // namespace tally::encoder
