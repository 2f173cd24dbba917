// What a program writes to a scratch file, under a key that nobody keeps: AES-256-GCM [SP800-38D]
// with a random key made here and gone with this object, so that what stays on a disk after a power
// cut is noise.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "common/bytes.h"

namespace tally::keys {

class ScratchCipher {
 public:
  static constexpr std::size_t kOverhead = 16;  // the tag, after the text

  ScratchCipher();
  ScratchCipher(ScratchCipher&&) noexcept;
  ScratchCipher& operator=(ScratchCipher&&) noexcept;
  ~ScratchCipher();

  // out is plain.size() + kOverhead bytes. The nonce is the number: never seal two texts under one.
  void seal(std::uint64_t number, ByteView plain, std::span<std::uint8_t> out);
  // False if sealed is not what seal() made for this number; out, of sealed.size() - kOverhead
  // bytes, is then of no use.
  bool open(std::uint64_t number, ByteView sealed, std::span<std::uint8_t> out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tally::keys
