// A party's private EC P-256 key, as a PKCS#8 PEM file that stock tools read. Move-only; OpenSSL
// wipes it on destruction.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/bytes.h"
#include "common/result.h"
#include "protocol/crypto/certificate.h"

namespace tally {

enum class KeyUse : std::uint8_t { signing, opening };

class PrivateKey {
 public:
  static PrivateKey generate();
  // refused: encrypted, and the passphrase is missing or wrong; malformed: not such a key. Messages
  // begin with `name`.
  static Result<PrivateKey> from_pem(std::string_view pem, const std::optional<Bytes>& passphrase,
                                     const std::string& name);
  PrivateKey(PrivateKey&&) noexcept;
  PrivateKey& operator=(PrivateKey&&) noexcept;
  ~PrivateKey();

  // PKCS#8; encrypted (PBES2: scrypt, AES-256-CBC) if there is a passphrase. The caller wipes it.
  Bytes pem(const std::optional<Bytes>& passphrase) const;
  Certificate self_signed(std::string_view common_name, KeyUse use, Time from, Time to) const;
  // A certificate request [RFC2986] in PEM, for an authority.
  std::string request(std::string_view common_name, KeyUse use) const;
  bool is_of(const Certificate& certificate) const;

  struct State;
  const State& state() const { return *state_; }  // only for the files in protocol/crypto

 private:
  explicit PrivateKey(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tally
