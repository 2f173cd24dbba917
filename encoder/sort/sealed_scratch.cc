#include "encoder/sort/sealed_scratch.h"

namespace tally::encoder {

Result<SealedScratch> SealedScratch::create(const std::string& folder) {
  return SealedScratch(TRY(ScratchFile::create(folder)));
}

Result<std::uint64_t> SealedScratch::append(ByteView piece) {
  const std::uint64_t place = file_.size();
  sealed_.resize(piece.size() + kOverhead);
  cipher_.seal(place, piece, sealed_);
  TRY(file_.append(sealed_));
  return place;
}

Status SealedScratch::read(std::uint64_t place, std::span<std::uint8_t> out) {
  sealed_.resize(out.size() + kOverhead);
  TRY(file_.read_at(place, sealed_));
  if (!cipher_.open(place, sealed_, out)) return io_error("a temporary file was damaged");
  return {};
}

}  // namespace tally::encoder
