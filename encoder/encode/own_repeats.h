// Replaces every band value that two records of the holder share, and leaves out every token of a
// linking key that two share, so that no two records of a submission share anything: no
// multiplicities, families or graphs are left to see. Rows of one record may share.
//
//   add* find replace*      both times the same rows, a record's one after another
//
// The new value is a pseudorandom function, under the holder's own key, of the reference: the next
// delivery has the same. More rows need more memory only by a few bits each.
// docs/formats/encodings.md, section 4.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/bytes.h"
#include "common/result.h"
#include "encoder/encode/nearest_sample.h"
#include "encoder/encode/repeats.h"
#include "encoder/hash/harden.h"
#include "encoder/sort/sealed_scratch.h"
#include "protocol/agreement/encodings.h"
#include "protocol/identity/identity.h"
#include "protocol/keys/block_key.h"

namespace tally::encoder {

class OwnRepeats {
 public:
  // Scratch, encrypted, goes to the folder; none where the layout has no bands.
  OwnRepeats(const RowLayout& layout, std::string scratch_folder, const ReferenceKey& key,
             const ProjectId& project, std::string_view dataset);

  Status add(const HardenedRow& row);
  Status find();
  // Borrowed until the next call.
  Result<HardenedRow> replace(const HardenedRow& row);

  // Of its records, how high each sampled one scores with its nearest other over these columns.
  Nearest nearest(const std::vector<std::string>& columns) const;

  // Of a column: values that are not missing, and how many of them were replaced.
  struct Count {
    std::string column;
    std::uint64_t values = 0;
    std::uint64_t replaced = 0;
  };
  const std::vector<Count>& counts() const { return counts_; }  // in the layout's order

 private:
  struct Band {            // or the token of a linking key
    std::size_t column;    // in counts_
    std::uint32_t number;  // in the column
    std::size_t offset;    // in a row
    std::size_t size;      // bytes of a value, of a token those that are compared
    std::size_t piece;     // where its values begin in a chunk
    bool is_token;
  };
  void add_value(const RowLayout::Slot& slot, std::uint32_t number, std::size_t size);
  Status store_chunk();
  Result<std::vector<OwnedValue>> values_of(std::size_t band, std::uint64_t part,
                                            std::uint64_t parts);
  Status store_flags(const std::vector<bool>& flags);
  Status load_flags(std::uint64_t chunk);
  std::uint64_t chunks() const;

  const std::string folder_;
  std::vector<Band> bands_;
  std::vector<Count> counts_;
  std::vector<keys::BlockKey> keys_;     // of each column
  std::optional<SealedScratch> values_;  // pieces by chunk, then band
  std::optional<SealedScratch> flags_;   // pieces by band, then chunk
  Bytes chunk_;                          // values of some rows, band by band
  Bytes chunk_flags_;                    // of the same rows, band by band
  std::uint64_t added_ = 0;              // rows
  std::uint64_t replaced_ = 0;           // rows
  std::vector<bool> is_alternate_;       // rows that belong to the record of the row before
  Reference last_;
  RepeatFinder finder_;
  NearestSample nearest_{0};
  Bytes row_;
};

}  // namespace tally::encoder
