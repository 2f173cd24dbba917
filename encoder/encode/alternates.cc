#include "encoder/encode/alternates.h"

#include <algorithm>
#include <cassert>

#include "common/ids.h"

namespace tally::encoder {

AlternatesWriter::AlternatesWriter(const ByteSink& sink, std::size_t row_size, std::uint32_t most)
    : sink_(sink), row_size_(row_size), rows_(row_size * most) {
  added_.reserve(most);
}

bool AlternatesWriter::is_of_same_record(ByteView row) const {
  return !added_.empty() &&
         std::ranges::equal(added_[0].first(Reference::kSize), row.first(Reference::kSize));
}

Status AlternatesWriter::add(const HardenedRow& row) {
  const ByteView bytes = row.bytes();
  if (!is_of_same_record(bytes)) TRY(write());
  const auto place = std::span(rows_).subspan(added_.size() * row_size_, row_size_);
  assert(bytes.size() == place.size());
  std::ranges::copy(bytes, place.begin());
  added_.push_back(place);
  return {};
}

Status AlternatesWriter::write() {
  std::ranges::sort(
      added_, [](ByteView a, ByteView b) { return std::ranges::lexicographical_compare(a, b); });
  for (const ByteView row : added_) TRY(sink_(row));
  added_.clear();
  return {};
}

}  // namespace tally::encoder
