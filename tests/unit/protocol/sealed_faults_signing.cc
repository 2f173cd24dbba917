// Faults of the CMS parts: forms that OpenSSL would make or accept and that this format forbids.
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>

#include "protocol/crypto/openssl_types.h"
#include "tests/unit/protocol/forgery.h"

namespace tally {
namespace sealed_faults_signing {
namespace {

Bytes der_of(CMS_ContentInfo* cms) {
  const Owned<bio_st> out = writing();
  must(i2d_CMS_bio(out.get(), cms) == 1);
  return written(*out);
}

struct Signing {
  std::vector<std::string> signers = {"council"};
  const EVP_MD* digest = EVP_sha256();
  unsigned flags = CMS_CADES;
};

// SignedData of the manifest, as stock tools can make it.
Bytes stock_signed(const Forgery& f, const Signing& how) {
  const std::string text = print_manifest(f.manifest);
  const unsigned flags = CMS_BINARY | CMS_PARTIAL;
  const Owned<CMS_ContentInfo_st> cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags));
  for (const std::string& name : how.signers) {
    const Identity& party = f.parties.of(name);
    must(CMS_add1_signer(cms.get(), to_x509(party.card().signing).get(),
                         party.signing().key.state().key.get(), how.digest,
                         CMS_BINARY | CMS_NOSMIMECAP | how.flags) != nullptr);
  }
  must(CMS_final(cms.get(), reading(as_bytes(text)).get(), nullptr, flags) == 1);
  return der_of(cms.get());
}

// A content key enveloped for the linker, as stock tools can do it.
Bytes stock_sealed(const Forgery& f, const EVP_CIPHER* cipher, const EVP_MD* kdf) {
  const unsigned flags = CMS_BINARY | CMS_PARTIAL;
  const Owned<CMS_ContentInfo_st> cms(CMS_encrypt(nullptr, nullptr, cipher, flags));
  CMS_RecipientInfo* const reader = CMS_add1_recipient_cert(
      cms.get(), to_x509(f.parties.of("linkers").card().opening).get(), CMS_KEY_PARAM);
  must(reader != nullptr &&
       EVP_PKEY_CTX_set_ecdh_kdf_md(CMS_RecipientInfo_get0_pkey_ctx(reader), kdf) == 1);
  must(CMS_final(cms.get(), reading(f.key).get(), nullptr, flags) == 1);
  return der_of(cms.get());
}

Fault manifest(const std::string& name, std::function<Bytes(const Forgery&)> make) {
  return {name, [=](const MadeUpParties& parties) {
            Forgery f(parties);
            f.cms = make(f);
            return f.bytes();
          }};
}

Fault recipients(const std::string& name, std::function<Bytes(const Forgery&)> make) {
  return {name, [=](const MadeUpParties& parties) {
            Forgery f(parties);
            f.recipients = make(f);
            f.make_again();
            return f.bytes();
          }};
}

Bytes with_a_further_certificate(const Forgery& f) {
  const std::vector<Certificate> further = {f.parties.of("trust").card().signing};
  return cms_sign(as_bytes(print_manifest(f.manifest)), CmsContent::inside,
                  f.parties.of("council").signing(), f.manifest.made, further);
}

Bytes detached(const Forgery& f) {
  return cms_sign(as_bytes(print_manifest(f.manifest)), CmsContent::detached,
                  f.parties.of("council").signing(), f.manifest.made, {});
}

// The manifest with one letter of its text changed after it was signed.
Bytes changed_after_signing(const Forgery& f) {
  Bytes cms = f.cms;
  const std::string_view maker = "\"council\"";
  const auto at = std::search(cms.begin(), cms.end(), maker.begin(), maker.end());
  REQUIRE(at != cms.end());
  at[1] = 'k';
  return cms;
}

Bytes without_signer(const Forgery&) {
  const Owned<CMS_ContentInfo_st> cms(
      CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_BINARY | CMS_PARTIAL));
  ASN1_OCTET_STRING** const content = CMS_get0_content(cms.get());
  must(content != nullptr);
  if (*content == nullptr) *content = ASN1_OCTET_STRING_new();
  return der_of(cms.get());
}

