#include "protocol/identity/signed_agreement.h"

#include <functional>

#include "tests/unit/protocol/made_up_parties.h"

namespace tally::signed_agreement_test {
namespace {

const char* const kParties[] = {"council", "trust", "linkers", "insights", "students", "board"};

const MadeUpParties& parties() {
  static const MadeUpParties made;
  return made;
}

// An agreement in its own folder, with the files beside it.
struct Signing {
  explicit Signing(const AgreementTerms& terms)
      : path(folder.put("a.json", Agreement::make(terms).value().text())) {}

  Status sign(const std::string& name, Time at) const {
    const Result<SignOutcome> outcome = sign_agreement(path, parties().of(name), at);
    if (!outcome) return outcome.error();
    CHECK(outcome.value().party == name);
    CHECK(outcome.value().fingerprint == Agreement::load(path).value().fingerprint());
    return {};
  }
  void all_sign(Time at) const {
    for (const char* name : kParties) REQUIRE(sign(name, at));
  }
  std::string signatures() const { return folder.get("a.json.p7s"); }

  TemporaryFolder folder;
  std::string path;
};

void check_refusal(const Error& error, Errc code, const std::string& words) {
  CAPTURE(error.message);
  CAPTURE(words);
  CHECK(error.code == code);
  CHECK(error.message.find(words) != std::string::npos);
}

TEST_CASE("an agreement that all its parties have signed is loaded with their certificates") {
  const Signing signing(parties().terms());
  for (int day = 2; const char* name : kParties) {
    REQUIRE(signing.sign(name, on("2026-01-0" + std::to_string(day++))));
  }
  const Result<SignedAgreement> loaded = SignedAgreement::load(signing.path, on("2027-12-31"));
  REQUIRE(loaded);
  const Agreement& agreement = loaded.value().agreement();
  CHECK(agreement.text() == signing.folder.get("a.json"));
  for (int day = 2; const char* name : kParties) {
    const Party& party = *agreement.party(name);
    CHECK(loaded.value().signed_at(party) == on("2026-01-0" + std::to_string(day++)));
    CHECK(loaded.value().signing(party).digest() == party.signing);
    CHECK(loaded.value().opening(party).digest() == party.opening);
  }
  // A certificate that has expired since then does not invalidate its signature.
  CHECK_FALSE(loaded.value().signing(*agreement.party("students")).valid_at(on("2027-12-31")));
}

TEST_CASE("an agreement holds through the last second of its last day") {
  const Signing signing(parties().terms());
  signing.all_sign(on("2026-01-02"));
  CHECK(SignedAgreement::load(signing.path, last_of_day(on("2027-12-31"))));
  const auto late = SignedAgreement::load(signing.path, on("2028-01-01"));
  REQUIRE_FALSE(late);
  check_refusal(late.error(), Errc::refused, "the agreement ended on 2027-12-31");
}

TEST_CASE("an agreement that a party has not signed is refused") {
  const Signing signing(parties().terms());
  check_refusal(SignedAgreement::load(signing.path, on("2026-01-03")).error(), Errc::refused,
                "a.json: nobody has signed it");
  for (const char* name : kParties) {
    CAPTURE(name);
    const auto partly = SignedAgreement::load(signing.path, on("2026-01-03"));
    REQUIRE_FALSE(partly);
    CHECK(partly.error().code == Errc::refused);
    REQUIRE(signing.sign(name, on("2026-01-02")));
  }
  CHECK(SignedAgreement::load(signing.path, on("2026-01-03")));
}

TEST_CASE("every party that has not signed is named") {
  const Signing signing(parties().terms());
  for (const char* name : {"council", "trust", "linkers"}) {
    REQUIRE(signing.sign(name, on("2026-01-02")));
  }
  check_refusal(SignedAgreement::load(signing.path, on("2026-01-03")).error(), Errc::refused,
                "these parties have not signed: insights, students, board");
}

TEST_CASE("a party that signs again changes nothing and a stranger cannot sign") {
  const Signing signing(parties().terms());
  REQUIRE(signing.sign("trust", on("2026-01-02")));
  const std::string before = signing.signatures();
  const auto note = [](const Agreement&, const Party&) -> Status { return refused("noted"); };
  const auto again = sign_agreement(signing.path, parties().of("trust"), on("2026-01-03"), note);
  REQUIRE(again);
  CHECK(again.value().was_signed);
  check_refusal(signing.sign("stranger", on("2026-01-02")).error(), Errc::refused,
                "not belong to any party in the agreement");
  CHECK(signing.signatures() == before);
}

TEST_CASE("a signer needs a valid certificate and an agreement that is in force") {
  struct {
    const char* name;
    const char* day;
    const char* words;
  } const cases[] = {
      {"students", "2026-02-15", "\"students\" has a signing certificate that is not valid now"},
      {"trust", "2025-12-31", "\"trust\" has a signing certificate that is not valid now"},
      {"trust", "2028-01-01", "signs after the agreement has ended"},
  };
  const Signing signing(parties().terms());
  for (const auto& c : cases)
    check_refusal(signing.sign(c.name, on(c.day)).error(), Errc::refused, c.words);
  CHECK(signing.folder.entries() == 1);
  AgreementTerms terms = parties().terms();
  terms.retention.ends = last_of_day(on("2036-01-03"));
  const Signing longest(terms);
  CHECK(longest.sign("trust", last_of_day(on("2026-01-02"))));
  check_refusal(longest.sign("council", on("2026-01-01")).error(), Errc::refused,
                "ends more than ten years later");
  terms = parties().terms();
  terms.retention.secret_destroyed = last_of_day(on("2026-06-30"));
  check_refusal(Signing(terms).sign("trust", on("2026-07-01")).error(), Errc::refused,
                "after the day by which the secret must be destroyed");
}

TEST_CASE("an identity with another opening certificate than agreed cannot sign") {
  AgreementTerms terms = parties().terms();
  terms.parties[1].opening = parties().of("stranger").card().opening.digest();
  check_refusal(
      Signing(terms).sign("trust", on("2026-01-02")).error(), Errc::refused,
      "party \"trust\" has a different opening certificate from the one in the agreement");
}

// ---- signatures that our own programs do not make

// The signer of a forged file, its time, and the opening certificate beside it.
struct Signer {
  std::string name;
  Time at = on("2026-01-02");
  std::string opening = "";  // "": its own; "-": none
};

Bytes forge(const std::string& text, const std::vector<Signer>& signers) {
  Bytes cms;
  for (const Signer& signer : signers) {
    const Identity& identity = parties().of(signer.name);
    std::vector<Certificate> further;
    if (signer.opening != "-") {
      const std::string of = signer.opening.empty() ? signer.name : signer.opening;
      further.push_back(parties().of(of).card().opening);
    }
    const ByteView content = as_bytes(text);
    cms = cms.empty()
              ? cms_sign(content, CmsContent::detached, identity.signing(), signer.at, further)
              : cms_add_signer(cms, content, identity.signing(), signer.at, further).value();
  }
  return cms;
}

std::vector<Signer> all_signers() {
  std::vector<Signer> signers;
  for (const char* name : kParties) signers.push_back({name});
  return signers;
}

struct Forgery {
  const char* words;
  std::function<void(std::vector<Signer>& signers)> spoil;
};
const Forgery kForgeries[] = {
    {"party \"council\" has not signed", [](auto& s) { s.erase(s.begin()); }},
    {"party \"board\" has not signed", [](auto& s) { s.pop_back(); }},
    {"a certificate that the agreement does not name", [](auto& s) { s.push_back({"stranger"}); }},
    {"a certificate that the agreement does not name", [](auto& s) { s[2] = {"stranger"}; }},
    {"party \"students\" signed with a certificate that was not valid at that time",
     [](auto& s) { s[4].at = on("2026-02-01"); }},
    {"party \"trust\" signed with a certificate that was not valid at that time",
     [](auto& s) { s[1].at = on("2025-12-31"); }},
    {"party \"trust\" signs after the agreement has ended",
     [](auto& s) { s[1].at = on("2028-01-01"); }},
    {"party \"linkers\" has no opening certificate", [](auto& s) { s[2].opening = "-"; }},
    {"party \"linkers\" has no opening certificate", [](auto& s) { s[2].opening = "trust"; }},
};

TEST_CASE("signatures that are not exactly those of the parties are refused") {
  const Agreement agreement = parties().agreement().agreement();
  REQUIRE(
      SignedAgreement::check(agreement, forge(agreement.text(), all_signers()), on("2026-01-03")));
  for (const Forgery& forgery : kForgeries) {
    std::vector<Signer> signers = all_signers();
    forgery.spoil(signers);
    const auto checked =
        SignedAgreement::check(agreement, forge(agreement.text(), signers), on("2026-01-03"));
    CAPTURE(forgery.words);
    REQUIRE_FALSE(checked);
    check_refusal(checked.error(), Errc::refused, forgery.words);
  }
}

TEST_CASE("signatures of another text are refused and an amendment is another text") {
  const Agreement agreement = parties().agreement().agreement();
  AgreementTerms terms = agreement.terms();
  terms.amends = agreement.fingerprint();
  terms.policy.fallback.value = 850;
  const Agreement amended = Agreement::make(terms).value();
  const Bytes signatures = forge(agreement.text(), all_signers());
  const auto checked = SignedAgreement::check(amended, signatures, on("2026-01-03"));
  REQUIRE_FALSE(checked);
  CHECK(checked.error().code == Errc::refused);
  CHECK(SignedAgreement::check(amended, forge(amended.text(), all_signers()), on("2026-01-03")));
}

TEST_CASE("signatures with a byte more or less are refused or sign the same text") {
  const Agreement agreement = parties().agreement().agreement();
  const Bytes good = forge(agreement.text(), all_signers());
  Bytes longer = good;
  longer.push_back(0);
  CHECK_FALSE(SignedAgreement::check(agreement, longer, on("2026-01-03")));
  for (std::size_t i = 0; i < good.size(); i += 97) {
    Bytes shorter = good;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
    CAPTURE(i);
    CHECK_FALSE(SignedAgreement::check(agreement, shorter, on("2026-01-03")));
  }
  CHECK(SignedAgreement::check(agreement, {}, on("2026-01-03")).error().code == Errc::malformed);
}

TEST_CASE("loading names the file of signatures") {
  const Signing signing(parties().terms());
  signing.folder.put("a.json.p7s", "not signatures");
  const auto loaded = SignedAgreement::load(signing.path, on("2026-01-03"));
  REQUIRE_FALSE(loaded);
  check_refusal(loaded.error(), Errc::malformed, signing.path + ".p7s: ");
  // Nobody can add a signature to them either.
  check_refusal(signing.sign("trust", on("2026-01-02")).error(), Errc::malformed, ".p7s: ");
  CHECK(signing.signatures() == "not signatures");
}

}  // namespace
}  // namespace tally::signed_agreement_test
