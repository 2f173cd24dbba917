// What protects the keys of an identity: the text of a file, never of the command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/bytes.h"
#include "common/result.h"

namespace tally {

// What a passphrase becomes a key by, scrypt [RFC7914], costs 16 MiB and a fifth of a second. Stock
// tools read it: OpenSSL gives scrypt 32 MiB at most.
inline constexpr std::uint64_t kScryptCost = 1 << 14;
inline constexpr std::uint64_t kScryptBlock = 8;
inline constexpr std::uint64_t kScryptLanes = 5;

// Move-only, wiped when it goes; or none.
class Passphrase {
 public:
  // The file's text without its line's end; none where there is no file. refused: empty, or
  // readable by others than its owner; malformed: longer than 1024 bytes.
  static Result<Passphrase> load(const std::optional<std::string>& file);
  // The same for new keys; refused below 12 bytes, or of several lines.
  static Result<Passphrase> load_new(const std::optional<std::string>& file);

  Passphrase(Passphrase&&) noexcept = default;
  Passphrase& operator=(Passphrase&& other) noexcept {
    text_.swap(other.text_);  // the old text is wiped with other
    return *this;
  }
  ~Passphrase() {
    if (text_) wipe(*text_);
  }
  const std::optional<Bytes>& bytes() const { return text_; }

 private:
  Passphrase() = default;
  std::optional<Bytes> text_;
};

}  // namespace tally
