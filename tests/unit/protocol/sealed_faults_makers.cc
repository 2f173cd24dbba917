// Faults by a party, or a stranger, that signs something it must not sign. Everything else is
// right.
#include <utility>

#include "tests/unit/protocol/forgery.h"

namespace tally {
namespace sealed_faults_makers {
namespace {

// A file that follows the format, after a change of its manifest or its maker.
Fault made(const std::string& name, void (*change)(Forgery&),
           SealKind expected = SealKind::submission) {
  const auto make = [=](const MadeUpParties& parties) {
    Forgery f(parties);
    change(f);
    f.make();
    return f.bytes();
  };
  return {name, make, expected};
}

// The same, but only signed again: the parts stay the same.
Fault signed_again(const std::string& name, void (*change)(Forgery&)) {
  return {name, [=](const MadeUpParties& parties) {
            Forgery f(parties);
            change(f);
            f.sign();
            return f.bytes();
          }};
}

void make_as(Forgery& f, const std::string& party) {
  f.signer = party;
  f.manifest.maker = party;
  f.manifest.certificate = f.parties.of(party).card().signing.digest();
}

void become(Forgery& f, SealKind kind, const std::string& dataset, const std::string& analyst,
            const std::vector<std::string>& readers) {
  f.manifest.kind = kind;
  f.manifest.dataset = dataset;
  f.manifest.analyst = analyst;
  f.manifest.readers = f.sealed_to = readers;
  if (kind != SealKind::secret && kind != SealKind::submission) f.manifest.key_check.reset();
}

void become_closing(Forgery& f) {
  become(f, SealKind::closing, "", "",
         {"council", "trust", "linkers", "insights", "students", "board"});
}

Bytes signed_at_another_time(const MadeUpParties& parties) {
  Forgery f(parties);
  const std::string text = print_manifest(f.manifest);
  f.manifest.made = on("2026-05-31");
  f.sign_text(text);
  return f.bytes();
}

Agreement changed_agreement(const Forgery& f, void (*change)(AgreementTerms&)) {
  AgreementTerms terms = f.parties.agreement().agreement().terms();
  change(terms);
  return Agreement::make(std::move(terms)).value();
}

void make_under(Forgery& f, const Agreement& agreement) {
  f.manifest.agreement = agreement.fingerprint();
  f.manifest.project = agreement.terms().project;
}

std::vector<Fault> agreement_faults() {
  return {
      made("made in another project",
           [](Forgery& f) {
             make_under(f, changed_agreement(f, [](AgreementTerms& t) { t.project = {}; }));
           }),
      made("made under another agreement of the project",
           [](Forgery& f) {
             make_under(f, changed_agreement(f, [](AgreementTerms& t) { t.title = "Other"; }));
           }),
      made(
          "a payload made under the agreement before it was amended",
          [](Forgery& f) {
            become(f, SealKind::payload, "school", "insights", {"insights"});
            f.manifest.agreement = *f.parties.agreement().agreement().terms().amends;
          },
          SealKind::payload),
  };
}

std::vector<Fault> signer_faults() {
  return {
      made("signed by a stranger", [](Forgery& f) { make_as(f, "stranger"); }),
      made("signed by a stranger with the maker's name",
           [](Forgery& f) {
             make_as(f, "stranger");
             f.manifest.maker = "council";
           }),
      made("signed by another party", [](Forgery& f) { f.signer = "trust"; }),
      made("signed by another party that says so",
           [](Forgery& f) {
             make_as(f, "trust");
             f.manifest.maker = "council";
           }),
      made("another party's file under its own name", [](Forgery& f) { make_as(f, "trust"); }),
      made("a maker that is not a party", [](Forgery& f) { f.manifest.maker = "county"; }),
      made(
          "signed with an expired certificate",
          [](Forgery& f) {
            make_as(f, "students");
            become_closing(f);
          },
          SealKind::closing),
      {"a signing time that is not the manifest's", signed_at_another_time},
  };
}

std::vector<Fault> kind_faults() {
  return {
      made("a submission of another holder's data set",
           [](Forgery& f) { f.manifest.dataset = "health"; }),
      made("a submission of a data set that does not exist",
           [](Forgery& f) { f.manifest.dataset = "births"; }),
      made("a submission from the linker", [](Forgery& f) { make_as(f, "linkers"); }),
      made("a closing statement in place of a submission", become_closing),
      made(
          "a secret from a holder that is not the key maker",
          [](Forgery& f) {
            make_as(f, "trust");
            become(f, SealKind::secret, "", "", {"council", "trust"});
          },
          SealKind::secret),
      made(
          "a secret from the linker",
          [](Forgery& f) {
            make_as(f, "linkers");
            become(f, SealKind::secret, "", "", {"council", "trust"});
          },
          SealKind::secret),
      made(
          "a report from a holder",
          [](Forgery& f) { become(f, SealKind::report, "", "", {"council"}); }, SealKind::report),
  };
}

std::vector<Fault> analyst_faults() {
  return {
      made(
          "a bridge from a holder",
          [](Forgery& f) { become(f, SealKind::bridge, "", "insights", {"insights"}); },
          SealKind::bridge),
      made(
          "a bridge to a party that is not an analyst",
          [](Forgery& f) {
            make_as(f, "linkers");
            become(f, SealKind::bridge, "", "board", {"board"});
          },
          SealKind::bridge),
      made(
          "a bridge to one analyst that another may read",
          [](Forgery& f) {
            make_as(f, "linkers");
            become(f, SealKind::bridge, "", "students", {"insights"});
          },
          SealKind::bridge),
      made(
          "a payload of another holder's data set",
          [](Forgery& f) { become(f, SealKind::payload, "health", "insights", {"insights"}); },
          SealKind::payload),
      made(
          "a payload to an analyst without a release",
          [](Forgery& f) { become(f, SealKind::payload, "school", "students", {"students"}); },
          SealKind::payload),
  };
}

std::vector<Fault> reader_faults() {
  return {
      made("one reader too many",
           [](Forgery& f) {
             f.manifest.readers = {"trust", "linkers"};
           }),
      made("another reader", [](Forgery& f) { f.manifest.readers = {"board"}; }),
      made("a reader that is not a party", [](Forgery& f) { f.manifest.readers = {"county"}; }),
      made(
          "one reader too few",
          [](Forgery& f) {
            become_closing(f);
            f.manifest.readers.pop_back();
          },
          SealKind::closing),
      made(
          "readers in another order",
          [](Forgery& f) {
            become_closing(f);
            std::swap(f.manifest.readers[0], f.manifest.readers[1]);
          },
          SealKind::closing),
      made("sealed to another party", [](Forgery& f) { f.sealed_to = {"trust"}; }),
      made("sealed to a stranger", [](Forgery& f) { f.sealed_to = {"stranger"}; }),
      made("sealed to one more party",
           [](Forgery& f) {
             f.sealed_to = {"linkers", "trust"};
           }),
      made("sealed to its reader twice",
           [](Forgery& f) {
             f.sealed_to = {"linkers", "linkers"};
           }),
      made(
          "sealed to all readers but one",
          [](Forgery& f) {
            become_closing(f);
            f.sealed_to.pop_back();
          },
          SealKind::closing),
  };
}

std::vector<Fault> time_faults() {
  return {
      made("a file that has expired",
           [](Forgery& f) {
             f.manifest.made = on("2026-04-01");
             f.manifest.expires = on("2026-04-20");
           }),
      made("a file that expires after the agreement",
           [](Forgery& f) { f.manifest.expires = on("2028-01-01"); }),
      made("a submission that expires after its days",
           [](Forgery& f) { f.manifest.expires = on("2026-07-02"); }),
      made("a file made in the future", [](Forgery& f) { f.manifest.made = on("2026-06-04"); }),
  };
}

std::vector<Fault> digest_faults() {
  return {
      signed_again("another digest of the header",
                   [](Forgery& f) { f.manifest.header.bytes[0] ^= 1; }),
      signed_again("another digest of the recipients",
                   [](Forgery& f) { f.manifest.recipients.bytes[0] ^= 1; }),
      signed_again("another digest of the body", [](Forgery& f) { f.manifest.body.bytes[0] ^= 1; }),
  };
}

}  // namespace
}  // namespace sealed_faults_makers

std::vector<Fault> faults_of_makers() {
  using namespace sealed_faults_makers;
  std::vector<Fault> all = agreement_faults();
  for (auto* more :
       {signer_faults, kind_faults, analyst_faults, reader_faults, time_faults, digest_faults}) {
    for (Fault& fault : more()) all.push_back(std::move(fault));
  }
  return all;
}

}  // namespace tally
