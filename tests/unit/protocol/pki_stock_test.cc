// The stock openssl command reads what this software makes, and this software reads what openssl
// makes.
#include <doctest/doctest.h>

#include <cstdlib>

#include "protocol/crypto/cms.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::pki_stock_test {
namespace {

const Time kFrom = now();
constexpr const char* kText = "what the parties agreed\r\nto\n";

std::string text_of(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

// A folder with a party's signing.key, signing.pem, opening.key, opening.pem and the content.
class Party {
 public:
  Party() {
    put("signing.key", signing.pem({}));
    put("opening.key", opening.pem({}));
    folder.put("signing.pem", signs.pem());
    folder.put("opening.pem", opens.pem());
    folder.put("content", kText);
  }
  void put(const std::string& name, const Bytes& bytes) const { folder.put(name, text_of(bytes)); }
  Bytes get(const std::string& name) const {
    const std::string text = folder.get(name);
    return Bytes(text.begin(), text.end());
  }
  bool openssl(const std::string& arguments) const {
    const std::string command =
        "cd " + folder.path() + " && openssl " + arguments + " >out.log 2>&1";
    const bool done = std::system(command.c_str()) == 0;
    if (!done) MESSAGE(arguments << ": " << folder.get("out.log"));
    return done;
  }
  SigningPair pair() const { return {signing, signs}; }

  TemporaryFolder folder;
  PrivateKey signing = PrivateKey::generate();
  PrivateKey opening = PrivateKey::generate();
  Certificate signs = signing.self_signed("council", KeyUse::signing, kFrom, days_after(kFrom, 9));
  Certificate opens = opening.self_signed("council", KeyUse::opening, kFrom, days_after(kFrom, 9));
};

bool no_openssl() {
  const bool absent = std::system("openssl version >/dev/null 2>&1") != 0;
  if (absent) MESSAGE("skipped: no openssl command");
  return absent;
}

TEST_CASE("stock openssl verifies our signatures") {
  if (no_openssl()) return;
  const Party party;
  const PrivateKey key = PrivateKey::generate();
  const Certificate other = key.self_signed("nhs", KeyUse::signing, kFrom, days_after(kFrom, 9));
  const std::vector<Certificate> further = {party.opens};
  const Bytes one = cms_sign(as_bytes(kText), CmsContent::detached, party.pair(), kFrom, further);
  party.put("one.p7s", one);
  party.put("two.p7s", cms_add_signer(one, as_bytes(kText), {key, other}, kFrom, {}).value());
  party.put("inside", cms_sign(as_bytes(kText), CmsContent::inside, party.pair(), kFrom, {}));
  party.folder.put("both.pem", party.signs.pem() + other.pem());
  const std::string verify = "cms -verify -binary -inform DER -out read ";
  CHECK(party.openssl(verify + "-in one.p7s -content content -CAfile signing.pem"));
  CHECK(party.openssl(verify + "-in one.p7s -content content -CAfile signing.pem -cades"));
  CHECK(party.openssl(verify + "-in two.p7s -content content -CAfile both.pem"));
  CHECK(party.openssl(verify + "-in two.p7s -content content -noverify"));
  CHECK(party.openssl(verify + "-in inside -CAfile signing.pem"));
  CHECK(party.folder.get("read") == kText);
}

TEST_CASE("signatures of stock openssl are accepted only if they follow our rules") {
  if (no_openssl()) return;
  const Party party;
  const auto sign = [&](const std::string& how) {
    REQUIRE(
        party.openssl("cms -sign -binary -in content -outform DER -signer signing.pem "
                      "-inkey signing.key -out made " +
                      how));
    return cms_verify(party.get("made"), as_bytes(kText));
  };
  const Result<CmsSigned> good = sign("-cades -md sha256");
  REQUIRE(good);
  CHECK(good.value().signers.at(0).certificate.digest() == party.signs.digest());
  CHECK(std::abs(good.value().signers.at(0).signed_at.seconds - now().seconds) < 60);
  for (const char* how : {"-md sha256", "-cades -md sha512", "-cades -md sha256 -nocerts",
                          "-cades -md sha256 -nodetach", "-cades -md sha256 -stream -nodetach"}) {
    CAPTURE(how);
    const Result<CmsSigned> refused = sign(how);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::malformed);
  }
  REQUIRE(
      party.openssl("cms -sign -binary -noattr -md sha256 -in content -outform DER "
                    "-signer signing.pem -inkey signing.key -out made"));
  CHECK_FALSE(cms_verify(party.get("made"), as_bytes(kText)));
}

TEST_CASE("stock openssl adds a signer to our signatures") {
  if (no_openssl()) return;
  const Party party;
  const PrivateKey key = PrivateKey::generate();
  const Certificate first = key.self_signed("nhs", KeyUse::signing, kFrom, days_after(kFrom, 9));
  party.put("one.p7s", cms_sign(as_bytes(kText), CmsContent::detached, {key, first}, kFrom, {}));
  REQUIRE(
      party.openssl("cms -resign -binary -cades -md sha256 -inform DER -in one.p7s "
                    "-outform DER -signer signing.pem -inkey signing.key -out two.p7s"));
  const Result<CmsSigned> both = cms_verify(party.get("two.p7s"), as_bytes(kText));
  REQUIRE(both);
  CHECK(both.value().signers.size() == 2);
}

TEST_CASE("stock openssl opens our sealed keys and its own open only if they follow our rules") {
  if (no_openssl()) return;
  const Party party;
  const std::array<std::uint8_t, 32> key{1, 2, 3, 4};
  const std::vector<Certificate> readers = {
      PrivateKey::generate().self_signed("nhs", KeyUse::opening, kFrom, days_after(kFrom, 9)),
      party.opens};
  party.put("sealed", cms_seal_key(key, readers));
  CHECK(
      party.openssl("cms -decrypt -binary -inform DER -in sealed -recip opening.pem "
                    "-inkey opening.key -out opened"));
  CHECK(equal_secret(party.get("opened"), key));
  const auto seal = [&](const std::string& how) {
    party.put("key", Bytes(key.begin(), key.end()));
    REQUIRE(
        party.openssl("cms -encrypt -binary -aes-256-gcm -in key -outform DER -out made "
                      "-recip opening.pem " +
                      how));
    return cms_open_key(party.get("made"), party.opening, party.opens);
  };
  CHECK(seal("-keyopt ecdh_kdf_md:sha256"));
  CHECK_FALSE(seal(""));  // SHA-1
}

TEST_CASE("stock openssl reads our keys and requests and we read its keys") {
  if (no_openssl()) return;
  const Party party;
  const std::string pass = "correct horse battery";
  party.put("locked.key", party.signing.pem(Bytes(pass.begin(), pass.end())));
  party.folder.put("pass", pass);
  party.folder.put("signing.csr", party.signing.request("council", KeyUse::signing));
  CHECK(party.openssl("pkey -in signing.key -noout"));
  CHECK(party.openssl("pkey -in locked.key -passin file:pass -noout"));
  CHECK(party.openssl("req -in signing.csr -verify -noout"));
  REQUIRE(party.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out p256.key"));
  REQUIRE(party.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out p384.key"));
  CHECK(PrivateKey::from_pem(party.folder.get("p256.key"), {}, "key"));
  CHECK_FALSE(PrivateKey::from_pem(party.folder.get("p384.key"), {}, "key"));
}

}  // namespace
}  // namespace tally::pki_stock_test
