#include "encoder/encode/own_repeats.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "protocol/base/prefixed.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kChunk = 1024;  // rows
constexpr std::size_t kFlagPiece = kChunk / 8;
constexpr std::size_t kTokenPart = 8;  // bytes: enough that no two tokens begin alike by chance
// Values of one band that are in memory at once.
constexpr std::uint64_t kMostValues = std::uint64_t{1} << 21;

keys::BlockKey replacement_key(const ReferenceKey& key, const ProjectId& project,
                               std::string_view dataset, std::string_view column) {
  Bytes message;
  append_prefixed(message, "tallystick/1/replace");
  append_prefixed(message, project.bytes);
  append_prefixed(message, dataset);
  append_prefixed(message, column);
  Digest made = key.mac().of({message});
  keys::BlockKey block_key(made.bytes);
  wipe(made.bytes);
  return block_key;
}

std::uint64_t load_value(const std::uint8_t* bytes, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, size);
  return value;
}

Reference reference_of(ByteView row) {
  Reference reference;
  std::copy_n(row.begin(), Reference::kSize, reference.bytes.begin());
  return reference;
}

}  // namespace

OwnRepeats::OwnRepeats(const RowLayout& layout, std::string scratch_folder, const ReferenceKey& key,
                       const ProjectId& project, std::string_view dataset)
    : folder_(std::move(scratch_folder)), row_(layout.row_size) {
  if (!layout.has_bands()) return;
  for (const RowLayout::Slot& slot : layout.slots) {
    if (slot.kind == Column::Kind::filter) continue;
    const bool is_token = slot.kind == Column::Kind::token;
    const std::size_t size = is_token ? kTokenPart : slot.bits / 8;
    for (std::uint32_t band = 0; band < (is_token ? 1 : slot.bands); ++band) {
      add_value(slot, band, size);
    }
    counts_.push_back({slot.name});
    keys_.push_back(replacement_key(key, project, dataset, slot.name));
  }
  chunk_flags_.resize(bands_.size() * kFlagPiece);
  nearest_ = NearestSample(counts_.size());
}

void OwnRepeats::add_value(const RowLayout::Slot& slot, std::uint32_t number, std::size_t size) {
  bands_.push_back({counts_.size(), number, slot.offset + number * size, size, chunk_.size(),
                    slot.kind == Column::Kind::token});
  chunk_.resize(chunk_.size() + kChunk * size);
}

std::uint64_t OwnRepeats::chunks() const {
  return (added_ + kChunk - 1) / kChunk;
}

Status OwnRepeats::add(const HardenedRow& row) {
  if (bands_.empty()) return {};
  const Reference reference = reference_of(row.bytes());
  is_alternate_.push_back(added_ > 0 && reference == last_);
  last_ = reference;
  const std::size_t at = added_ % kChunk;
  for (const Band& band : bands_) {
    std::memcpy(chunk_.data() + band.piece + at * band.size, row.bytes().data() + band.offset,
                band.size);
  }
  ++added_;
  return added_ % kChunk == 0 ? store_chunk() : Status();
}

Status OwnRepeats::store_chunk() {
  if (!values_) values_ = TRY(SealedScratch::create(folder_));
  for (const Band& band : bands_) {
    TRY(values_->append(ByteView(chunk_).subspan(band.piece, kChunk * band.size)));
  }
  std::ranges::fill(chunk_, std::uint8_t{0});
  return {};
}

Status OwnRepeats::find() {
  if (bands_.empty() || added_ == 0) return {};
  if (added_ % kChunk != 0) TRY(store_chunk());
  flags_ = TRY(SealedScratch::create(folder_));
  const std::uint64_t parts = (added_ + kMostValues - 1) / kMostValues;
  std::vector<bool> flags;
  for (std::size_t band = 0; band < bands_.size(); ++band) {
    flags.assign(chunks() * kChunk, false);
    Count& count = counts_[bands_[band].column];
    for (std::uint64_t part = 0; part < parts; ++part) {
      const std::vector<OwnedValue> values = TRY(values_of(band, part, parts));
      count.values += values.size();
      finder_.find(values, [&](std::span<const OwnedValue> sharing) {
        for (const OwnedValue& value : sharing) flags[value.row] = true;
        count.replaced += sharing.size();
        if (!bands_[band].is_token) nearest_.add(bands_[band].column, sharing);
      });
    }
    TRY(store_flags(flags));
  }
  return {};
}

