// The passphrase that protects the keys of an identity. It comes from a file, never from the
// command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/bytes.h"
#include "common/result.h"

namespace tally {

// The cost of scrypt [RFC7914], which makes a key from a passphrase: 16 MiB and a fifth of a
// second. Stock tools can read such keys: OpenSSL allows scrypt at most 32 MiB.
inline constexpr std::uint64_t kScryptCost = 1 << 14;
inline constexpr std::uint64_t kScryptBlock = 8;
inline constexpr std::uint64_t kScryptLanes = 5;

// Advice about a passphrase that does not open a key.
inline constexpr const char* kWrongPassphrase =
    "check the file for spaces at the end of its line; without the passphrase, only a backup with "
    "another passphrase can open the keys";

// Move-only, wiped on destruction. May hold no passphrase.
class Passphrase {
 public:
  // The file's text without its line ending; no passphrase if there is no file. refused: empty, or
  // other users can read the file; malformed: longer than 1024 bytes.
  static Result<Passphrase> load(const std::optional<std::string>& file);
  // The same for new keys. Also refused: under 12 bytes, or several lines.
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
