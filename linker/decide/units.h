// Units: what counts as one in one-to-one decisions. A unit is a record, or a group of records of a
// data set with duplicates that have already been linked as one person. Its name is its first
// record.
#pragma once

#include <cstdint>
#include <span>

#include "common/ids.h"

namespace tally::linker {

// The units of two sides, numbered together; within one data set both sides are the same units.
class Units {
 public:
  // heads[r] is the first record of r's group. The viewed memory must outlive this.
  static Units between(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right) {
    return {left, right, static_cast<std::uint32_t>(left.size()), left.size() + right.size()};
  }
  static Units within(std::span<const std::uint32_t> heads) {
    return {heads, heads, 0, heads.size()};
  }

  std::uint32_t left(RecordIndex record) const { return left_[at(record)]; }
  std::uint32_t right(RecordIndex record) const { return offset_ + right_[at(record)]; }
  // Every unit's number is below this. Not every number below it belongs to a unit.
  std::size_t bound() const { return bound_; }

 private:
  Units(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right,
        std::uint32_t offset, std::size_t bound)
      : left_(left), right_(right), offset_(offset), bound_(bound) {}
  std::span<const std::uint32_t> left_, right_;
  std::uint32_t offset_;
  std::size_t bound_;
};

}  // namespace tally::linker
