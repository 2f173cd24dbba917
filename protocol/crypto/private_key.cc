#include "protocol/crypto/private_key.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <utility>

#include "protocol/crypto/openssl_types.h"
#include "protocol/crypto/passphrase.h"

namespace tally {
namespace {

struct FreeContext {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(PKCS8_PRIV_KEY_INFO* info) const { PKCS8_PRIV_KEY_INFO_free(info); }
  void operator()(X509_SIG* encrypted) const { X509_SIG_free(encrypted); }
  void operator()(X509_ALGOR* algorithm) const { X509_ALGOR_free(algorithm); }
  void operator()(STACK_OF(X509_EXTENSION) * extensions) const {
    sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
  }
};
template <class Type>
using Held = std::unique_ptr<Type, FreeContext>;
using KeyInfo = Held<PKCS8_PRIV_KEY_INFO>;
using Extensions = Held<STACK_OF(X509_EXTENSION)>;

const char* as_chars(const Bytes& bytes) {
  return reinterpret_cast<const char*>(bytes.data());
}

Held<X509_SIG> encrypt(PKCS8_PRIV_KEY_INFO& info, const Bytes& passphrase) {
  std::array<std::uint8_t, 16> salt;
  std::array<std::uint8_t, 16> start;
  fill_random(salt);
  fill_random(start);
  Held<X509_ALGOR> scheme(PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), salt.data(), int{salt.size()},
                                                start.data(), kScryptCost, kScryptBlock,
                                                kScryptLanes));
  must(scheme != nullptr);
  Held<X509_SIG> encrypted(PKCS8_set0_pbe(as_chars(passphrase), static_cast<int>(passphrase.size()),
                                          &info, scheme.get()));
  must(encrypted != nullptr);
  static_cast<void>(scheme.release());  // now part of it
  return encrypted;
}

KeyInfo decrypt(const Bytes& der, const Bytes& passphrase) {
  const std::uint8_t* at = der.data();
  const Held<X509_SIG> encrypted(d2i_X509_SIG(nullptr, &at, static_cast<long>(der.size())));
  if (!encrypted) return nullptr;
  return KeyInfo(
      PKCS8_decrypt(encrypted.get(), as_chars(passphrase), static_cast<int>(passphrase.size())));
}

Result<KeyInfo> read_key_info(const PemBlock& block, const std::optional<Bytes>& passphrase,
                              const std::string& name) {
  if (block.label == PEM_STRING_PKCS8) {
    if (!passphrase) {
      return refused(name + ": protected by a passphrase",
                     "give the passphrase with --passphrase-file");
    }
    KeyInfo info = decrypt(block.der, *passphrase);
    if (!info) return refused(name + ": the passphrase does not open it", kWrongPassphrase);
    return info;
  }
  const std::uint8_t* at = block.der.data();
  KeyInfo info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(block.der.size())));
  if (block.label != PEM_STRING_PKCS8INF || !info) {
    return malformed(name + ": not a private key", "private keys are PKCS#8 in PEM");
  }
  return info;
}

// Whether its public half belongs to its private half, so that a check of one is a check of both.
bool is_consistent(EVP_PKEY& key) {
  const Held<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, &key, nullptr));
  return context && EVP_PKEY_check(context.get()) == 1;
}

X509_NAME& name_into(X509_NAME* subject, std::string_view common_name) {
  must(X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8,
                                  reinterpret_cast<const std::uint8_t*>(common_name.data()),
                                  static_cast<int>(common_name.size()), -1, 0) == 1);
  return *subject;
}

void set_random_serial(X509& certificate) {
  std::array<std::uint8_t, 16> serial;
  fill_random(serial);
  serial[0] = (serial[0] & 0x3F) | 0x40;  // positive, and always 16 bytes
  ASN1_INTEGER* const place = X509_get_serialNumber(&certificate);
  must(ASN1_STRING_set(place, serial.data(), int{serial.size()}) == 1);
}

void add_extension(Extensions& extensions, X509V3_CTX& context, int what, const char* value) {
  X509_EXTENSION* const made = X509V3_EXT_conf_nid(nullptr, &context, what, value);
  must(made != nullptr && sk_X509_EXTENSION_push(extensions.get(), made) > 0);
}

