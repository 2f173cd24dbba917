// What protects the keys of an identity: the text of a file, never of the command line.
#pragma once

#include <optional>
#include <string>

#include "common/bytes.h"
#include "common/result.h"

namespace tally {

// Move-only, wiped when it goes; or none.
class Passphrase {
 public:
  // The file's text without its line's end; none where there is no file. refused: empty, or
  // readable by others than its owner; malformed: longer than 1024 bytes.
  static Result<Passphrase> load(const std::optional<std::string>& file);
  // The same for new keys; refused below 12 bytes.
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
