#include "protocol/describe/annex.h"

#include "protocol/describe/describe.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::annex_test {
namespace {

using namespace protocol_vectors;

void check_says(const std::string& page, const std::string& part) {
  CAPTURE(part);
  CHECK(page.find(part) != std::string::npos);
}

TEST_CASE("an annex says what is processed and who takes part and what each sees and how long") {
  const Agreement grouped = agreement("grouped.agreement.json");
  const std::string page = annex(grouped);
  for (const char* part :
       {"# Annex on data protection: Example of grouped filters\n",
        "| cin | cin | upn | upn | one or more | yes |",
        "| names | filter of 512 bits | forename, surname, middle_names |", "| upn | token | upn |",
        "| governance | governance | signs the agreement, and checks", "| health | key maker |",
        "| analyst | health, cin, social | yes | below 10 |", "linked for 30 days",
        "destroy the secret by 2035-12-31", "ends on 2035-12-31", "pseudonymised personal data",
        "No hardening is agreed.", "graph matching is not mitigated", "Five Safes"}) {
    check_says(page, part);
  }
  check_says(page, in_groups(grouped.fingerprint().bytes));
  for (const Party& party : grouped.terms().parties) check_says(page, "| " + party.name + " | ");
}

TEST_CASE("an annex says which filters are hardened and that attacks remain") {
  const std::string page = annex(agreement("hardened.agreement.json"));
  check_says(page,
             "| person | filter of 1024 bits, hardened by diffusion: each bit says whether an odd "
             "number of 3 secret positions of the filter are set |");
  check_says(page, "| other_1 | filter of 512 bits |");
  check_says(page, "graph matching is harder, but not excluded");
  CHECK(page.find("No hardening is agreed") == std::string::npos);
  CHECK(page.find("graph matching is not mitigated") == std::string::npos);
}

TEST_CASE("an annex warns of a rehearsal and names the agreement that is amended") {
  const std::string warning = "nothing made under it protects anybody";
  check_says(annex(agreement("single.agreement.json")), warning);
  const Agreement amended = agreement("amended.agreement.json");
  const std::string page = annex(amended);
  CHECK(page.find(warning) == std::string::npos);
  check_says(page, "which amends `" + in_groups(amended.terms().amends->bytes) + "`");
  check_says(page, "| analyst | right | no | none |");
}

TEST_CASE("an annex says what bands show and only with filters warns of graph matching") {
  const std::string page = annex(agreement("banded.agreement.json"));
  check_says(page, "| names_birth | 64 bands of 40 bits | forename, surname, middle_names,");
  check_says(page, "Bands show which records of two data sets are nearly alike; a keyed token");
  check_says(page, "families of known people can be recognised");
  CHECK(page.find("graph matching") == std::string::npos);
  CHECK(annex(agreement("grouped.agreement.json")).find("ands") == std::string::npos);
}

TEST_CASE("a column that no data set supplies is marked") {
  const std::string words = "no data set supplies it";
  AgreementTerms terms = agreement("grouped.agreement.json").terms();
  CHECK(annex(Agreement::make(terms).value()).find(words) == std::string::npos);
  for (Dataset& dataset : terms.datasets) {
    dataset.fields = {};
    dataset.fields[Field::upn] = true;
    dataset.columns = {"upn"};
  }
  const Agreement keyed = Agreement::make(terms).value();
  check_says(annex(keyed), "sex (no data set supplies it)");
  check_says(describe(keyed), "    no data set supplies it: nothing is encoded in it\n");
}

TEST_CASE("a title is shown as plain text") {
  AgreementTerms terms = agreement("single.agreement.json").terms();
  terms.title = "a | b <i>c</i> [d](e) `f` *g*";
  const std::string page = annex(Agreement::make(terms).value());
  check_says(page, R"(a \| b \<i\>c\</i\> \[d\]\(e\) \`f\` \*g\*)");
  CHECK(page.find("<i>") == std::string::npos);
}

}  // namespace
}  // namespace tally::annex_test