// The values of a band that are not missing, or one part of them, of parts that share none.
Result<std::vector<OwnedValue>> OwnRepeats::values_of(std::size_t band, std::uint64_t part,
                                                      std::uint64_t parts) {
  const std::size_t size = bands_[band].size;
  const std::uint64_t overhead = bands_.size() * SealedScratch::kOverhead;
  const std::uint64_t place = bands_[band].piece + band * SealedScratch::kOverhead;
  std::vector<OwnedValue> values;
  values.reserve(std::min(added_, 2 * kMostValues));
  Bytes piece(kChunk * size);
  std::uint64_t records = 0;
  for (std::uint64_t chunk = 0; chunk < chunks(); ++chunk) {
    TRY(values_->read(chunk * (chunk_.size() + overhead) + place, piece));
    for (std::uint64_t row = chunk * kChunk; row < std::min(added_, (chunk + 1) * kChunk); ++row) {
      records += is_alternate_[row] ? 0U : 1U;
      const std::uint64_t value = load_value(piece.data() + row % kChunk * size, size);
      if (value != 0 && (value >> 24) % parts == part) values.push_back({value, row, records - 1});
    }
  }
  return values;
}

Nearest OwnRepeats::nearest(const std::vector<std::string>& columns) const {
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < counts_.size(); ++place) {
    if (std::ranges::find(columns, counts_[place].column) != columns.end()) places.push_back(place);
  }
  const auto records = static_cast<std::uint64_t>(std::ranges::count(is_alternate_, false));
  return nearest_.count(places, records);
}

Status OwnRepeats::store_flags(const std::vector<bool>& flags) {
  Bytes piece(kFlagPiece);
  for (std::uint64_t first = 0; first < flags.size(); first += kChunk) {
    std::ranges::fill(piece, std::uint8_t{0});
    for (std::size_t i = 0; i < kChunk; ++i) {
      if (flags[first + i]) piece[i / 8] = static_cast<std::uint8_t>(piece[i / 8] | 1U << i % 8);
    }
    TRY(flags_->append(piece));
  }
  return {};
}

Status OwnRepeats::load_flags(std::uint64_t chunk) {
  for (std::size_t band = 0; band < bands_.size(); ++band) {
    const std::uint64_t piece = band * chunks() + chunk;
    TRY(flags_->read(piece * (kFlagPiece + SealedScratch::kOverhead),
                     std::span(chunk_flags_).subspan(band * kFlagPiece, kFlagPiece)));
  }
  return {};
}

Result<HardenedRow> OwnRepeats::replace(const HardenedRow& row) {
  if (bands_.empty()) return row;
  assert(replaced_ < added_);
  const std::size_t at = replaced_ % kChunk;
  if (at == 0) TRY(load_flags(replaced_ / kChunk));
  ++replaced_;
  std::ranges::copy(row.bytes(), row_.begin());
  for (std::size_t i = 0; i < bands_.size(); ++i) {
    if ((chunk_flags_[i * kFlagPiece + at / 8] >> at % 8 & 1) == 0) continue;
    const Band& band = bands_[i];
    if (band.is_token) {
      std::memset(row_.data() + band.offset, 0, sizeof(Token));
      continue;
    }
    // The reference with the number of the band: distinct for all that this key replaces.
    std::array<std::uint8_t, keys::BlockKey::kBlock> block = reference_of(row.bytes()).bytes;
    for (unsigned byte = 0; byte < 4; ++byte) {
      block[byte] = static_cast<std::uint8_t>(block[byte] ^ band.number >> 8 * byte);
    }
    keys_[band.column].encrypt(block);
    std::memcpy(row_.data() + band.offset, block.data(), band.size);
  }
  return HardenedRow(row_, row.is_empty());
}

}  // namespace tally::encoder
