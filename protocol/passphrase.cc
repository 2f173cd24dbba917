#include "protocol/passphrase.h"

#include "common/file.h"

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
  if (text.empty()) return refused(*file + ": an empty passphrase");
  return passphrase;
}

Result<Passphrase> Passphrase::load_new(const std::optional<std::string>& file) {
  Passphrase passphrase = TRY(load(file));
  if (passphrase.text_ && passphrase.text_->size() < kMinPassphrase) {
    return refused(*file + ": a passphrase of fewer than 12 characters",
                   "three or four words drawn at random are strong and easy to keep");
  }
  return passphrase;
}

}  // namespace tally
