// An export -> the body of a submission: read -> admit -> standardise -> tokenise -> hash -> harden
// -> sort by reference -> judge whole records -> write. Memory does not grow with the number of
// rows.
#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "common/byte_stream.h"
#include "common/overwrite.h"
#include "common/progress.h"
#include "common/result.h"
#include "encoder/admit/exclusions.h"
#include "encoder/admit/ledger.h"
#include "encoder/readers/source.h"
#include "encoder/record/date.h"
#include "encoder/record/record.h"
#include "protocol/agreement/agreement.h"
#include "protocol/identity/identity.h"
#include "protocol/keys/secret.h"

namespace tally::encoder {

struct EncodeRequest {
  const Agreement& agreement;
  DatasetIndex dataset;
  const ReferenceKey& reference_key;
  const keys::Secret& secret;
  SourceFiles input;
  std::optional<std::string> own_profile = {};  // a file, if the agreement says "own"
  Date day = kNoDay;                            // of the export; later dates of birth are ignored
  std::vector<std::string> exclusions = {};     // files: lists of people who must not be encoded
  ByteSink output = {};                         // gets the body of a submission; none: a dry run
  std::optional<std::string> rejects = {};      // CSV line,local_id,reason
  std::string scratch_folder = ".";             // for rows that do not fit in memory, encrypted
  Overwrite overwrite = Overwrite::no;
  Progress* progress = nullptr;  // of the bytes read
};

struct EncodeSummary {
  Digest profile;                    // SHA-256 of the text of the profile that read the source
  PerField<bool> fields;             // that the source has
  std::vector<std::string> remarks;  // of the source, on how it was read
  Ledger ledger;                     // of rows; those usable are written
  std::vector<Exclusions::List> lists;
  std::uint64_t records_written = 0;  // fewer than rows if records have alternates
  std::uint64_t records_empty = 0;    // of these, without an encoded value: nothing can link them
  std::uint64_t records_with_conflicting_birth_dates = 0;  // but of one person
  PerField<std::array<std::uint64_t, 4>> cells;  // by CellState, of admitted rows of the export

  std::uint64_t rows_written() const { return ledger.usable().all(); }  // alternates too

  // Whether there are at least `fewest` rows, and all have an empty cell in the field.
  bool has_nothing(Field field, std::uint64_t fewest = 0) const {
    const auto& counts = cells[field];
    const std::uint64_t all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    return all >= fewest && all == counts[static_cast<std::size_t>(CellState::missing)];
  }
};

// Writes the rows in the order of their references, and the rows of one record in the order of
// their bytes, so that the source's order does not show. If a record has more rows than the
// agreement allows, keeps the first by line.
//
// A record is excluded as a whole, by its local_id or by the NHS number of any of its rows. A
// record of two people is rejected as a whole.
//
// refused: the list of rejects exists; the agreement's standardiser or Unicode data is not this
// software's; no such profile, or its text is not the agreed text; an agreed field that the source
// does not have, or for which none of twenty or more rows has a value; columns mapped to the wrong
// fields (mapping.h); nothing to encode. usage: see agreed_profile.
Result<EncodeSummary> encode(const EncodeRequest& request);

}  // namespace tally::encoder
