// Agreements with bands: few_bands.agreement.json, and with one fault each.
#include "protocol/agreement/agreement.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::agreement_bands_test {
namespace {

using namespace protocol_vectors;

const char* const kFile = "few_bands.agreement.json";

TEST_CASE("parsing gives the bands that were written") {
  const Agreement few = agreement(kFile);
  const Column& column = *few.encoding().find("names_postcode");
  CHECK(column.kind == Column::Kind::bands);
  CHECK(column.bits == 40);
  CHECK(column.bands == 8);
  CHECK(column.hashes == 2);
  CHECK(column.joins ==
        std::vector<std::vector<Field>>{{Field::forename, Field::surname}, {Field::postcode}});
  CHECK_FALSE(column.needs);
  REQUIRE(column.features.size() == 3);
  CHECK(column.features[0].field == Field::surname);
  CHECK(column.features[0].insertions == Insertions::weight);
  CHECK(column.features[2].count == 1024);
  CHECK(few.terms().policy.passes[1].threshold == PassThreshold{PassThreshold::Unit::bits, 9500});
}

struct FormFault {
  const char* from;  // replaced where it first occurs
  const char* to;
  const char* message;
};
const FormFault kFormFaults[] = {
    {"\"bits\": 32,\n        ", "", "agreement.encoding.columns[0]: member \"bits\" expected"},
    {"\"bands\": 9,\n        ", "", "agreement.encoding.columns[0]: member \"bands\" expected"},
    {"\"bands\": 9", "\"bands\": \"9\"",
     "agreement.encoding.columns[0].bands: not a whole number in range"},
    {"\"hashes\": 1,\n        ", "", "agreement.encoding.columns[0]: member \"hashes\" expected"},
    {"\"hashes\": 1", "\"hashes\": -1",
     "agreement.encoding.columns[0].hashes: not a whole number in range"},
    {"\"joins\": [", "\"unites\": [", "agreement.encoding.columns[0]: member \"joins\" expected"},
    {"\"date_of_birth\"\n          ]\n        ]", "\"birthday\"\n          ]\n        ]",
     "agreement.encoding.columns[0].joins[1]: not a field"},
    {"[\n            \"date_of_birth\"\n          ]\n        ]", "\"date_of_birth\"\n        ]",
     "agreement.encoding.columns[0].joins[1]: not a list"},
    {"\"weight\": 130", "\"weights\": 130",
     "agreement.encoding.columns[0].features[0]: member \"bits\" expected"},
};

TEST_CASE("a fault in the form of bands is malformed and the message says where") {
  for (const FormFault& fault : kFormFaults) {
    CAPTURE(fault.to);
    CAPTURE(fault.message);
    std::string file = read(kFile);
    const std::string from = fault.from;
    REQUIRE(file.find(from) != std::string::npos);
    const Result<Agreement> parsed =
        Agreement::parse(file.replace(file.find(from), from.size(), fault.to));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::malformed);
    CHECK(parsed.error().message == fault.message);
  }
}

struct RuleFault {
  const char* message;
  void (*spoil)(AgreementTerms& terms, Column& bands);  // bands: names_birth
};
using F = Field;

