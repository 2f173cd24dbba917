// Certificates, private keys and CMS from anybody. If they are accepted, they read back the same,
// and signatures return no content except the content inside.
#include <algorithm>

#include "protocol/crypto/certificate.h"
#include "protocol/crypto/cms.h"
#include "protocol/crypto/private_key.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace tally;

// The keys that made the seeds; they are only for these tests.
constexpr std::string_view kContent = "what the parties agreed\n";
constexpr std::string_view kKey = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQggkkDDpcS38JtIrKU
XRnPfc3oZwa05TMv5izJm/sUhVuhRANCAAT9KfJQFWFQ7tPBmVJx58grzXQDlWNx
qKAySPG2P9Lr7d0+1i+v1r3T7NybK/dxuvypiD+64svnlnWwndsIxX40
-----END PRIVATE KEY-----
)";
constexpr std::string_view kCertificate = R"(-----BEGIN CERTIFICATE-----
MIIBXTCCAQOgAwIBAgIQZKgWLPAZTxx2373gCP7j6zAKBggqhkjOPQQDAjAQMQ4w
DAYDVQQDDAVmaXJzdDAeFw0yNjExMjIwOTMwMDBaFw0yOTExMjIwOTMwMDBaMBAx
DjAMBgNVBAMMBWZpcnN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE/SnyUBVh
UO7TwZlScefIK810A5VjcaigMkjxtj/S6+3dPtYvr9a90+zcmyv3cbr8qYg/uuLL
55Z1sJ3bCMV+NKM/MD0wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCAwgwHQYD
VR0OBBYEFOeRbJAhS2uqm7NRGsJ6xLHimj62MAoGCCqGSM49BAMCA0gAMEUCIQD2
KV6Ribr0dsVDDYMou1XQqS3q4DK0+E45WA6IHIkKxgIgYyBjQ/vhYpQeiXjMyOxA
8xQ/z/BQQ2ulc6C1F0D4cQs=
-----END CERTIFICATE-----
)";

void check_certificates(ByteView bytes, std::string_view text) {
  const Result<Certificate> der = Certificate::from_der(bytes);
  if (der) require(std::ranges::equal(der.value().der(), bytes));
  const Result<std::vector<Certificate>> pem = Certificate::from_pem(text);
  if (!pem) return;
  for (const Certificate& certificate : pem.value()) {
    const auto again = Certificate::from_pem(certificate.pem());
    require(again && again.value().at(0).digest() == certificate.digest());
  }
}

void check_signed(ByteView bytes) {
  for (const bool detached : {true, false}) {
    const auto content = detached ? std::optional(as_bytes(kContent)) : std::nullopt;
    const Result<CmsSigned> found = cms_verify(bytes, content);
    if (!found) continue;
    require(!found.value().signers.empty());
    require(found.value().signers.size() <= found.value().certificates.size());
    require(found.value().content.size() < bytes.size());
    require(!detached || found.value().content.empty());
  }
}

void check_key(ByteView bytes, std::string_view text) {
  static const Certificate certificate = Certificate::from_pem(kCertificate).value().at(0);
  static const PrivateKey key = PrivateKey::from_pem(kKey, std::nullopt, "key").value();
  const Result<Bytes> opened = cms_open_key(bytes, key, certificate);
  if (opened) require(opened.value().size() == 32);
  const Result<PrivateKey> read = PrivateKey::from_pem(text, std::nullopt, "key");
  if (read) require(!read.value().pem(std::nullopt).empty());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_certificates({data, size}, as_text(data, size));
  check_signed({data, size});
  check_key({data, size}, as_text(data, size));
  return 0;
}
