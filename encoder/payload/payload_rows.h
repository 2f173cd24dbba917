// The rows of a payload until they are written.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/bytes.h"
#include "common/ids.h"
#include "common/result.h"
#include "encoder/sort/sealed_scratch.h"
#include "encoder/sort/sort.h"

namespace tally::encoder {

// Rows of any size in the order of their references. The text is in a scratch file; only the places
// of rows are sorted.
class PayloadRows {
 public:
  static Result<PayloadRows> create(const std::string& scratch_folder) {
    return PayloadRows(TRY(SealedScratch::create(scratch_folder)), scratch_folder);
  }

  Status add(const Reference& reference, std::uint64_t line, std::string_view text) {
    entry_.assign(reference.bytes.begin(), reference.bytes.end());
    append_u64(entry_, TRY(scratch_.append(as_bytes(text))));
    append_u64(entry_, text.size());
    return sorter_.add({entry_}, line, {});
  }
  Status finish() { return sorter_.finish(); }

  // The text of the next row, valid until the call after; nothing at the end.
  Result<std::optional<ByteView>> next() {
    if (!TRY(sorter_.next())) return std::optional<ByteView>();
    Reference reference;
    std::copy_n(sorter_.row().begin(), Reference::kSize, reference.bytes.begin());
    records_ += last_ != reference;
    last_ = reference;
    const ByteView place = sorter_.row().subspan(Reference::kSize);
    text_.resize(load_u64(place.subspan(8)));
    TRY(scratch_.read(load_u64(place), text_));
    return std::optional<ByteView>(text_);
  }
  // The number of records of the rows so far.
  std::uint64_t records() const { return records_; }

 private:
  static constexpr std::size_t kEntrySize = Reference::kSize + 8 + 8;  // and place, size
  PayloadRows(SealedScratch scratch, const std::string& folder)
      : scratch_(std::move(scratch)), sorter_(folder, kEntrySize) {}
  SealedScratch scratch_;
  RowSorter sorter_;
  Bytes entry_;                    // reused
  Bytes text_;                     // reused
  std::optional<Reference> last_;  // of the row before
  std::uint64_t records_ = 0;
};

}  // namespace tally::encoder
