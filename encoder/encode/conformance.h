// The conformance set: published made-up people covering every column, token kind and script,
// encoded by the same functions as everyone from a separately derived secret. Each submission
// includes it; the linker compares the holders' sets before it compares any record.
#pragma once

#include <span>

#include "common/bytes.h"
#include "common/result.h"
#include "encoder/record/record.h"
#include "protocol/agreement/agreement.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {

// refused: the agreement's standardiser or Unicode data is not this software's.
Status check_versions(const Encoding& agreed);

// Raw cells, as in a CSV: standardising is part of the comparison.
std::span<const RawRecord> conformance_people();

// The rows of these people, one after another, with the references 0, 1, 2 ... (big-endian in 16
// bytes).
Bytes encode_conformance(const Agreement& agreement, const RowLayout& layout,
                         const keys::Derivation& derivation);

}  // namespace tally::encoder
