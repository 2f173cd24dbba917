#include "protocol/crypto/cms.h"

#include <openssl/cms.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cassert>

#include "protocol/crypto/openssl_types.h"

namespace tally {
namespace {

constexpr std::size_t kContentKey = 32;  // bytes: of AES-256

Error not_signed_data(std::string_view why) {
  return malformed("these signatures (CMS SignedData) are not accepted: " + std::string(why));
}

void add_certificates(CMS_ContentInfo& cms, std::span<const Certificate> certificates) {
  // A certificate that is already there makes this call fail, which does no harm.
  for (const Certificate& certificate : certificates) {
    CMS_add1_cert(&cms, to_x509(certificate).get());
  }
}

// The signer does not sign yet, because OpenSSL would use its own clock. CAdES puts the digest of
// the signer's certificate among the signed attributes [RFC5035], so that no other certificate can
// take its place.
CMS_SignerInfo& add_signer(CMS_ContentInfo& cms, const SigningPair& signer, Time time,
                           unsigned reuse) {
  CMS_SignerInfo* const added =
      CMS_add1_signer(&cms, to_x509(signer.certificate).get(), signer.key.state().key.get(),
                      EVP_sha256(), CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP | CMS_CADES | reuse);
  must(added != nullptr);
  const Owned<asn1_string_st> at = to_asn1(time);
  must(CMS_signed_add1_attr_by_NID(added, NID_pkcs9_signingTime, ASN1_STRING_type(at.get()),
                                   at.get(), -1) == 1);
  return *added;
}

bool is_algorithm(const X509_ALGOR* algorithm, int nid) {
  const ASN1_OBJECT* object = nullptr;
  X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
  return OBJ_obj2nid(object) == nid;
}

// The value of a signed attribute that occurs once and has one value; otherwise null.
const void* signed_attribute(const CMS_SignerInfo& signer, int nid, int type) {
  constexpr int kOneOfOneValue = -3;
  return CMS_signed_get0_data_by_OBJ(&signer, OBJ_nid2obj(nid), kOneOfOneValue, type);
}

std::optional<Time> signing_time(const CMS_SignerInfo& signer) {
  for (const int type : {V_ASN1_UTCTIME, V_ASN1_GENERALIZEDTIME}) {
    const void* const time = signed_attribute(signer, NID_pkcs9_signingTime, type);
    if (time != nullptr) return from_asn1(static_cast<const ASN1_STRING*>(time));
  }
  return std::nullopt;
}

// Whether the signed attributes name exactly this certificate.
bool names_certificate(const CMS_SignerInfo& signer, X509& certificate) {
  const auto* const value = static_cast<const ASN1_STRING*>(
      signed_attribute(signer, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE));
  if (value == nullptr) return false;
  const std::uint8_t* at = ASN1_STRING_get0_data(value);
  ESS_SIGNING_CERT_V2* const named =
      d2i_ESS_SIGNING_CERT_V2(nullptr, &at, ASN1_STRING_length(value));
  STACK_OF(X509)* const only_this = sk_X509_new_null();
  must(only_this != nullptr && sk_X509_push(only_this, &certificate) == 1);
  const bool same = named && OSSL_ESS_check_signing_certs(nullptr, named, only_this, 1) == 1;
  sk_X509_free(only_this);
  ESS_SIGNING_CERT_V2_free(named);
  return same;
}

// Checks a signature that verified against our own rules, which CMS leaves open.
Result<CmsSigner> judge(CMS_SignerInfo& signer) {
  X509* certificate = nullptr;
  X509_ALGOR* digest = nullptr;
  X509_ALGOR* signature = nullptr;
  CMS_SignerInfo_get0_algs(&signer, nullptr, &certificate, &digest, &signature);
  if (!is_algorithm(digest, NID_sha256) || !is_algorithm(signature, NID_ecdsa_with_SHA256)) {
    return not_signed_data("an algorithm other than ECDSA with SHA-256");
  }
  if (CMS_unsigned_get_attr_count(&signer) > 0)
    return not_signed_data("there are unsigned attributes");
  const std::optional<Time> time = signing_time(signer);
  if (!time) return not_signed_data("a signer has no signing time");
  if (!names_certificate(signer, *certificate)) {
    return not_signed_data("the signed attributes do not name the signer's certificate");
  }
  Certificate read = TRY(Certificate::from_der(der_of(*certificate)));
  return CmsSigner{std::move(read), *time};
}

struct FreeCertificates {
  void operator()(STACK_OF(X509) * certificates) const {
    sk_X509_pop_free(certificates, X509_free);
  }
};

Result<std::vector<Certificate>> read_certificates(CMS_ContentInfo& cms) {
  STACK_OF(X509_CRL)* const crls = CMS_get1_crls(&cms);
  sk_X509_CRL_pop_free(crls, X509_CRL_free);
  if (crls != nullptr) return not_signed_data("there is a revocation list");
  const std::unique_ptr<STACK_OF(X509), FreeCertificates> there(CMS_get1_certs(&cms));
  std::vector<Certificate> certificates;
  for (int i = 0; i < sk_X509_num(there.get()); ++i) {
    certificates.push_back(TRY(Certificate::from_der(der_of(*sk_X509_value(there.get(), i)))));
  }
  return certificates;
}

Result<std::vector<CmsSigner>> read_signers(CMS_ContentInfo& cms) {
  STACK_OF(CMS_SignerInfo)* const there = CMS_get0_SignerInfos(&cms);
  std::vector<CmsSigner> signers;
  for (int i = 0; i < sk_CMS_SignerInfo_num(there); ++i) {
    CmsSigner signer = TRY(judge(*sk_CMS_SignerInfo_value(there, i)));
    const auto same = [&](const CmsSigner& other) {
      return other.certificate.digest() == signer.certificate.digest();
    };
    if (std::ranges::any_of(signers, same)) return not_signed_data("a certificate signed twice");
    signers.push_back(std::move(signer));
  }
  return signers;
}

// Checks, before anything is computed, the parts that signatures do not cover.
Status check_shape(CMS_ContentInfo& cms, CmsContent where) {
  if ((CMS_is_detached(&cms) == 1) != (where == CmsContent::detached)) {
    return not_signed_data(where == CmsContent::inside ? "the content is missing"
                                                       : "the content is inside");
  }
  if (OBJ_obj2nid(CMS_get0_eContentType(&cms)) != NID_pkcs7_data) {
    return not_signed_data("the content has another type");
  }
  STACK_OF(CMS_SignerInfo)* const signers = CMS_get0_SignerInfos(&cms);
  if (sk_CMS_SignerInfo_num(signers) <= 0) return not_signed_data("there is no signer");
  if (CMS_set1_signers_certs(&cms, nullptr, 0) != sk_CMS_SignerInfo_num(signers)) {
    return not_signed_data("a signer has no certificate");
  }
  for (int i = 0; i < sk_CMS_SignerInfo_num(signers); ++i) {
    const void* const type = signed_attribute(*sk_CMS_SignerInfo_value(signers, i),
                                              NID_pkcs9_contentType, V_ASN1_OBJECT);
    if (OBJ_obj2nid(static_cast<const ASN1_OBJECT*>(type)) != NID_pkcs7_data) {
      return not_signed_data("a signer has no signed attributes");
    }
  }
  return {};
}

// OpenSSL 3.0 copies content that it can see to be in memory, and loses the copy if SignedData
// names a digest that it does not know. It sees a stream only, if a filter that does nothing is in
// front.
Owned<bio_st> streaming(Owned<bio_st> content) {
  Owned<bio_st> filter(BIO_new(BIO_f_null()));
  must(filter != nullptr);
  BIO_push(filter.get(), content.release());
  return filter;
}

Error not_sealed_key() {
  return malformed("this sealed key (CMS AuthEnvelopedData) is not accepted");
}

// Whether every recipient's key is agreed by ECDH with SHA-256.
bool agrees_by_sha256(CMS_ContentInfo& cms) {
  STACK_OF(CMS_RecipientInfo)* const readers = CMS_get0_RecipientInfos(&cms);
  for (int i = 0; i < sk_CMS_RecipientInfo_num(readers); ++i) {
    CMS_RecipientInfo* const reader = sk_CMS_RecipientInfo_value(readers, i);
    X509_ALGOR* scheme = nullptr;
    if (CMS_RecipientInfo_type(reader) != CMS_RECIPINFO_AGREE ||
        CMS_RecipientInfo_kari_get0_alg(reader, &scheme, nullptr) != 1 ||
        !is_algorithm(scheme, NID_dhSinglePass_stdDH_sha256kdf_scheme)) {
      return false;
    }
  }
  return true;
}

}  // namespace

Bytes cms_sign(ByteView content, CmsContent where, SigningPair signer, Time time,
               std::span<const Certificate> further) {
  const unsigned flags =
      CMS_BINARY | CMS_PARTIAL | (where == CmsContent::detached ? CMS_DETACHED : 0U);
  const Owned<CMS_ContentInfo_st> cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags));
  must(cms != nullptr);
  add_signer(*cms, signer, time, 0);
  add_certificates(*cms, further);
  must(CMS_final(cms.get(), reading(content).get(), nullptr, flags) == 1);
  Bytes der = der_of(*cms);
  must(!der.empty());
  return der;
}

