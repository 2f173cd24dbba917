#include "protocol/crypto/openssl_types.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <climits>
#include <cstdlib>
#include <ctime>

#include "protocol/crypto/cms.h"

namespace tally {
namespace {

template <class Type>
Bytes encoded(const Type& value, int (*encode)(const Type*, std::uint8_t**)) {
  std::uint8_t* der = nullptr;
  const int size = encode(&value, &der);
  Bytes bytes;
  if (size > 0) bytes.assign(der, der + size);
  OPENSSL_free(der);
  return bytes;
}

}  // namespace

void FreeOpenSsl::operator()(asn1_string_st* time) const {
  ASN1_STRING_free(time);
}
void FreeOpenSsl::operator()(bio_st* stream) const {
  BIO_free_all(stream);
}
void FreeOpenSsl::operator()(CMS_ContentInfo_st* cms) const {
  CMS_ContentInfo_free(cms);
}
void FreeOpenSsl::operator()(evp_kdf_ctx_st* context) const {
  EVP_KDF_CTX_free(context);
}
void FreeOpenSsl::operator()(evp_kdf_st* kdf) const {
  EVP_KDF_free(kdf);
}
void FreeOpenSsl::operator()(evp_mac_ctx_st* context) const {
  EVP_MAC_CTX_free(context);
}
void FreeOpenSsl::operator()(evp_mac_st* mac) const {
  EVP_MAC_free(mac);
}
void FreeOpenSsl::operator()(evp_pkey_st* key) const {
  EVP_PKEY_free(key);
}
void FreeOpenSsl::operator()(X509_req_st* request) const {
  X509_REQ_free(request);
}
void FreeOpenSsl::operator()(x509_st* certificate) const {
  X509_free(certificate);
}

void must(bool ok) {
  if (!ok) std::abort();
}

Owned<bio_st> reading(ByteView bytes) {
  assert(bytes.size() <= INT_MAX);
  static constexpr std::uint8_t kNothing = 0;  // OpenSSL needs an address even for no bytes
  Owned<bio_st> stream(
      BIO_new_mem_buf(bytes.empty() ? &kNothing : bytes.data(), static_cast<int>(bytes.size())));
  must(stream != nullptr);
  return stream;
}

Owned<bio_st> writing() {
  Owned<bio_st> stream(BIO_new(BIO_s_mem()));
  must(stream != nullptr);
  return stream;
}

Bytes written(bio_st& stream) {
  const std::uint8_t* data = nullptr;
  const long size = BIO_ctrl(&stream, BIO_CTRL_INFO, 0, &data);
  must(size >= 0);
  return Bytes(data, data + size);
}

Bytes der_of(const x509_st& certificate) {
  return encoded(certificate, i2d_X509);
}
Bytes der_of(const CMS_ContentInfo_st& cms) {
  return encoded(cms, i2d_CMS_ContentInfo);
}

Owned<CMS_ContentInfo_st> parse_cms(ByteView der, int type) {
  if (der.size() > kMaxCms) return nullptr;
  const std::uint8_t* at = der.data();
  Owned<CMS_ContentInfo_st> cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
  if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != type) return nullptr;
  // Bytes after the end, and any form but DER, would print differently.
  if (!std::ranges::equal(der_of(*cms), der)) return nullptr;
  return cms;
}

Owned<x509_st> to_x509(const Certificate& certificate) {
  const std::uint8_t* at = certificate.der().data();
  Owned<x509_st> parsed(d2i_X509(nullptr, &at, static_cast<long>(certificate.der().size())));
  must(parsed != nullptr);
  return parsed;
}

bool is_p256(const evp_pkey_st* key) {
  if (key == nullptr || EVP_PKEY_get_base_id(key) != EVP_PKEY_EC) return false;
  char name[32] = {};
  std::size_t length = 0;
  const bool named = EVP_PKEY_get_group_name(key, name, sizeof name, &length) == 1;
  return named && std::string_view(name, length) == "prime256v1";
}

Owned<asn1_string_st> to_asn1(Time time) {
  Owned<asn1_string_st> made(ASN1_TIME_set(nullptr, static_cast<std::time_t>(time.seconds)));
  must(made != nullptr);
  return made;
}

std::optional<Time> from_asn1(const asn1_string_st* time) {
  std::tm parts = {};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  const std::chrono::sys_days day = std::chrono::year(parts.tm_year + 1900) /
                                    std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)) /
                                    std::chrono::day(static_cast<unsigned>(parts.tm_mday));
  return Time{day.time_since_epoch().count() * kSecondsADay + parts.tm_hour * 3600 +
              parts.tm_min * 60 + parts.tm_sec};
}

Result<std::optional<PemBlock>> next_pem(bio_st& stream) {
  char* label = nullptr;
  char* header = nullptr;
  std::uint8_t* data = nullptr;
  long size = 0;
  ERR_clear_error();
  if (PEM_read_bio_ex(&stream, &label, &header, &data, &size, PEM_FLAG_SECURE) != 1) {
    const bool ended = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    if (ended) return std::optional<PemBlock>();
    return malformed("the PEM text is damaged");
  }
  PemBlock block;
  block.label = label;
  block.der.assign(data, data + size);
  const bool plain = *header == '\0';
  OPENSSL_secure_free(label);
  OPENSSL_secure_free(header);
  OPENSSL_secure_clear_free(data, static_cast<std::size_t>(size));
  if (!plain) return malformed("the PEM text has a header");
  return std::optional<PemBlock>(std::move(block));
}

}  // namespace tally
