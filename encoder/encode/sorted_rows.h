// Hardened rows in the order of their references, with the facts that decide about each.
//
//   add* finish next*      and again: rewind next*
#pragma once

#include <string>
#include <string_view>

#include "common/ids.h"
#include "common/result.h"
#include "encoder/admit/admitted_row.h"
#include "encoder/admit/whole_records.h"
#include "encoder/hash/harden.h"
#include "encoder/sort/sort.h"

namespace tally::encoder {

class SortedRows {
 public:
  // row_size: the bytes of a hardened row. Encrypted scratch files go to the folder.
  SortedRows(std::string scratch_folder, std::size_t row_size);

  Status add(const HardenedRow& row, const PersonMarks& marks, const AdmittedRow& admitted);
  Status finish() { return sorter_.finish(); }
  Result<bool> next() { return sorter_.next(); }
  Status rewind() { return sorter_.rewind(); }

  // About the current row, until next().
  HardenedRow row() const;
  Reference reference() const;
  RecordRow judged() const;

 private:
  struct Marks {  // after each row, until it is written
    PersonMarks person;
    bool is_alternate = false;
    bool is_empty = false;
  };
  Marks marks() const;

  std::size_t row_size_;
  RowSorter sorter_;
};

}  // namespace tally::encoder
