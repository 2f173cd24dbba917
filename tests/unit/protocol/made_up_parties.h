// Made-up parties with their own identities, and an agreement that all of them have signed:
//
//   council   holder of school, key maker     linkers   linker
//   trust     holder of health                insights  analyst of school and health
//   board     governance                      students  analyst of health, whose certificates
//                                                       expire on 2026-01-31
// and a stranger. Everything is made on 2026-01-01. The agreement amends another one and ends with
// the year 2027; submissions last 30 days.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "protocol/drafting/identity_setup.h"
#include "protocol/identity/signed_agreement.h"
#include "protocol/seal/sealed_file.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/made_up_draft.h"

namespace tally {

inline Time on(std::string_view day) {
  return *parse_date(day);
}

class MadeUpParties {
 public:
  using Role = Party::Role;

  MadeUpParties() {
    for (const char* name : {"council", "trust", "linkers", "insights", "board", "stranger"}) {
      make_identity(name, 1000);
    }
    make_identity("students", 30);
    agreement_.emplace(sign(Agreement::make(terms()).value()));
  }

  const Identity& of(const std::string& name) const { return identities_.at(name); }
  const SignedAgreement& agreement() const { return *agreement_; }
  const TemporaryFolder& folder() const { return folder_; }

  AgreementTerms terms() const {
    PerField<bool> fields;
    fields[Field::forename] = fields[Field::surname] = fields[Field::date_of_birth] = true;
    AgreementTerms terms =
        draft_terms(made_up_draft("Children's health", {{"school", fields}, {"health", fields}}));
    terms.amends = sha256({});
    terms.parties = {party("council", {Role::holder, Role::key_maker}),
                     party("trust", {Role::holder}),
                     party("linkers", {Role::linker}),
                     party("insights", {Role::analyst}),
                     party("students", {Role::analyst}),
                     party("board", {Role::governance})};
    terms.datasets[0].holder = "council";
    terms.datasets[1].holder = "trust";
    terms.releases = {{"insights", {"school", "health"}, true, 10},
                      {"students", {"health"}, false, 10}};
    terms.retention = {last_of_day(on("2027-12-31")), 30, last_of_day(on("2027-12-31"))};
    return terms;
  }

  Bytes signatures_of(const Agreement& agreement) const {
    Bytes signatures;
    for (const Party& party : agreement.terms().parties) {
      const Identity& identity = of(party.name);
      const std::vector<Certificate> further = {identity.card().opening};
      const ByteView text = as_bytes(agreement.text());
      const Time at = on("2026-01-02");
      signatures = signatures.empty()
                       ? cms_sign(text, CmsContent::detached, identity.signing(), at, further)
                       : cms_add_signer(signatures, text, identity.signing(), at, further).value();
    }
    return signatures;
  }

  SignedAgreement sign(Agreement agreement) const {
    const Bytes signatures = signatures_of(agreement);
    return SignedAgreement::check(std::move(agreement), signatures, on("2026-01-03")).value();
  }

 private:
  void make_identity(const std::string& name, std::uint32_t days) {
    const NewIdentity identity{name, std::nullopt, std::nullopt, days, std::nullopt};
    REQUIRE(create_identity(folder_ / name, identity, on("2026-01-01")));
    identities_.emplace(name, Identity::load(folder_ / name, std::nullopt).value());
  }
  Party party(const std::string& name, std::vector<Role> roles) const {
    const PartyCard& card = of(name).card();
    return {name, std::move(roles), card.signing.digest(), card.opening.digest()};
  }

  TemporaryFolder folder_;
  std::map<std::string, Identity> identities_;
  std::optional<SignedAgreement> agreement_;
};

}  // namespace tally
