// A submission in memory: the content of its body. Only receive makes one, from a sealed file that
// it has checked. So the seal, body and manifest of a Submission agree with each other and with the
// agreement.
//
// Records are numbered by reference, rows in the body's order (so a record's rows are consecutive).
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/clk_table.h"
#include "common/ids.h"
#include "common/result.h"
#include "protocol/agreement/agreement.h"
#include "protocol/agreement/encodings.h"
#include "protocol/seal/sealed_file.h"

namespace tally::linker {

struct FilterColumn {
  std::string name;
  ClkTable clks;                         // one row a submission row
  std::vector<std::uint32_t> popcounts;  // 0: the filter is empty, so the value is missing
};

struct TokenColumn {
  std::string name;
  std::vector<Token> tokens;  // one for each submission row; all zero: missing
};

// The values of one band, by row; 0 is missing. Borrowed.
class BandValues {
 public:
  BandValues(const std::uint8_t* bytes, std::size_t size) : bytes_(bytes), size_(size) {}
  std::uint64_t operator[](std::size_t row) const {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes_ + row * size_, size_);
    return value;
  }

 private:
  const std::uint8_t* bytes_;
  std::size_t size_;  // of a value
};

struct BandColumn {
  std::string name;
  std::size_t bands;
  std::size_t size;  // of a value, in bytes
  std::size_t rows;
  Bytes values;             // band by band, then row by row
  std::vector<bool> there;  // rows that have bands

  BandValues values_of(std::size_t band) const {
    return {values.data() + band * rows * size, size};
  }
  void place(std::size_t row, ByteView cell);
};

class Submission {
 public:
  const CheckedSeal& seal() const { return seal_; }
  const std::string& path() const { return seal_.file().path; }
  DatasetIndex dataset() const { return dataset_; }
  const KeyCheck& key_check() const { return key_check_; }
  std::size_t rows() const { return record_of_.size(); }
  std::size_t records() const { return references_.size(); }
  const Reference& reference(RecordIndex record) const { return references_[at(record)]; }
  RecordIndex record_of(RowIndex row) const { return record_of_[at(row)]; }
  // Rows [first_row(r), first_row(r + 1)) belong to record r.
  std::uint32_t first_row(std::size_t record) const { return first_row_[record]; }
  // Null if the data set does not supply the column.
  const FilterColumn* filter(std::string_view column) const;
  const TokenColumn* tokens(std::string_view column) const;
  const BandColumn* bands(std::string_view column) const;
  bool has_bands() const { return !bands_.empty(); }
  // How high its records score with each other over the columns of another data set. With bands.
  const Nearest& nearest_for(DatasetIndex other) const {
    return nearest_[at(other) - (other > dataset_ ? 1 : 0)];
  }

 private:
  friend class SubmissionReader;  // in receive.cc, which makes all submissions
  explicit Submission(CheckedSeal seal) : seal_(std::move(seal)) {}
  CheckedSeal seal_;
  DatasetIndex dataset_{};
  KeyCheck key_check_;
  std::vector<Reference> references_;
  std::vector<RecordIndex> record_of_;
  std::vector<std::uint32_t> first_row_;
  std::vector<FilterColumn> filters_;
  std::vector<TokenColumn> tokens_;
  std::vector<BandColumn> bands_;
  std::vector<Nearest> nearest_;
};

}  // namespace tally::linker
