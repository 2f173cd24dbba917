#include "protocol/crypto/chunk_cipher.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <climits>
#include <cstdlib>

namespace tally {
namespace {

using Nonce = std::array<std::uint8_t, 12>;

Nonce nonce_of(std::uint64_t number, Chunk chunk) {
  Nonce nonce{};
  for (std::size_t i = 0; i < 8; ++i) nonce[i] = static_cast<std::uint8_t>(number >> (8 * i));
  nonce[11] = chunk == Chunk::last ? 1 : 0;
  return nonce;
}

// AES-256-GCM is part of every OpenSSL 3: only exhausted memory makes these calls fail.
void must(int ok) {
  if (ok != 1) std::abort();
}

int length_of(ByteView bytes) {
  assert(bytes.size() <= INT_MAX);
  return static_cast<int>(bytes.size());
}

}  // namespace

struct ChunkCipher::State {
  EVP_CIPHER_CTX* sealing = EVP_CIPHER_CTX_new();
  EVP_CIPHER_CTX* opening = EVP_CIPHER_CTX_new();
  Bytes additional;
  explicit State(ByteView data) : additional(data.begin(), data.end()) {}
  ~State() {  // wipes the key
    EVP_CIPHER_CTX_free(sealing);
    EVP_CIPHER_CTX_free(opening);
  }
};

ChunkCipher::ChunkCipher(std::span<const std::uint8_t, kKeySize> key, ByteView additional)
    : state_(std::make_unique<State>(additional)) {
  must(EVP_EncryptInit_ex2(state_->sealing, EVP_aes_256_gcm(), key.data(), nullptr, nullptr));
  must(EVP_DecryptInit_ex2(state_->opening, EVP_aes_256_gcm(), key.data(), nullptr, nullptr));
}
ChunkCipher::ChunkCipher(ChunkCipher&&) noexcept = default;
ChunkCipher& ChunkCipher::operator=(ChunkCipher&&) noexcept = default;
ChunkCipher::~ChunkCipher() = default;

void ChunkCipher::seal(std::uint64_t number, Chunk chunk, ByteView plain,
                       std::span<std::uint8_t> out) {
  assert(out.size() == plain.size() + kOverhead);
  EVP_CIPHER_CTX* const context = state_->sealing;
  const Nonce nonce = nonce_of(number, chunk);
  const Bytes& data = state_->additional;
  std::uint8_t* const tag = out.data() + plain.size();
  int written = 0;
  must(EVP_EncryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr));
  must(EVP_EncryptUpdate(context, nullptr, &written, data.data(), length_of(data)));
  must(EVP_EncryptUpdate(context, out.data(), &written, plain.data(), length_of(plain)));
  must(EVP_EncryptFinal_ex(context, tag, &written));
  must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, int{kOverhead}, tag));
}

bool ChunkCipher::open(std::uint64_t number, Chunk chunk, ByteView sealed,
                       std::span<std::uint8_t> out) {
  assert(sealed.size() == out.size() + kOverhead);
  EVP_CIPHER_CTX* const context = state_->opening;
  const Nonce nonce = nonce_of(number, chunk);
  const Bytes& data = state_->additional;
  const ByteView text = sealed.first(out.size());
  std::array<std::uint8_t, kOverhead> tag;
  std::copy_n(sealed.last(kOverhead).begin(), kOverhead, tag.begin());
  int written = 0;
  must(EVP_DecryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr));
  must(EVP_DecryptUpdate(context, nullptr, &written, data.data(), length_of(data)));
  must(EVP_DecryptUpdate(context, out.data(), &written, text.data(), length_of(text)));
  must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, int{kOverhead}, tag.data()));
  const bool authentic = EVP_DecryptFinal_ex(context, out.data() + out.size(), &written) == 1;
  if (!authentic) wipe(out);
  return authentic;
}

}  // namespace tally