// The permitted uses of a key's certificate [RFC5280]. Stock tools require emailProtection for
// signing CMS.
Extensions extensions_for(KeyUse use, X509* subject, X509_REQ* request) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, subject, subject, request, nullptr, 0);
  Extensions extensions(sk_X509_EXTENSION_new_null());
  must(extensions != nullptr);
  add_extension(extensions, context, NID_basic_constraints, "critical,CA:FALSE");
  if (use == KeyUse::signing) {
    add_extension(extensions, context, NID_key_usage, "critical,digitalSignature");
    add_extension(extensions, context, NID_ext_key_usage, "emailProtection");
  } else {
    add_extension(extensions, context, NID_key_usage, "critical,keyAgreement");
  }
  add_extension(extensions, context, NID_subject_key_identifier, "hash");
  return extensions;
}

}  // namespace

PrivateKey::PrivateKey(std::unique_ptr<State> state) : state_(std::move(state)) {}
PrivateKey::PrivateKey(PrivateKey&&) noexcept = default;
PrivateKey& PrivateKey::operator=(PrivateKey&&) noexcept = default;
PrivateKey::~PrivateKey() = default;

PrivateKey PrivateKey::generate() {
  auto state = std::make_unique<State>();
  state->key.reset(EVP_EC_gen("P-256"));
  must(state->key != nullptr);
  return PrivateKey(std::move(state));
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem,
                                        const std::optional<Bytes>& passphrase,
                                        const std::string& name) {
  const Owned<bio_st> stream = reading(as_bytes(pem));
  const Result<std::optional<PemBlock>> block = next_pem(*stream);
  if (!block || !block.value()) return malformed(name + ": not a private key in PEM");
  const KeyInfo info = TRY(read_key_info(*block.value(), passphrase, name));
  auto state = std::make_unique<State>();
  state->key.reset(EVP_PKCS82PKEY(info.get()));
  if (!is_p256(state->key.get()) || !is_consistent(*state->key)) {
    return malformed(name + ": not an EC P-256 key");
  }
  return PrivateKey(std::move(state));
}

Bytes PrivateKey::pem(const std::optional<Bytes>& passphrase) const {
  const KeyInfo info(EVP_PKEY2PKCS8(state_->key.get()));
  must(info != nullptr);
  const Owned<bio_st> stream = writing();
  if (passphrase) {
    const Held<X509_SIG> encrypted = encrypt(*info, *passphrase);
    must(PEM_write_bio_PKCS8(stream.get(), encrypted.get()) == 1);
  } else {
    must(PEM_write_bio_PKCS8_PRIV_KEY_INFO(stream.get(), info.get()) == 1);
  }
  return written(*stream);
}

Certificate PrivateKey::self_signed(std::string_view common_name, KeyUse use, Time from,
                                    Time to) const {
  const Owned<x509_st> made(X509_new());
  must(made && X509_set_version(made.get(), X509_VERSION_3) == 1);
  set_random_serial(*made);
  X509_NAME& subject = name_into(X509_get_subject_name(made.get()), common_name);
  must(X509_set_issuer_name(made.get(), &subject) == 1 &&
       X509_set1_notBefore(made.get(), to_asn1(from).get()) == 1 &&
       X509_set1_notAfter(made.get(), to_asn1(to).get()) == 1 &&
       X509_set_pubkey(made.get(), state_->key.get()) == 1);
  const Extensions extensions = extensions_for(use, made.get(), nullptr);
  for (int i = 0; i < sk_X509_EXTENSION_num(extensions.get()); ++i) {
    must(X509_add_ext(made.get(), sk_X509_EXTENSION_value(extensions.get(), i), -1) == 1);
  }
  must(X509_sign(made.get(), state_->key.get(), EVP_sha256()) > 0);
  return Certificate::from_der(der_of(*made)).value();
}

std::string PrivateKey::request(std::string_view common_name, KeyUse use) const {
  const Owned<X509_req_st> made(X509_REQ_new());
  must(made && X509_REQ_set_version(made.get(), X509_REQ_VERSION_1) == 1);
  name_into(X509_REQ_get_subject_name(made.get()), common_name);
  must(X509_REQ_set_pubkey(made.get(), state_->key.get()) == 1);
  const Extensions extensions = extensions_for(use, nullptr, made.get());
  must(X509_REQ_add_extensions(made.get(), extensions.get()) == 1 &&
       X509_REQ_sign(made.get(), state_->key.get(), EVP_sha256()) > 0);
  const Owned<bio_st> stream = writing();
  must(PEM_write_bio_X509_REQ(stream.get(), made.get()) == 1);
  const Bytes text = written(*stream);
  return {text.begin(), text.end()};
}

bool PrivateKey::is_of(const Certificate& certificate) const {
  const Owned<x509_st> parsed = to_x509(certificate);
  return EVP_PKEY_eq(X509_get0_pubkey(parsed.get()), state_->key.get()) == 1;
}

}  // namespace tally