Bytes with_a_byte_more(Bytes cms) {
  cms.push_back(0);
  return cms;
}

Bytes with_a_changed_signature(Bytes cms) {
  cms.back() ^= 1;  // the signature is the last thing in it
  return cms;
}

std::vector<Fault> manifest_faults() {
  return {
      manifest("a manifest of two signers",
               [](const Forgery& f) {
                 return stock_signed(f, {{"council", "trust"}});
               }),
      manifest("a manifest of no signer", without_signer),
      manifest("a manifest signed over SHA-512",
               [](const Forgery& f) {
                 return stock_signed(f, {{"council"}, EVP_sha512()});
               }),
      manifest("a manifest signed without signed attributes",
               [](const Forgery& f) {
                 return stock_signed(f, {{"council"}, EVP_sha256(), CMS_NOATTR});
               }),
      manifest("a manifest signed without the certificate",
               [](const Forgery& f) {
                 return stock_signed(f, {{"council"}, EVP_sha256(), CMS_CADES | CMS_NOCERTS});
               }),
      manifest("a manifest signed without naming the certificate",
               [](const Forgery& f) {
                 return stock_signed(f, {{"council"}, EVP_sha256(), 0});
               }),
      manifest("a manifest that is not inside its signatures", detached),
      manifest("a manifest with a further certificate", with_a_further_certificate),
      manifest("a manifest changed after signing", changed_after_signing),
      manifest("a manifest with a changed signature",
               [](const Forgery& f) { return with_a_changed_signature(f.cms); }),
      manifest("a manifest with a byte after its CMS",
               [](const Forgery& f) { return with_a_byte_more(f.cms); }),
      manifest("a manifest that is not CMS",
               [](const Forgery& f) {
                 const std::string text = print_manifest(f.manifest);
                 return Bytes(text.begin(), text.end());
               }),
      manifest("recipients in place of the manifest",
               [](const Forgery& f) { return f.recipients; }),
  };
}

std::vector<Fault> recipients_faults() {
  return {
      recipients("recipients under AES-CBC",
                 [](const Forgery& f) { return stock_sealed(f, EVP_aes_256_cbc(), EVP_sha256()); }),
      recipients("recipients by ECDH over SHA-1",
                 [](const Forgery& f) { return stock_sealed(f, EVP_aes_256_gcm(), EVP_sha1()); }),
      recipients("recipients under AES-128-GCM",
                 [](const Forgery& f) { return stock_sealed(f, EVP_aes_128_gcm(), EVP_sha256()); }),
      recipients("a content key of 31 bytes",
                 [](const Forgery& f) {
                   Forgery brief = f;
                   brief.key.pop_back();
                   return stock_sealed(brief, EVP_aes_256_gcm(), EVP_sha256());
                 }),
      recipients("recipients with a byte after their CMS",
                 [](const Forgery& f) { return with_a_byte_more(f.recipients); }),
      recipients("recipients that are not CMS",
                 [](const Forgery&) {
                   return Bytes{0x30, 0};
                 }),
      recipients("a manifest in place of recipients", [](const Forgery& f) { return f.cms; }),
      recipients("recipients changed in their last byte",
                 [](const Forgery& f) {
                   Bytes changed = f.recipients;
                   changed.back() ^= 1;  // of the tag
                   return changed;
                 }),
  };
}

}  // namespace
}  // namespace sealed_faults_signing

std::vector<Fault> faults_of_signing() {
  std::vector<Fault> all = sealed_faults_signing::manifest_faults();
  for (Fault& fault : sealed_faults_signing::recipients_faults()) all.push_back(std::move(fault));
  return all;
}

}  // namespace tally
