#include "encoder/sort/sort.h"

#include <algorithm>
#include <cassert>

namespace tally::encoder {
namespace {

// At least two runs of the largest rows must fit to be merged.
constexpr std::size_t kLeastBudget = std::size_t{64} << 10;

std::uint8_t* store_big_endian(std::uint64_t value, std::uint8_t* out) {
  for (std::size_t i = sizeof value; i-- > 0; value >>= 8) {
    out[i] = static_cast<std::uint8_t>(value);
  }
  return out + sizeof value;
}

}  // namespace

RowSorter::RowSorter(std::string folder, std::size_t row_size, std::size_t budget)
    : folder_(std::move(folder)),
      shape_(row_size),
      buffer_(std::max({budget, kLeastBudget, 2 * shape_.entry_size})) {
  order_.resize(buffer_.size() / shape_.entry_size);  // takes the memory now, not as rows come
  order_.clear();
}

Status RowSorter::add(std::initializer_list<ByteView> parts, std::uint64_t line,
                      std::string_view local_id) {
  assert(local_id.size() <= kMaxLocalId);
  if (order_.size() == buffer_.size() / shape_.entry_size) TRY(spill());
  std::uint8_t* out = buffer_.data() + order_.size() * shape_.entry_size;
  order_.push_back(
      {load_big_endian(parts.begin()->data()), static_cast<std::uint32_t>(order_.size())});
  const std::uint8_t* const row = out;
  for (const ByteView part : parts) out = std::copy(part.begin(), part.end(), out);
  assert(out == row + shape_.row_size);
  out = store_big_endian(line, out);
  out = store_big_endian(added_++, out);
  *out++ = static_cast<std::uint8_t>(local_id.size());
  std::copy(local_id.begin(), local_id.end(), out);
  return {};
}

void RowSorter::sort_buffer() {
  std::sort(order_.begin(), order_.end(), [this](const Ordered& a, const Ordered& b) {
    if (a.begins != b.begins) return a.begins < b.begins;
    return shape_.before(entry(a.entry), entry(b.entry));
  });
}

Status RowSorter::spill() {
  if (!runs_) runs_ = TRY(SortedRuns::create(folder_, shape_));
  sort_buffer();
  for (const Ordered& ordered : order_) TRY(runs_->add(entry(ordered.entry)));
  TRY(runs_->end_run());
  order_.clear();
  if ((runs_->count() + 1) * runs_->chunk_size() > buffer_.size()) TRY(join_runs());
  return {};
}

// Merges the runs into one run of a new scratch file, so that the buffer can read all runs.
Status RowSorter::join_runs() {
  SortedRuns joined = TRY(SortedRuns::create(folder_, shape_));
  TRY(runs_->start(buffer_));
  while (const std::uint8_t* next = TRY(runs_->next())) TRY(joined.add(next));
  TRY(joined.end_run());
  runs_ = std::move(joined);
  return {};
}

Status RowSorter::finish() {
  if (runs_) {
    TRY(spill());
  } else {
    sort_buffer();
  }
  return rewind();
}

Status RowSorter::rewind() {
  position_ = 0;
  if (runs_) TRY(runs_->start(buffer_));
  return {};
}

Result<bool> RowSorter::next() {
  if (runs_) {
    current_ = TRY(runs_->next());
  } else {
    current_ = position_ < order_.size() ? entry(order_[position_++].entry) : nullptr;
  }
  return current_ != nullptr;
}

std::uint64_t RowSorter::line() const {
  return load_big_endian(current_ + shape_.row_size);
}

std::string_view RowSorter::local_id() const {
  const std::uint8_t* const length = current_ + shape_.row_size + EntryShape::kPlaceSize;
  return {reinterpret_cast<const char*>(length + 1), *length};
}

}  // namespace tally::encoder
