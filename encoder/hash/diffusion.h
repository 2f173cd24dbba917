// A filter -> the diffused filter [Armknecht2023]: each of its bits is the XOR of t secret
// positions of the filter. docs/formats/encodings.md, section 4.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "common/bytes.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {

// Wiped on destruction. Not thread-safe.
class Diffusion {
 public:
  Diffusion(keys::DiffusionKey key, std::uint32_t bits, std::uint32_t t);
  ~Diffusion();
  Diffusion(Diffusion&&) = default;
  Diffusion& operator=(Diffusion&&) = delete;

  // Diffuses the filter in place. An empty filter stays empty.
  void apply(std::span<std::uint8_t> filter);
  // The positions of bit 0, then those of bit 1, and so on: t for each.
  std::span<const std::uint32_t> positions() const { return positions_; }

 private:
  void take_next(std::vector<std::uint32_t>& left, std::size_t own);
  bool bit(std::size_t j) const;

  std::uint32_t t_;
  std::vector<std::uint32_t> positions_;
  Bytes plain_;  // the filter before
};

}  // namespace tally::encoder