const RuleFault kRuleFaults[] = {
    {"column \"names_birth\": bits of a band must be 32, 40, 48, 56 or 64",
     [](AgreementTerms&, Column& c) { c.bits = 24; }},
    {"column \"names_birth\": bits of a band must be 32, 40, 48, 56 or 64",
     [](AgreementTerms&, Column& c) { c.bits = 36; }},
    {"column \"names_birth\": bits of a band must be 32, 40, 48, 56 or 64",
     [](AgreementTerms&, Column& c) { c.bits = 72; }},
    {"column \"names_birth\": bands must be 8 to 512",
     [](AgreementTerms&, Column& c) { c.bands = 7; }},
    {"column \"names_birth\": bands must be 8 to 512",
     [](AgreementTerms&, Column& c) { c.bands = 513; }},
    {"column \"names_birth\": hashes must be 1 to 16",
     [](AgreementTerms&, Column& c) { c.hashes = 0; }},
    {"column \"names_birth\": hashes must be 1 to 16",
     [](AgreementTerms&, Column& c) { c.hashes = 17; }},
    {"column \"names_birth\": only a filter needs a field",
     [](AgreementTerms&, Column& c) { c.needs = F::date_of_birth; }},
    {"column \"names_birth\": no features", [](AgreementTerms&, Column& c) { c.features.clear(); }},
    {"column \"names_birth\": a field is given twice",
     [](AgreementTerms&, Column& c) { c.features[1].field = F::forename; }},
    {"column \"names_birth\": field \"forename\": count must be 1 to 1024",
     [](AgreementTerms&, Column& c) { c.features[0].count = 0; }},
    {"column \"names_birth\": field \"forename\": a filter has bits or k, and bands have weights",
     [](AgreementTerms&, Column& c) { c.features[0].insertions = Insertions::per_field; }},
    {"column \"names_birth\": field \"forename\": a filter has bits or k, and bands have weights",
     [](AgreementTerms&, Column& c) {
       c.kind = Column::Kind::filter;
       c.bits = 1024;
     }},
    {"column \"names_birth\": bands must join two or more kinds of identifiers",
     [](AgreementTerms&, Column& c) { c.joins.pop_back(); }},
    {"column \"names_birth\": bands must join two or more kinds of identifiers",
     [](AgreementTerms&, Column& c) { c.joins.clear(); }},
    {"column \"names_birth\": joins: each list must have fields, in the order of the format",
     [](AgreementTerms&, Column& c) { c.joins[1].clear(); }},
    {"column \"names_birth\": joins: each list must have fields, in the order of the format",
     [](AgreementTerms&, Column& c) { std::swap(c.joins[0][0], c.joins[0][1]); }},
    {"column \"names_birth\": joins: each list must have fields, in the order of the format",
     [](AgreementTerms&, Column& c) { c.joins[0][1] = F::forename; }},
    {"column \"names_birth\": joins a field that is not among its features",
     [](AgreementTerms&, Column& c) { c.joins[1][0] = F::postcode; }},
    {"column \"names_birth\": joins a field twice",
     [](AgreementTerms&, Column& c) { c.joins[1] = c.joins[0]; }},
    {"column \"names_birth\": sex or town is too little to be a kind of identifier",
     [](AgreementTerms&, Column& c) { c.joins[1] = {F::sex}; }},
    {"column \"names_birth\": sex or town is too little to be a kind of identifier",
     [](AgreementTerms&, Column& c) {
       c.features[3] = {F::town, "town", Tokens::padded_bigrams, Insertions::weight, 1};
       c.joins[1] = {F::town};
     }},
    {"data set \"school\": no field supplies the column \"names_birth\"",
     [](AgreementTerms& t, Column&) { t.datasets[0].fields[F::date_of_birth] = false; }},
    {"data set \"school\": a row would be longer than 64 KiB",
     [](AgreementTerms& t, Column& c) {
       c.bits = 64;
       c.bands = 512;
       for (int i = 0; i < 16; ++i) {
         Column wide = t.encoding.columns[0];
         wide.name = "wide" + std::to_string(i);
         t.encoding.columns.push_back(wide);
         t.datasets[0].columns.push_back(wide.name);
       }
     }},
    {"data set \"social\": bands cannot find one person's several records",
     [](AgreementTerms& t, Column&) { t.datasets[1].duplicates = true; }},
    {"pass \"sure\": score columns and search column must be of one kind",
     [](AgreementTerms& t, Column&) { t.policy.passes[1].score[0] = "upn"; }},
    {"pass \"sure\": score columns and search column must be of one kind",
     [](AgreementTerms& t, Column&) { t.policy.passes[1].score[0] = "nobody"; }},
    {"pass \"sure\": a score column is given twice",
     [](AgreementTerms& t, Column&) { t.policy.passes[1].score[0] = "all"; }},
    {"pass \"sure\": bands that search must also score",
     [](AgreementTerms& t, Column&) { t.policy.passes[1].score.pop_back(); }},
    {"pass \"sure\": bands that search must also score",
     [](AgreementTerms& t, Column&) { t.policy.passes[1].score.clear(); }},
    {"pass \"sure\": threshold must be 1 to 1000000",
     [](AgreementTerms& t, Column&) { t.policy.passes[1].threshold.thousandths = 0; }},
    {"pass \"upn\": the search column must be a token column",
     [](AgreementTerms& t, Column&) { t.policy.passes[0].search = "all"; }},
};

TEST_CASE("a broken rule of bands is refused and the message says where") {
  const AgreementTerms good = agreement(kFile).terms();
  REQUIRE(Agreement::make(good));
  for (const RuleFault& fault : kRuleFaults) {
    CAPTURE(fault.message);
    CAPTURE(&fault - kRuleFaults);
    AgreementTerms bad = good;
    fault.spoil(bad, bad.encoding.columns[0]);
    const Result<Agreement> made = Agreement::make(bad);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == Errc::refused);
    CHECK(made.error().message == fault.message);
  }
}

TEST_CASE("the smallest and the largest bands are allowed") {
  AgreementTerms terms = agreement(kFile).terms();
  const auto allowed = [&](std::uint32_t bits, std::uint32_t bands, std::uint32_t hashes) {
    Column& column = terms.encoding.columns[0];
    column.bits = bits;
    column.bands = bands;
    column.hashes = hashes;
    const Result<Agreement> made = Agreement::make(terms);
    return made && Agreement::parse(made.value().text());
  };
  CHECK(allowed(32, 8, 1));
  CHECK(allowed(64, 512, 16));
}

}  // namespace
}  // namespace tally::agreement_bands_test
