#include "encoder/encode/alternates.h"

#include <algorithm>
#include <cassert>

namespace tally::encoder {

bool RecordRows::take(ByteView row) {
  const ByteView reference = row.first(Reference::kSize);
  const bool same = rows_ > 0 && std::ranges::equal(reference_.bytes, reference);
  std::ranges::copy(reference, reference_.bytes.begin());
  rows_ = same ? rows_ + 1 : 1;
  return !same;
}

AlternatesWriter::AlternatesWriter(const ByteSink& sink, std::size_t row_size, std::uint32_t most)
    : sink_(sink), row_size_(row_size), rows_(row_size * most) {
  added_.reserve(most);
}

void AlternatesWriter::add(ByteView row) {
  const auto place = std::span(rows_).subspan(added_.size() * row_size_, row_size_);
  assert(row.size() == place.size());
  std::ranges::copy(row, place.begin());
  added_.push_back(place);
}

Status AlternatesWriter::write() {
  std::ranges::sort(
      added_, [](ByteView a, ByteView b) { return std::ranges::lexicographical_compare(a, b); });
  for (const ByteView row : added_) TRY(sink_(row));
  added_.clear();
  return {};
}

}  // namespace tally::encoder
