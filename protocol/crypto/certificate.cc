#include "protocol/crypto/certificate.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <utility>

#include "protocol/crypto/openssl_types.h"

namespace tally {
namespace {

constexpr std::size_t kMaxCertificate = 64 * 1024;  // bytes
constexpr std::size_t kMaxCertificates = 16;        // of a PEM text
constexpr std::size_t kMaxPemChain = kMaxCertificates * kMaxCertificate * 2;

// Makes the text of another party safe to show on a terminal.
std::string printable_name(const std::uint8_t* text, int size) {
  std::string shown(text, text + size);
  std::ranges::replace_if(
      shown, [](char c) { return c < ' ' || c > '~'; }, '?');
  return shown;
}

std::string common_name_of(x509_st& certificate) {
  X509_NAME* const subject = X509_get_subject_name(&certificate);
  const int place = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (place < 0) return {};
  std::uint8_t* text = nullptr;
  const int size =
      ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, place)));
  if (size < 0) return {};
  std::string name = printable_name(text, size);
  OPENSSL_free(text);
  return name;
}

}  // namespace

Result<Certificate> Certificate::from_der(ByteView der) {
  if (der.size() > kMaxCertificate) return malformed("the certificate is longer than 64 KiB");
  const std::uint8_t* at = der.data();
  const Owned<x509_st> parsed(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  if (!parsed || !std::ranges::equal(der_of(*parsed), der)) return malformed("not a certificate");
  if (!is_p256(X509_get0_pubkey(parsed.get()))) {
    return malformed("the certificate has another kind of key",
                     "the key must be EC P-256 (prime256v1)");
  }
  const auto from = from_asn1(X509_get0_notBefore(parsed.get()));
  const auto to = from_asn1(X509_get0_notAfter(parsed.get()));
  if (!from || !to) return malformed("the certificate's times cannot be read");
  Certificate certificate;
  certificate.der_.assign(der.begin(), der.end());
  certificate.digest_ = sha256({der});
  certificate.name_ = common_name_of(*parsed);
  certificate.not_before_ = *from;
  certificate.not_after_ = *to;
  return certificate;
}

Result<std::vector<Certificate>> Certificate::from_pem(std::string_view text) {
  if (text.size() > kMaxPemChain) return malformed("too long to be certificates");
  const Owned<bio_st> stream = reading(as_bytes(text));
  std::vector<Certificate> certificates;
  for (;;) {
    const std::optional<PemBlock> block = TRY(next_pem(*stream));
    if (!block) break;
    if (block->label != PEM_STRING_X509)
      return malformed("the PEM text has something other than certificates");
    if (certificates.size() == kMaxCertificates) return malformed("more than 16 certificates");
    certificates.push_back(TRY(from_der(block->der)));
  }
  if (certificates.empty()) return malformed("no certificate in the PEM text");
  return certificates;
}

std::string Certificate::pem() const {
  const Owned<bio_st> stream = writing();
  must(PEM_write_bio(stream.get(), PEM_STRING_X509, "", der_.data(),
                     static_cast<long>(der_.size())) > 0);
  const Bytes text = written(*stream);
  return {text.begin(), text.end()};
}

}  // namespace tally
