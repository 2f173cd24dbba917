#include <doctest/doctest.h>

#include <algorithm>

#include "protocol/crypto/certificate.h"
#include "protocol/crypto/cms.h"
#include "protocol/crypto/private_key.h"

namespace tally::pki_test {
namespace {

const Time kFrom = *parse_time("2026-11-22T09:30:00Z");
const Time kTo = *parse_time("2029-11-22T09:30:00Z");
const Time kSigned = *parse_time("2027-01-02T03:04:05Z");

struct Holder {
  PrivateKey key = PrivateKey::generate();
  Certificate certificate;
  explicit Holder(KeyUse use, std::string_view name = "council")
      : certificate(key.self_signed(name, use, kFrom, kTo)) {}
  SigningPair pair() const { return {key, certificate}; }
};

ByteView content() {
  return as_bytes("what the parties agreed\r\nto\n");
}

template <class T>
Errc code_of(const Result<T>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

TEST_CASE("a certificate has a name and a period") {
  const Holder holder(KeyUse::signing);
  const Certificate& made = holder.certificate;
  CHECK(made.common_name() == "council");
  CHECK(made.not_before() == kFrom);
  CHECK(made.not_after() == kTo);
  CHECK(made.valid_at(kFrom));
  CHECK(made.valid_at(kTo));
  CHECK_FALSE(made.valid_at({kFrom.seconds - 1}));
  CHECK_FALSE(made.valid_at({kTo.seconds + 1}));
  CHECK(made.digest() == sha256({made.der()}));
  CHECK(holder.key.is_of(made));
  CHECK_FALSE(Holder(KeyUse::opening).key.is_of(made));
}

TEST_CASE("two certificates of one key have different serial numbers") {
  const PrivateKey key = PrivateKey::generate();
  CHECK(key.self_signed("a", KeyUse::signing, kFrom, kTo).digest() !=
        key.self_signed("a", KeyUse::signing, kFrom, kTo).digest());
}

TEST_CASE("certificates are read back from DER and PEM") {
  const Holder a(KeyUse::signing);
  const Holder b(KeyUse::opening);
  const Result<Certificate> der = Certificate::from_der(a.certificate.der());
  REQUIRE(der);
  CHECK(der.value().digest() == a.certificate.digest());
  const auto pem = Certificate::from_pem(a.certificate.pem() + "between\n" + b.certificate.pem());
  REQUIRE(pem);
  REQUIRE(pem.value().size() == 2);
  CHECK(pem.value()[0].digest() == a.certificate.digest());
  CHECK(pem.value()[1].digest() == b.certificate.digest());
}

TEST_CASE("bytes that are not exactly a certificate are malformed") {
  const Bytes good = Holder(KeyUse::signing).certificate.der();
  Bytes longer = good;
  longer.push_back(0);
  Bytes indefinite(good.begin() + 2, good.end());  // its length takes two more bytes
  indefinite[0] = 0x30;
  indefinite[1] = 0x80;
  indefinite.push_back(0);
  indefinite.push_back(0);
  for (const Bytes& bad : {Bytes(), longer, indefinite, Bytes(good.begin(), good.end() - 1),
                           Bytes(70'000, 0x30), Bytes(100, 0xFF)}) {
    CAPTURE(bad.size());
    CHECK(code_of(Certificate::from_der(bad)) == Errc::malformed);
  }
}

TEST_CASE("PEM that is damaged or too long or of another kind is malformed") {
  const Holder holder(KeyUse::signing);
  const std::string good = holder.certificate.pem();
  const Bytes key = holder.key.pem({});
  std::string many;
  for (int i = 0; i < 17; ++i) many += good;
  for (const std::string& bad :
       {std::string(), std::string("no certificate"), good + std::string(key.begin(), key.end()),
        good.substr(0, good.size() - 30), many, std::string(3 << 20, 'x')}) {
    CAPTURE(bad.size());
    CHECK(code_of(Certificate::from_pem(bad)) == Errc::malformed);
  }
}

TEST_CASE("a certificate of another kind of key is malformed") {
  // Made with: openssl req -x509 -newkey ed25519 -noenc -subj /CN=other -days 36500
  const Result<std::vector<Certificate>> other =
      Certificate::from_pem(R"(-----BEGIN CERTIFICATE-----
MIIBNjCB6aADAgECAhR0JhqRNxbRVqrc0R1qu/9xgI18zjAFBgMrZXAwEDEOMAwG
A1UEAwwFb3RoZXIwIBcNMjYxMTIyMTYwMjU5WhgPMjEyNjEwMjkxNjAyNTlaMBAx
DjAMBgNVBAMMBW90aGVyMCowBQYDK2VwAyEAQFH2eF9wyT68IrJQiCeiaFBFcoLU
nereacNj62IbvnKjUzBRMB0GA1UdDgQWBBQPKGyy3vVw01MSHA4vurIzmrALCzAf
BgNVHSMEGDAWgBQPKGyy3vVw01MSHA4vurIzmrALCzAPBgNVHRMBAf8EBTADAQH/
MAUGAytlcANBALdTuZZDIv4+qmxVqA48mrKjLUFTi7ENG6XW07ETAtlLgLYI+Z8L
6zegssAKvELr43ycRWgOHU5Qv2vJ5O4sgQo=
-----END CERTIFICATE-----
)");
  REQUIRE(code_of(other) == Errc::malformed);
  CHECK(other.error().message == "the certificate has another kind of key");
}

TEST_CASE("a private key is read back only with its passphrase") {
  const Holder holder(KeyUse::signing);
  const Bytes passphrase = {'o', 'p', 'e', 'n'};
  const Bytes wrong = {'o', 'p', 'e', 'm'};
  const auto read = [](const Bytes& pem, const std::optional<Bytes>& by) {
    return PrivateKey::from_pem({reinterpret_cast<const char*>(pem.data()), pem.size()}, by, "key");
  };
  const Bytes plain = holder.key.pem({});
  const Bytes encrypted = holder.key.pem(passphrase);
  REQUIRE(read(plain, {}));
  CHECK(read(plain, {}).value().is_of(holder.certificate));
  REQUIRE(read(encrypted, passphrase));
  CHECK(read(encrypted, passphrase).value().is_of(holder.certificate));
  CHECK(code_of(read(encrypted, {})) == Errc::refused);
  CHECK(code_of(read(encrypted, wrong)) == Errc::refused);
  CHECK(code_of(read(encrypted, Bytes())) == Errc::refused);
  CHECK(encrypted != holder.key.pem(passphrase));
}

TEST_CASE("text that is not a PKCS8 key in PEM is malformed") {
  const std::string certificate = Holder(KeyUse::signing).certificate.pem();
  const std::string nothing = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
  for (const std::string& bad : {std::string(), std::string("key"), certificate, nothing}) {
    CHECK(code_of(PrivateKey::from_pem(bad, {}, "key")) == Errc::malformed);
  }
}

TEST_CASE("a signature verifies and gives its signer and time") {
  const Holder holder(KeyUse::signing);
  const Holder opening(KeyUse::opening);
  const std::vector<Certificate> further = {opening.certificate, opening.certificate};
  for (const CmsContent where : {CmsContent::inside, CmsContent::detached}) {
    CAPTURE(static_cast<int>(where));
    const Bytes cms = cms_sign(content(), where, holder.pair(), kSigned, further);
    const bool detached = where == CmsContent::detached;
    const Result<CmsSigned> found =
        cms_verify(cms, detached ? std::optional(content()) : std::nullopt);
    REQUIRE(found);
    CHECK(found.value().content ==
          (detached ? Bytes() : Bytes(content().begin(), content().end())));
    REQUIRE(found.value().signers.size() == 1);
    CHECK(found.value().signers[0].certificate.digest() == holder.certificate.digest());
    CHECK(found.value().signers[0].signed_at == kSigned);
    CHECK(found.value().certificates.size() == 2);
    CHECK(code_of(cms_verify(cms, detached ? std::nullopt : std::optional(content()))) ==
          Errc::malformed);
  }
}

TEST_CASE("a signature over other content is refused") {
  const Holder holder(KeyUse::signing);
  const Bytes cms = cms_sign(content(), CmsContent::detached, holder.pair(), kSigned, {});
  CHECK(code_of(cms_verify(cms, as_bytes("something else"))) == Errc::refused);
  CHECK(code_of(cms_verify(cms, ByteView())) == Errc::refused);
}

TEST_CASE("signing times after 2049 are read") {
  const Holder holder(KeyUse::signing);
  const Time late = *parse_time("2061-01-01T00:00:00Z");
  const Bytes cms = cms_sign(content(), CmsContent::detached, holder.pair(), late, {});
  CHECK(cms_verify(cms, content()).value().signers.at(0).signed_at == late);
}

TEST_CASE("several signers can be added and none twice") {
  const Holder first(KeyUse::signing, "first");
  const Holder second(KeyUse::signing, "second");
  const Holder opening(KeyUse::opening, "second");
  const std::vector<Certificate> further = {opening.certificate};
  const Bytes one = cms_sign(content(), CmsContent::detached, first.pair(), kSigned, {});
  const Result<Bytes> both =
      cms_add_signer(one, content(), second.pair(), days_after(kSigned, 1), further);
  REQUIRE(both);
  const Result<CmsSigned> found = cms_verify(both.value(), content());
  REQUIRE(found);
  CHECK(found.value().certificates.size() == 3);
  REQUIRE(found.value().signers.size() == 2);
  for (const CmsSigner& signer : found.value().signers) {
    const bool is_first = signer.certificate.digest() == first.certificate.digest();
    CHECK((is_first || signer.certificate.digest() == second.certificate.digest()));
    CHECK(signer.signed_at == days_after(kSigned, is_first ? 0 : 1));
  }
  const auto add = [](const Bytes& cms, ByteView to, const Holder& signer) {
    return cms_add_signer(cms, to, signer.pair(), kSigned, {});
  };
  CHECK(code_of(add(both.value(), content(), first)) == Errc::refused);
  CHECK(code_of(add(both.value(), content(), second)) == Errc::refused);
  CHECK(code_of(add(one, as_bytes("other"), second)) == Errc::refused);
  CHECK(code_of(add(Bytes(9, 9), content(), second)) == Errc::malformed);
}

TEST_CASE("bytes after signatures or sealed keys are malformed") {
  const Holder holder(KeyUse::signing);
  Bytes cms = cms_sign(content(), CmsContent::detached, holder.pair(), kSigned, {});
  cms.push_back(0);
  CHECK(code_of(cms_verify(cms, content())) == Errc::malformed);
  CHECK(code_of(cms_verify({}, content())) == Errc::malformed);
  CHECK(code_of(cms_verify(Bytes(kMaxCms + 1, 0x30), content())) == Errc::malformed);
  CHECK(code_of(cms_open_key(cms, holder.key, holder.certificate)) == Errc::malformed);
}

// CMS is malleable: if a changed byte still verifies, the signed content must be unchanged.
TEST_CASE("a changed byte in signatures is refused or changes nothing that is signed") {
  const Holder first(KeyUse::signing, "first");
  const Holder second(KeyUse::signing, "second");
  for (const CmsContent where : {CmsContent::inside, CmsContent::detached}) {
    CAPTURE(static_cast<int>(where));
    const bool detached = where == CmsContent::detached;
    const std::optional<ByteView> given =
        detached ? std::optional<ByteView>(content()) : std::nullopt;
    Bytes cms = cms_sign(content(), where, first.pair(), kSigned, {});
    if (detached) cms = cms_add_signer(cms, content(), second.pair(), kSigned, {}).value();
    const CmsSigned good = cms_verify(cms, given).value();
    std::size_t unnoticed = 0;
    for (std::size_t at = 0; at < cms.size(); ++at) {
      for (const unsigned flip : {1U, 0x20U, 0x80U}) {
        CAPTURE(at);
        Bytes changed = cms;
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ flip);
        const Result<CmsSigned> found = cms_verify(changed, given);
        if (!found) continue;
        ++unnoticed;
        CHECK(found.value().content == good.content);
        REQUIRE(found.value().signers.size() == good.signers.size());
        for (std::size_t i = 0; i < good.signers.size(); ++i) {
          const CmsSigner& signer = found.value().signers[i];
          CHECK(std::ranges::any_of(good.signers, [&](const CmsSigner& other) {
            return signer.certificate.digest() == other.certificate.digest() &&
                   signer.signed_at == other.signed_at;
          }));
        }
      }
    }
    MESSAGE("changes that still verify: " << unnoticed);
    CHECK(unnoticed < 40);
  }
}

TEST_CASE("a sealed key opens for every reader and for nobody else") {
  const Holder a(KeyUse::opening, "a");
  const Holder b(KeyUse::opening, "b");
  const Holder c(KeyUse::opening, "c");
  std::array<std::uint8_t, 32> key;
  fill_random(key);
  const std::vector<Certificate> readers = {a.certificate, b.certificate};
  const Bytes cms = cms_seal_key(key, readers);
  for (const Holder* reader : {&a, &b}) {
    const Result<Bytes> opened = cms_open_key(cms, reader->key, reader->certificate);
    REQUIRE(opened);
    CHECK(equal_secret(opened.value(), key));
  }
  CHECK(code_of(cms_open_key(cms, c.key, c.certificate)) == Errc::refused);
  CHECK(code_of(cms_open_key(cms, c.key, a.certificate)) == Errc::refused);
  CHECK(cms != cms_seal_key(key, readers));
}

TEST_CASE("a changed byte of a sealed key never opens another key") {
  const Holder reader(KeyUse::opening);
  const std::array<std::uint8_t, 32> key{1, 2, 3};
  const std::vector<Certificate> readers = {reader.certificate};
  const Bytes cms = cms_seal_key(key, readers);
  for (std::size_t at = 0; at < cms.size(); ++at) {
    CAPTURE(at);
    Bytes changed = cms;
    changed[at] = static_cast<std::uint8_t>(changed[at] ^ 1U);
    const Result<Bytes> opened = cms_open_key(changed, reader.key, reader.certificate);
    CHECK((!opened || equal_secret(opened.value(), key)));
  }
}

}  // namespace
}  // namespace tally::pki_test