Result<Bytes> cms_add_signer(ByteView cms, ByteView content, SigningPair signer, Time time,
                             std::span<const Certificate> further) {
  // The new signer takes the digest of the other signers, so it must be the content's.
  const CmsSigned before = TRY(cms_verify(cms, content));
  for (const CmsSigner& other : before.signers) {
    if (other.certificate.digest() == signer.certificate.digest()) {
      return refused("this certificate has already signed");
    }
  }
  const Owned<CMS_ContentInfo_st> parsed = parse_cms(cms, NID_pkcs7_signed);
  must(parsed != nullptr);
  must(CMS_SignerInfo_sign(&add_signer(*parsed, signer, time, CMS_REUSE_DIGEST)) == 1);
  add_certificates(*parsed, further);
  return der_of(*parsed);
}

Result<CmsSigned> cms_verify(ByteView cms, std::optional<ByteView> detached) {
  const Owned<CMS_ContentInfo_st> parsed = parse_cms(cms, NID_pkcs7_signed);
  if (!parsed) return not_signed_data("not SignedData in DER");
  TRY(check_shape(*parsed, detached ? CmsContent::detached : CmsContent::inside));
  const Owned<bio_st> given = detached ? streaming(reading(*detached)) : nullptr;
  const Owned<bio_st> content = detached ? nullptr : writing();
  std::vector<Certificate> certificates = TRY(read_certificates(*parsed));
  if (CMS_verify(parsed.get(), nullptr, nullptr, given.get(), content.get(),
                 CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) != 1) {
    return refused("a signature does not verify");
  }
  std::vector<CmsSigner> signers = TRY(read_signers(*parsed));
  CmsSigned found;
  if (!detached) found.content = written(*content);
  found.signers = std::move(signers);
  found.certificates = std::move(certificates);
  return found;
}

