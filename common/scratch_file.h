// A scratch file without a name, in a folder. It disappears when the process ends, however it ends.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "common/bytes.h"
#include "common/port/file.h"
#include "common/result.h"

namespace tally {

class ScratchFile {
 public:
  static Result<ScratchFile> create(const std::string& folder);

  Status append(ByteView bytes);
  Status read_at(std::uint64_t offset, std::span<std::uint8_t> out) const;
  std::uint64_t size() const { return size_; }

 private:
  ScratchFile(std::string folder, port::Descriptor file);
  std::string folder_;
  port::Descriptor file_;
  std::uint64_t size_ = 0;
};

}  // namespace tally
