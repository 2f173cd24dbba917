#include "protocol/drafting/draft.h"

#include "protocol/agreement/templates.h"
#include "tests/unit/protocol/made_up_draft.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::draft_test {
namespace {

using namespace protocol_vectors;

PerField<bool> fields(std::initializer_list<Field> list) {
  PerField<bool> out;
  for (const Field field : list) out[field] = true;
  return out;
}

PerField<bool> all_fields() {
  PerField<bool> out;
  out.values.fill(true);
  return out;
}

const PerField<bool> kKeys = fields({Field::nhs_number, Field::upn, Field::uln});

std::vector<std::string> names_of(const Encoding& encoding) {
  std::vector<std::string> names;
  for (const Column& column : encoding.columns) names.push_back(column.name);
  return names;
}

std::string text_of(const Draft& draft) {
  return Agreement::make(draft_terms(draft)).value().text();
}

TEST_CASE("drafts make the agreements of the vectors") {
  using F = Field;
  const auto social = fields({F::forename, F::middle_names, F::surname, F::date_of_birth, F::sex,
                              F::postcode, F::nhs_number, F::upn});
  Draft single =
      made_up_draft("Example of one filter",
                    {{"school", fields({F::forename, F::middle_names, F::surname, F::date_of_birth,
                                        F::sex, F::postcode, F::upn, F::uln})},
                     {"social", social}});
  single.level = Level::single;
  single.keys[F::upn] = true;
  CHECK(text_of(single) == read("single.agreement.json"));

  Draft grouped = made_up_draft(
      "Example of grouped filters",
      {{"health", fields({F::forename, F::middle_names, F::surname, F::date_of_birth, F::sex,
                          F::postcode, F::house, F::street, F::town, F::nhs_number})},
       {"cin", fields({F::date_of_birth, F::sex, F::upn, F::other_1})},
       {"social", social}});
  grouped.keys = fields({F::nhs_number, F::upn});
  grouped.rehearsal_seed = 2;
  for (DraftDataset& dataset : grouped.datasets) dataset.rows_per_record = 4;
  grouped.datasets[1].duplicates = true;
  grouped.parties.push_back(made_up_party("governance", {Party::Role::governance}));
  CHECK(text_of(grouped) == read("grouped.agreement.json"));

  Draft detailed = made_up_draft("Example of detailed filters: Cyngor Sŵn y Môr",
                                 {{"left", all_fields()}, {"right", all_fields()}});
  detailed.level = Level::detailed;
  detailed.keys = kKeys;
  detailed.rehearsal_seed.reset();
  AgreementTerms terms = draft_terms(detailed);
  terms.project = agreement("detailed.agreement.json").terms().project;  // it was random
  CHECK(Agreement::make(terms).value().text() == read("detailed.agreement.json"));

  auto names_and_birth =
      fields({F::forename, F::middle_names, F::surname, F::date_of_birth, F::sex, F::nhs_number});
  auto school = names_and_birth;
  school[F::postcode] = school[F::other_1] = true;
  auto health = school;
  health[F::house] = health[F::street] = health[F::town] = true;
  Draft banded = made_up_draft(
      "Example of bands", {{"health", health}, {"school", school}, {"register", names_and_birth}});
  banded.level = Level::banded;
  banded.keys = fields({F::nhs_number});
  banded.rehearsal_seed = 3;
  for (DraftDataset& dataset : banded.datasets) dataset.rows_per_record = 4;
  CHECK(text_of(banded) == read("banded.agreement.json"));
}

Draft small() {
  return made_up_draft("T", {{"a", fields({Field::surname})}, {"b", fields({Field::surname})}});
}

TEST_CASE("the order of the lines of a draft changes nothing in the agreement") {
  const std::string expected = text_of(small());
  Draft other = small();
  std::ranges::reverse(other.parties[0].roles);
  std::ranges::reverse(other.releases[0].datasets);
  CHECK(text_of(other) == expected);
}

TEST_CASE("two projects differ and two with one rehearsal seed are the same") {
  Draft draft = small();
  CHECK(draft_terms(draft).project == draft_terms(draft).project);
  draft.rehearsal_seed.reset();
  CHECK(draft_terms(draft).project != draft_terms(draft).project);
}

TEST_CASE("an amendment keeps project and purpose and names the agreement that it replaces") {
  const Agreement replaced = Agreement::make(draft_terms(small())).value();
  Draft draft = small();
  draft.rehearsal_seed = 9;
  AgreementTerms terms = draft_terms(draft);
  REQUIRE(amend(terms, replaced));
  CHECK(terms.project == replaced.terms().project);
  CHECK(terms.amends == replaced.fingerprint());
  draft.rehearsal_seed.reset();
  terms = draft_terms(draft);
  REQUIRE_FALSE(amend(terms, replaced));
  CHECK(amend(terms, replaced).error().code == Errc::refused);
}

TEST_CASE("each level has its columns over all fields") {
  using Names = std::vector<std::string>;
  CHECK(names_of(make_encoding(Level::single, all_fields())) ==
        Names{"person", "nhs_number", "upn", "uln"});
  CHECK(names_of(make_encoding(Level::grouped, all_fields())) ==
        Names{"person", "names", "birth", "address", "other_1", "other_2", "nhs_number", "upn",
              "uln"});
  CHECK(names_of(make_encoding(Level::detailed, all_fields())) ==
        Names{"person", "given", "surname", "birth", "address", "other_1", "other_2", "nhs_number",
              "upn", "uln"});
  CHECK(names_of(make_encoding(Level::banded, all_fields())) ==
        Names{"names_birth", "names_address", "birth_address", "all", "given_birth",
              "surname_birth", "given_address", "nhs_number", "upn", "uln"});
}

TEST_CASE("unused fields give no feature and no empty column") {
  using Names = std::vector<std::string>;
  using F = Field;
  CHECK(names_of(make_encoding(Level::detailed, fields({F::surname}))) ==
        Names{"person", "surname"});
  // Sex is never the only field of a filter.
  CHECK(names_of(make_encoding(Level::grouped, fields({F::surname, F::sex}))) ==
        Names{"person", "names"});
  CHECK(names_of(make_encoding(Level::grouped, fields({F::upn}))) == Names{"upn"});
  CHECK(make_encoding(Level::grouped, {}).columns.empty());
  const Encoding encoding = make_encoding(Level::grouped, fields({F::middle_names, F::town}));
  CHECK(encoding.find("person")->features.size() == 2);
  CHECK(encoding.find("names")->features.size() == 1);
  CHECK_FALSE(encoding.find("birth"));
}

TEST_CASE("bands of kinds that no data set has are left out") {
  using Names = std::vector<std::string>;
  using F = Field;
  CHECK(names_of(make_encoding(Level::banded, fields({F::surname, F::sex, F::town}))).empty());
  CHECK(names_of(make_encoding(Level::banded, fields({F::surname, F::date_of_birth, F::upn}))) ==
        Names{"names_birth", "surname_birth", "upn"});
  const Encoding encoding =
      make_encoding(Level::banded, fields({F::forename, F::postcode, F::other_1}));
  CHECK(names_of(encoding) == Names{"names_address", "given_address"});
  CHECK(encoding.columns[0].joins ==
        std::vector<std::vector<Field>>{{F::forename}, {F::postcode, F::other_1}});
  CHECK(encoding.columns[0].features.size() == 3);
}

TEST_CASE("a data set supplies bands if it has a field of each kind that they join") {
  using Names = std::vector<std::string>;
  using F = Field;
  const Encoding encoding = make_encoding(Level::banded, all_fields());
  CHECK(supplied_columns(encoding, fields({F::surname, F::date_of_birth})) ==
        Names{"names_birth", "surname_birth"});
  CHECK(supplied_columns(encoding, fields({F::forename, F::street, F::sex})) ==
        Names{"names_address", "given_address"});
  CHECK(supplied_columns(encoding, fields({F::surname, F::sex, F::town, F::upn})) == Names{"upn"});
}

TEST_CASE("a data set supplies a column if it has one of its fields and the needed one") {
  using Names = std::vector<std::string>;
  using F = Field;
  const Encoding encoding = make_encoding(Level::grouped, all_fields());
  CHECK(supplied_columns(encoding, fields({F::sex, F::town})) == Names{"person", "address"});
  CHECK(supplied_columns(encoding, fields({F::date_of_birth})) == Names{"person", "birth"});
  CHECK(supplied_columns(encoding, fields({F::upn})) == Names{"upn"});
  CHECK(supplied_columns(encoding, {}).empty());
}

TEST_CASE("exact passes come first and a person pass needs a person filter") {
  const auto passes = make_passes(make_encoding(Level::grouped, all_fields()));
  REQUIRE(passes.size() == 4);
  CHECK(passes[0].name == "nhs_number");
  CHECK(passes[0].rule == Rule::exact);
  CHECK(passes[3].search == "person");
  CHECK(passes[3].score ==
        std::vector<std::string>{"names", "birth", "address", "other_1", "other_2"});
  CHECK(make_passes(make_encoding(Level::single, all_fields())).back().score.empty());
  CHECK(make_passes(make_encoding(Level::single, fields({Field::upn}))).size() == 1);
  const Pass by_bands = make_passes(make_encoding(Level::banded, all_fields())).back();
  CHECK(by_bands.search == "names_birth");
  CHECK(by_bands.score.size() == 7);
  CHECK(by_bands.score.front() == by_bands.search);
}

TEST_CASE("a key or other field of only one of several data sets is not encoded") {
  using F = Field;
  Draft draft = made_up_draft(
      "T", {{"a", fields({F::surname, F::other_1, F::other_2, F::upn, F::nhs_number})},
            {"b", fields({F::surname, F::other_2, F::upn, F::uln, F::town})},
            {"c", fields({F::surname})}});
  draft.keys = kKeys;
  const PerField<bool> used = used_fields(draft);
  CHECK(used.values == fields({F::surname, F::other_2, F::upn, F::town}).values);
  draft.datasets.resize(1);
  CHECK(used_fields(draft).values == draft.datasets[0].fields.values);
}

TEST_CASE("a data set that cannot distinguish people links only by its keys") {
  using F = Field;
  const PerField<bool> named = fields({F::surname, F::date_of_birth, F::sex, F::upn});
  Draft draft = made_up_draft(
      "T", {{"census", fields({F::date_of_birth, F::sex, F::upn})}, {"school", named}});
  draft.keys = kKeys;
  const AgreementTerms terms = draft_terms(draft);
  CHECK(terms.datasets[0].fields.values == fields({F::upn}).values);
  CHECK(terms.datasets[0].columns == std::vector<std::string>{"upn"});
  CHECK(terms.datasets[1].fields.values == named.values);
}

TEST_CASE("a key is encoded only if the parties want it") {
  Draft draft = made_up_draft("T", {{"a", fields({Field::surname, Field::upn})}});
  CHECK_FALSE(used_fields(draft)[Field::upn]);
  draft.keys[Field::upn] = true;
  CHECK(used_fields(draft)[Field::upn]);
}

}  // namespace
}  // namespace tally::draft_test
