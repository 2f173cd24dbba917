#include "protocol/draft.h"

#include "protocol/templates.h"
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

TEST_CASE("drafts are the agreements of the vectors") {
  using F = Field;
  Draft single{"Example of one filter", Level::single, fields({F::upn}), {}, {}, 1, 1};
  single.datasets = {{"school", fields({F::forename, F::middle_names, F::surname, F::date_of_birth,
                                        F::sex, F::postcode, F::upn, F::uln})},
                     {"social", fields({F::forename, F::middle_names, F::surname, F::date_of_birth,
                                        F::sex, F::postcode, F::nhs_number, F::upn})}};
  CHECK(Agreement::make(draft_terms(single).value()).value().text() ==
        read("single.agreement.json"));

  Draft grouped{"Example of grouped filters",
                Level::grouped,
                fields({F::nhs_number, F::upn}),
                {},
                {"cin"},
                4,
                2};
  grouped.datasets = {
      {"health", fields({F::forename, F::middle_names, F::surname, F::date_of_birth, F::sex,
                         F::postcode, F::house, F::street, F::town, F::nhs_number})},
      {"cin", fields({F::date_of_birth, F::sex, F::upn, F::other_1})},
      {"social", single.datasets[1].fields}};
  CHECK(Agreement::make(draft_terms(grouped).value()).value().text() ==
        read("grouped.agreement.json"));

  Draft detailed{"Example of detailed filters: Cyngor Sŵn y Môr",
                 Level::detailed,
                 kKeys,
                 {{"left", all_fields()}, {"right", all_fields()}},
                 {},
                 1,
                 std::nullopt};
  AgreementTerms terms = draft_terms(detailed).value();
  terms.project = agreement("detailed.agreement.json").terms().project;  // it was random
  CHECK(Agreement::make(terms).value().text() == read("detailed.agreement.json"));
}

TEST_CASE("two projects are not the same two of one rehearsal are") {
  Draft draft{"T", Level::grouped, {}, {{"a", fields({Field::surname})}}, {}, 1, std::nullopt};
  CHECK(draft_terms(draft).value().project != draft_terms(draft).value().project);
  draft.rehearsal_seed = 5;
  CHECK(draft_terms(draft).value().project == draft_terms(draft).value().project);
}

TEST_CASE("columns of each level over all fields") {
  using Names = std::vector<std::string>;
  CHECK(names_of(make_encoding(Level::single, all_fields())) ==
        Names{"person", "nhs_number", "upn", "uln"});
  CHECK(names_of(make_encoding(Level::grouped, all_fields())) ==
        Names{"person", "names", "birth", "address", "other_1", "other_2", "nhs_number", "upn",
              "uln"});
  CHECK(names_of(make_encoding(Level::detailed, all_fields())) ==
        Names{"person", "given", "surname", "birth", "address", "other_1", "other_2", "nhs_number",
              "upn", "uln"});
}

TEST_CASE("fields that nobody uses leave no feature and no empty column") {
  using Names = std::vector<std::string>;
  using F = Field;
  CHECK(names_of(make_encoding(Level::detailed, fields({F::surname}))) ==
        Names{"person", "surname"});
  // Sex alone never fills a filter.
  CHECK(names_of(make_encoding(Level::grouped, fields({F::surname, F::sex}))) ==
        Names{"person", "names"});
  CHECK(names_of(make_encoding(Level::grouped, fields({F::upn}))) == Names{"upn"});
  CHECK(make_encoding(Level::grouped, {}).columns.empty());
  const Encoding encoding = make_encoding(Level::grouped, fields({F::middle_names, F::town}));
  CHECK(encoding.find("person")->features.size() == 2);
  CHECK(encoding.find("names")->features.size() == 1);
  CHECK_FALSE(encoding.find("birth"));
}

TEST_CASE("a data set supplies the columns it has a field for and the needed one") {
  using Names = std::vector<std::string>;
  using F = Field;
  const Encoding encoding = make_encoding(Level::grouped, all_fields());
  CHECK(supplied_columns(encoding, fields({F::sex, F::town})) == Names{"person", "address"});
  CHECK(supplied_columns(encoding, fields({F::date_of_birth})) == Names{"person", "birth"});
  CHECK(supplied_columns(encoding, fields({F::upn})) == Names{"upn"});
  CHECK(supplied_columns(encoding, {}).empty());
}

TEST_CASE("exact passes come first and the person pass only where there is a person filter") {
  const auto passes = make_passes(make_encoding(Level::grouped, all_fields()));
  REQUIRE(passes.size() == 4);
  CHECK(passes[0].name == "nhs_number");
  CHECK(passes[0].rule == Rule::exact);
  CHECK(passes[3].search == "person");
  CHECK(passes[3].score ==
        std::vector<std::string>{"names", "birth", "address", "other_1", "other_2"});
  CHECK(make_passes(make_encoding(Level::single, all_fields())).back().score.empty());
  CHECK(make_passes(make_encoding(Level::single, fields({Field::upn}))).size() == 1);
}

TEST_CASE("a key or another field that one of several data sets alone has is left out") {
  using F = Field;
  Draft draft{"T", Level::grouped, kKeys, {}, {}, 1, 1};
  draft.datasets = {{"a", fields({F::surname, F::other_1, F::other_2, F::upn, F::nhs_number})},
                    {"b", fields({F::surname, F::other_2, F::upn, F::uln, F::town})},
                    {"c", fields({F::surname})}};
  const PerField<bool> used = used_fields(draft);
  CHECK(used.values == fields({F::surname, F::other_2, F::upn, F::town}).values);
  draft.datasets.resize(1);
  CHECK(used_fields(draft).values == draft.datasets[0].fields.values);
}

TEST_CASE("a key counts only when it is wanted") {
  Draft draft{"T", Level::grouped, {}, {{"a", fields({Field::surname, Field::upn})}}, {}, 1, 1};
  CHECK_FALSE(used_fields(draft)[Field::upn]);
  draft.keys[Field::upn] = true;
  CHECK(used_fields(draft)[Field::upn]);
}

TEST_CASE("a draft that makes no sense is a mistake of usage") {
  const Draft good{"T", Level::grouped, {}, {{"a", fields({Field::surname})}}, {}, 1, 1};
  REQUIRE(draft_terms(good));
  struct {
    const char* message;
    Draft draft;
  } cases[] = {{"--duplicates: no such data set", good},
               {"--keys: no data set has uln", good},
               {"--dataset: data set \"a\" has no field to encode", good}};
  cases[0].draft.duplicates = {"b"};
  cases[1].draft.keys[Field::uln] = true;
  cases[2].draft.datasets[0].fields = fields({Field::upn});
  for (const auto& c : cases) {
    CAPTURE(c.message);
    const Result<AgreementTerms> terms = draft_terms(c.draft);
    REQUIRE_FALSE(terms);
    CHECK(terms.error().code == Errc::usage);
    CHECK(terms.error().message == c.message);
  }
}

}  // namespace
}  // namespace tally::draft_test
