// Bytes from front to back: the source of a reader and the sink of a writer.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "common/bytes.h"
#include "common/result.h"

namespace tally {

// A file's own bytes, or the bytes that are sealed in a file.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;
  virtual const std::string& path() const = 0;
  // Up to out.size() bytes; fewer only at the end.
  virtual Result<std::size_t> read(std::span<std::uint8_t> out) = 0;

  // Exactly out.size() bytes, else malformed "ends early".
  Status read_exactly(std::span<std::uint8_t> out) {
    const std::size_t got = TRY(read(out));
    if (got < out.size()) return malformed(path() + ": ends early");
    return {};
  }
};

using ByteSink = std::function<Status(ByteView)>;

}  // namespace tally