Bytes cms_seal_key(std::span<const std::uint8_t, 32> key, std::span<const Certificate> readers) {
  assert(!readers.empty());
  constexpr unsigned kFlags = CMS_BINARY | CMS_PARTIAL;
  const Owned<CMS_ContentInfo_st> cms(CMS_encrypt(nullptr, nullptr, EVP_aes_256_gcm(), kFlags));
  must(cms != nullptr);
  for (const Certificate& reader : readers) {
    CMS_RecipientInfo* const added =
        CMS_add1_recipient_cert(cms.get(), to_x509(reader).get(), CMS_KEY_PARAM);
    must(added != nullptr &&
         EVP_PKEY_CTX_set_ecdh_kdf_md(CMS_RecipientInfo_get0_pkey_ctx(added), EVP_sha256()) == 1);
  }
  must(CMS_final(cms.get(), reading(key).get(), nullptr, kFlags) == 1);
  return der_of(*cms);
}

Result<Bytes> cms_open_key(ByteView cms, const PrivateKey& key, const Certificate& certificate) {
  const Owned<CMS_ContentInfo_st> parsed = parse_cms(cms, NID_id_smime_ct_authEnvelopedData);
  if (!parsed || !agrees_by_sha256(*parsed)) return not_sealed_key();
  const Owned<bio_st> content = writing();
  if (CMS_decrypt(parsed.get(), key.state().key.get(), to_x509(certificate).get(), nullptr,
                  content.get(), CMS_BINARY) != 1) {
    return refused(
        "not sealed to this identity, or changed (tally-protocol show lists the readers)");
  }
  Bytes opened = written(*content);
  if (opened.size() == kContentKey) return opened;
  wipe(opened);
  return not_sealed_key();
}

}  // namespace tally
