#include "encoder/sort/runs.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace tally::encoder {
namespace {

// Small, so that many runs can be read at once from one buffer; large enough for the disk.
constexpr std::size_t kChunkBytes = std::size_t{16} << 10;

}  // namespace

bool EntryShape::before(const std::uint8_t* a, const std::uint8_t* b) const {
  const int references = std::memcmp(a, b, Reference::kSize);
  if (references != 0) return references < 0;
  return std::memcmp(a + row_size, b + row_size, kPlaceSize) < 0;
}

std::uint64_t load_big_endian(const std::uint8_t* bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8 | bytes[i];
  return value;
}

SortedRuns::SortedRuns(SealedScratch scratch, const EntryShape& shape)
    : shape_(shape),
      scratch_(std::move(scratch)),
      chunk_(std::max<std::size_t>(1, kChunkBytes / shape.entry_size) * shape.entry_size) {}

Result<SortedRuns> SortedRuns::create(const std::string& folder, const EntryShape& shape) {
  return SortedRuns(TRY(SealedScratch::create(folder)), shape);
}

Status SortedRuns::add(const std::uint8_t* entry) {
  std::copy_n(entry, shape_.entry_size, chunk_.begin() + static_cast<std::ptrdiff_t>(filled_));
  filled_ += shape_.entry_size;
  if (filled_ == chunk_.size()) TRY(write_chunk());
  return {};
}

Status SortedRuns::write_chunk() {
  const std::uint64_t place = TRY(scratch_.append(chunk_));
  if (run_.entries == 0) run_.place = place;
  run_.entries += filled_ / shape_.entry_size;
  filled_ = 0;
  return {};
}

Status SortedRuns::end_run() {
  if (filled_ > 0) TRY(write_chunk());
  if (run_.entries > 0) runs_.push_back(run_);
  run_ = {};
  return {};
}

Status SortedRuns::start(std::span<std::uint8_t> buffer) {
  assert(buffer.size() >= count() * chunk_size());
  sources_.clear();
  heap_.clear();
  given_ = false;
  for (const Run& run : runs_) {
    sources_.push_back({run, buffer.subspan(sources_.size() * chunk_size(), chunk_size())});
    TRY(fill(sources_.back()));
    push(sources_.size() - 1);
  }
  return {};
}

Status SortedRuns::fill(Source& source) {
  TRY(scratch_.read(source.unread.place, source.chunk));
  const std::uint64_t entries =
      std::min<std::uint64_t>(source.unread.entries, chunk_size() / shape_.entry_size);
  source.unread.place += chunk_size() + SealedScratch::kOverhead;
  source.unread.entries -= entries;
  source.at = 0;
  source.end = entries * shape_.entry_size;
  return {};
}

const std::uint8_t* SortedRuns::current(std::size_t source) const {
  return sources_[source].chunk.data() + sources_[source].at;
}

void SortedRuns::push(std::size_t source) {
  heap_.push_back({load_big_endian(current(source)), source});
  std::push_heap(heap_.begin(), heap_.end(), later());
}

Status SortedRuns::leave_front() {
  std::pop_heap(heap_.begin(), heap_.end(), later());
  const std::size_t source = heap_.back().source;
  heap_.pop_back();
  sources_[source].at += shape_.entry_size;
  if (sources_[source].at == sources_[source].end) {
    if (sources_[source].unread.entries == 0) return {};
    TRY(fill(sources_[source]));
  }
  push(source);
  return {};
}

Result<const std::uint8_t*> SortedRuns::next() {
  if (given_) TRY(leave_front());
  given_ = !heap_.empty();
  if (heap_.empty()) return nullptr;
  return current(heap_.front().source);
}

}  // namespace tally::encoder
