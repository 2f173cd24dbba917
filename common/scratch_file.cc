#include "common/scratch_file.h"

#include <cassert>
#include <utility>

#include "common/file_errors.h"
#include "common/leftovers.h"

namespace tally {

ScratchFile::ScratchFile(std::string folder, port::Descriptor file)
    : folder_(std::move(folder)), file_(std::move(file)) {}

Result<ScratchFile> ScratchFile::create(const std::string& folder) {
  port::Outcome<port::Descriptor> file = port::create_scratch(folder, hidden_name(folder));
  if (!file) return cannot("write a temporary file here", folder, file.fault);
  return ScratchFile(folder, std::move(file.value));
}

Status ScratchFile::append(ByteView bytes) {
  TRY(can("write", folder_ + "/(temporary file)", port::write(file_, bytes)));
  size_ += bytes.size();
  return {};
}

Status ScratchFile::read_at(std::uint64_t offset, std::span<std::uint8_t> out) const {
  assert(offset <= size_ && out.size() <= size_ - offset);
  port::Outcome<std::size_t> got = port::read_at(file_, offset, out);
  if (got && got.value < out.size()) got.fault = std::make_error_code(std::errc::io_error);
  return can("read a temporary file here", folder_, got.fault);
}

}  // namespace tally
