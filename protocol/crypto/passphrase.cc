#include "protocol/crypto/passphrase.h"

#include <algorithm>

#include "common/file_reader.h"

namespace tally {
namespace {

constexpr std::size_t kMaxPassphrase = 1024;
constexpr std::size_t kMinPassphrase = 12;

}  // namespace

Result<Passphrase> Passphrase::load(const std::optional<std::string>& file) {
  Passphrase passphrase;
  if (!file) return passphrase;
  passphrase.text_ = TRY(read_secret_file(*file, kMaxPassphrase));
  Bytes& text = *passphrase.text_;
  if (!text.empty() && text.back() == '\n') text.pop_back();
  if (!text.empty() && text.back() == '\r') text.pop_back();
  if (text.empty()) {
    return refused(*file + ": the passphrase is empty",
                   "write the passphrase as the file's first line; for keys without a passphrase, "
                   "leave out the option");
  }
  return passphrase;
}

Result<Passphrase> Passphrase::load_new(const std::optional<std::string>& file) {
  Passphrase passphrase = TRY(load(file));
  if (passphrase.text_ && passphrase.text_->size() < kMinPassphrase) {
    return refused(*file + ": the passphrase has fewer than 12 characters",
                   "three or four words drawn at random are strong and easy to remember");
  }
  // Stock tools would use only the first line.
  const auto is_line_end = [](std::uint8_t c) { return c == '\n' || c == '\r'; };
  if (passphrase.text_ && std::ranges::any_of(*passphrase.text_, is_line_end)) {
    return refused(*file + ": the passphrase has more than one line", "write it as one line");
  }
  return passphrase;
}

}  // namespace tally
