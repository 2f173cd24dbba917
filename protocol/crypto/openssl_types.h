// OpenSSL's types with their owners, for sources that include OpenSSL.
#pragma once

#include <memory>
#include <span>

#include "common/bytes.h"
#include "common/time.h"
#include "protocol/crypto/certificate.h"
#include "protocol/crypto/private_key.h"

struct asn1_string_st;
struct bio_st;
struct CMS_ContentInfo_st;
struct evp_kdf_ctx_st;
struct evp_kdf_st;
struct evp_mac_ctx_st;
struct evp_mac_st;
struct evp_pkey_st;
struct X509_req_st;
struct x509_st;

namespace tally {

struct FreeOpenSsl {
  void operator()(asn1_string_st* time) const;
  void operator()(bio_st* stream) const;
  void operator()(CMS_ContentInfo_st* cms) const;
  void operator()(evp_kdf_ctx_st* context) const;  // wiped
  void operator()(evp_kdf_st* kdf) const;
  void operator()(evp_mac_ctx_st* context) const;  // wiped
  void operator()(evp_mac_st* mac) const;
  void operator()(evp_pkey_st* key) const;
  void operator()(X509_req_st* request) const;
  void operator()(x509_st* certificate) const;
};
template <class Type>
using Owned = std::unique_ptr<Type, FreeOpenSsl>;

struct PrivateKey::State {
  Owned<evp_pkey_st> key;
};

// Stops the program if ok is false. For calls that fail only if memory runs out or OpenSSL is
// broken.
void must(bool ok);

Owned<bio_st> reading(ByteView bytes);  // the bytes must outlive it
Owned<bio_st> writing();
Bytes written(bio_st& stream);
// In DER; empty if it cannot be encoded.
Bytes der_of(const x509_st& certificate);
Bytes der_of(const CMS_ContentInfo_st& cms);
// Nothing if it is of another type, longer than kMaxCms, not in DER, or followed by other bytes.
Owned<CMS_ContentInfo_st> parse_cms(ByteView der, int type);
Owned<x509_st> to_x509(const Certificate& certificate);
bool is_p256(const evp_pkey_st* key);
Owned<asn1_string_st> to_asn1(Time time);
std::optional<Time> from_asn1(const asn1_string_st* time);

// The content of one PEM block [RFC7468]; wiped on destruction.
struct PemBlock {
  std::string label;
  Bytes der;
  PemBlock() = default;
  PemBlock(PemBlock&&) = default;
  PemBlock(const PemBlock&) = delete;
  PemBlock& operator=(const PemBlock&) = delete;
  ~PemBlock() { wipe(der); }
};
// The next block of a stream; nothing at its end. malformed: the block is damaged, or encrypted in
// the old way.
Result<std::optional<PemBlock>> next_pem(bio_st& stream);

}  // namespace tally
