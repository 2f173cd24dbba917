#include "encoder/clkhash/token_hash.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <optional>

#include "common/utf8.h"
#include "protocol/crypto/openssl_types.h"

namespace tally::encoder::clkhash {

// A MAC under one key. It keeps the key, and wipes it on destruction.
class TokenMac {
 public:
  TokenMac() = default;
  TokenMac(const char* algorithm, ByteView key, const OSSL_PARAM* parameters) {
    const Owned<EVP_MAC> mac(EVP_MAC_fetch(nullptr, algorithm, nullptr));
    must(mac != nullptr);
    context_.reset(EVP_MAC_CTX_new(mac.get()));
    must(context_ != nullptr);
    must(EVP_MAC_init(context_.get(), key.data(), key.size(), parameters) == 1);
  }

  // Restarts under the key that it has, at half the cost of a copy.
  void restart(const OSSL_PARAM* parameters) {
    must(EVP_MAC_init(context_.get(), nullptr, 0, parameters) == 1);
  }
  void take(ByteView message, std::span<std::uint8_t> out) {
    must(EVP_MAC_update(context_.get(), message.data(), message.size()) == 1);
    std::size_t size = 0;
    must(EVP_MAC_final(context_.get(), out.data(), &size, out.size()) == 1 && size == out.size());
  }

 private:
  Owned<EVP_MAC_CTX> context_;
};

namespace {

constexpr std::size_t kBlakeSize = 2 * TokenHash::kBlock;

TokenMac hmac(const char* digest, ByteView key) {
  std::string name = digest;
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0),
      OSSL_PARAM_construct_end()};
  return TokenMac("HMAC", key, parameters);
}

TokenMac blake(ByteView key) {
  std::size_t size = kBlakeSize;
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size),
                                   OSSL_PARAM_construct_end()};
  return TokenMac("BLAKE2BMAC", key, parameters);
}

// A digest as one big-endian number, modulo bits.
std::uint32_t remainder(ByteView digest, std::uint32_t bits) {
  std::uint64_t rest = 0;
  for (const std::uint8_t byte : digest) rest = (rest << 8 | byte) % bits;
  return static_cast<std::uint32_t>(rest);
}

void append_u16_units(Bytes& out, char32_t c) {
  if (c < 0x10000) return append_u16(out, static_cast<std::uint16_t>(c));
  const char32_t over = c - 0x10000;
  append_u16(out, static_cast<std::uint16_t>(0xD800 | over >> 10));
  append_u16(out, static_cast<std::uint16_t>(0xDC00 | (over & 0x3FF)));
}

}  // namespace

void encode_text(TextEncoding encoding, std::string_view text, Bytes& out) {
  out.clear();
  if (encoding == TextEncoding::ascii || encoding == TextEncoding::utf8) {
    out.assign(text.begin(), text.end());
    return;
  }
  constexpr char32_t kMark = 0xFEFF;
  const auto append = [&](char32_t c) {
    encoding == TextEncoding::utf16 ? append_u16_units(out, c) : append_u32(out, c);
  };
  append(kMark);
  for (std::size_t at = 0; at < text.size();) append(next_character(text, at));
}

struct TokenHash::State {
  HashKind kind;
  TextEncoding encoding;
  std::uint32_t bits;
  TokenMac first, second;
  std::optional<std::uint32_t> salted = {};  // the block that first's salt is for
  Bytes message;                             // the token, encoded

  State(HashKind kind_given, TextEncoding encoding_given, std::uint32_t bits_given)
      : kind(kind_given), encoding(encoding_given), bits(bits_given) {}
  ~State() { wipe(message); }

  void set_salt(std::uint32_t number) {
    if (number == salted) return first.restart(nullptr);
    std::string salt = std::to_string(number);
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_SALT, salt.data(), salt.size()),
        OSSL_PARAM_construct_end()};
    first.restart(parameters);
    salted = number;
  }

  void blake_block(std::uint32_t number, std::span<std::uint32_t, kBlock> positions) {
    std::array<std::uint8_t, kBlakeSize> digest;
    set_salt(number);
    first.take(message, digest);
    for (std::size_t i = 0; i < kBlock; ++i) {
      positions[i] = load_u16(ByteView(digest).subspan(2 * i)) % bits;
    }
  }

  std::uint32_t sha1() {
    std::array<std::uint8_t, 20> digest;
    first.restart(nullptr);
    first.take(message, digest);
    return remainder(digest, bits);
  }

  std::uint32_t md5() {
    std::array<std::uint8_t, 16> digest;
    second.restart(nullptr);
    second.take(message, digest);
    return remainder(digest, bits);
  }

  // A step of 0 would set one position repeatedly. So the token is hashed with more and more
  // characters after it, until the step is not 0.
  std::uint32_t step_without_singularity() {
    const std::size_t size = message.size();
    std::uint32_t step = md5();
    std::string next;
    for (char32_t c = 0; step == 0; ++c) {
      next.clear();
      append_utf8(next, c);
      message.resize(size);
      message.insert(message.end(), next.begin(), next.end());
      step = md5();
    }
    return step;
  }

  void double_block(std::uint32_t number, std::span<std::uint32_t, kBlock> positions) {
    const std::uint64_t begin = sha1();
    const std::uint64_t step = kind == HashKind::double_hash ? md5() : step_without_singularity();
    for (std::uint64_t i = 0; i < kBlock; ++i) {
      positions[i] = static_cast<std::uint32_t>((begin + (number * kBlock + i) * step) % bits);
    }
  }
};

TokenHash::TokenHash(HashKind kind, TextEncoding encoding, const FeatureKeys& keys,
                     std::uint32_t bits)
    : state_(std::make_unique<State>(kind, encoding, bits)) {
  if (kind == HashKind::blake) {
    state_->first = blake(keys.first);
  } else {
    state_->first = hmac("SHA1", keys.first);
    state_->second = hmac("MD5", keys.second);
  }
}
TokenHash::TokenHash(TokenHash&&) noexcept = default;
TokenHash& TokenHash::operator=(TokenHash&&) noexcept = default;
TokenHash::~TokenHash() = default;

void TokenHash::block(std::string_view token, std::uint32_t number,
                      std::span<std::uint32_t, kBlock> positions) {
  encode_text(state_->encoding, token, state_->message);
  if (state_->kind == HashKind::blake) {
    state_->blake_block(number, positions);
  } else {
    state_->double_block(number, positions);
  }
}

}  // namespace tally::encoder::clkhash
