// RawRecord -> StandardRecord: brings Unicode to plain upper-case Latin by transliteration, never
// by deletion; turns placeholders into missing values; keeps impossible parts of dates distinct
// from possible ones. Rules: docs/formats/standardiser.md. Any change of an output needs a new
// kStandardiserVersion (protocol/agreement/templates.h). Only standardise.cc uses ICU; ASCII never
// reaches it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "encoder/record/record.h"

namespace tally::encoder {

// The version of the Unicode data that transliteration uses, as "15.0".
std::string unicode_version();

// Not thread-safe: give each thread its own.
class Standardiser {
 public:
  Standardiser();
  ~Standardiser();
  Standardiser(Standardiser&&) noexcept;
  Standardiser& operator=(Standardiser&&) noexcept;

  // Reuses the storage of out.
  void standardise(const RawRecord& raw, StandardRecord& out);
  // One value of one field.
  CellState standardise(Field field, std::string_view cell, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tally::encoder
