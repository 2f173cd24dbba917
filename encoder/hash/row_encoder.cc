#include "encoder/hash/row_encoder.h"

#include <algorithm>

#include "encoder/standardise/dates.h"

namespace tally::encoder {

RowEncoder::RowEncoder(const Encoding& encoding, const RowLayout& layout,
                       const keys::Derivation& derivation, const PerField<bool>& agreed, Date day,
                       Standardiser& standardiser, std::size_t memory)
    : agreed_(agreed),
      day_(day),
      standardiser_(standardiser),
      hasher_(encoding, layout, derivation, memory),
      hardener_(encoding, layout, derivation),
      row_(layout.row_size) {}

HardenedRow RowEncoder::encode(const Reference& reference, const AdmittedRow& row) {
  standardiser_.standardise(part_of(row.raw(), agreed_), standard_);
  drop_future_date(standard_, day_);
  std::ranges::copy(reference.bytes, row_.begin());
  hasher_.hash(standard_, row_);
  return hardener_.harden(row_);
}

}  // namespace tally::encoder
