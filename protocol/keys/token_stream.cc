#include "protocol/keys/token_stream.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "protocol/crypto/openssl_types.h"

namespace tally::keys {
namespace {

Owned<EVP_MAC_CTX> blake2b_mac(ByteView key) {
  const Owned<EVP_MAC> mac(EVP_MAC_fetch(nullptr, "BLAKE2BMAC", nullptr));
  must(mac != nullptr);
  Owned<EVP_MAC_CTX> context(EVP_MAC_CTX_new(mac.get()));
  must(context != nullptr);
  std::size_t size = TokenStream::kBlock;
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size),
                                   OSSL_PARAM_construct_end()};
  must(EVP_MAC_init(context.get(), key.data(), key.size(), parameters) == 1);
  return context;
}

}  // namespace

struct TokenStream::State {
  Owned<EVP_MAC_CTX> mac;  // holds the key, and wipes it when freed
  Bytes message;           // token and block counter, reused
  ~State() { wipe(message); }
};

TokenStream::TokenStream(ByteView key) : state_(std::make_unique<State>()) {
  state_->mac = blake2b_mac(key);
}
TokenStream::TokenStream(TokenStream&&) noexcept = default;
TokenStream& TokenStream::operator=(TokenStream&&) noexcept = default;
TokenStream::~TokenStream() = default;

void TokenStream::block(std::string_view token, std::uint32_t counter,
                        std::span<std::uint8_t, kBlock> out) {
  const ByteView bytes = as_bytes(token);
  Bytes& message = state_->message;
  message.assign(bytes.begin(), bytes.end());
  append_u32(message, counter);
  EVP_MAC_CTX* const mac = state_->mac.get();
  // Without a key the context restarts under the key it has, at half the cost of a copy.
  must(EVP_MAC_init(mac, nullptr, 0, nullptr) == 1);
  must(EVP_MAC_update(mac, message.data(), message.size()) == 1);
  std::size_t size = 0;
  must(EVP_MAC_final(mac, out.data(), &size, out.size()) == 1 && size == out.size());
}

}  // namespace tally::keys
