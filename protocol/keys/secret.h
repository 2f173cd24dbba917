// The linkage secret: 32 random bytes that the data holders share and the linker never has. No
// target of the linker may link this room (tests/cli/linker_has_no_keys.sh).
#pragma once

#include <array>
#include <cstdint>

#include "common/bytes.h"
#include "common/result.h"

namespace tally::keys {

// Move-only, wiped on destruction, never printed.
class Secret {
 public:
  static constexpr std::size_t kSize = 32;

  static Secret generate();
  // For agreements of Purpose::rehearsal only: the same from the same seed, so worthless as a
  // secret.
  static Secret for_rehearsal(std::uint64_t seed);
  static Secret from_bytes(const std::array<std::uint8_t, kSize>& bytes);
  // From the content of a sealed file; malformed: not a secret.
  static Result<Secret> parse(ByteView content);
  Bytes print() const;  // the caller wipes it

  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  ByteView for_derivation() const { return bytes_; }  // only for derivation.cc

 private:
  Secret() = default;
  std::array<std::uint8_t, kSize> bytes_{};
};

}  // namespace tally::keys
