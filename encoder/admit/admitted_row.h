// A row that may be encoded.
#pragma once

#include "encoder/record/record.h"

namespace tally::encoder {

// Borrowed from the reader until its next row. For rows of an export, only Admission makes one.
class AdmittedRow {
 public:
  const RawRecord& raw() const { return *raw_; }
  bool is_alternate() const { return is_alternate_; }

  // A made-up person of the conformance set. These people are not in an export.
  static AdmittedRow made_up(const RawRecord& person) { return {person, false}; }

 private:
  friend class Admission;
  AdmittedRow(const RawRecord& raw, bool is_alternate) : raw_(&raw), is_alternate_(is_alternate) {}
  const RawRecord* raw_;
  bool is_alternate_;
};

}  // namespace tally::encoder
