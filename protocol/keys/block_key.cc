#include "protocol/keys/block_key.h"

#include <openssl/evp.h>

#include <cassert>

#include "protocol/crypto/openssl_types.h"

namespace tally::keys {

struct BlockKey::State {
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();  // wiped when freed
  State() { must(context != nullptr); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_CIPHER_CTX_free(context); }
};

BlockKey::BlockKey(ByteView key) : state_(std::make_unique<State>()) {
  assert(key.size() == kSize);
  must(EVP_EncryptInit_ex(state_->context, EVP_aes_256_ecb(), nullptr, key.data(), nullptr) == 1);
  must(EVP_CIPHER_CTX_set_padding(state_->context, 0) == 1);
}
BlockKey::BlockKey(BlockKey&&) noexcept = default;
BlockKey& BlockKey::operator=(BlockKey&&) noexcept = default;
BlockKey::~BlockKey() = default;

void BlockKey::encrypt(std::span<std::uint8_t> blocks) {
  assert(blocks.size() % kBlock == 0 && blocks.size() < std::size_t{1} << 30);
  int written = 0;
  const int size = static_cast<int>(blocks.size());
  must(EVP_EncryptUpdate(state_->context, blocks.data(), &written, blocks.data(), size) == 1 &&
       written == size);
}

}  // namespace tally::keys
