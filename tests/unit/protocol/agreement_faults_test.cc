// Agreements with one fault each. Every fault has its own message, which says where it is and
// repeats nothing from the file except valid names.
#include "protocol/agreement/agreement.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::agreement_faults_test {
namespace {

using namespace protocol_vectors;

struct Fault {
  const char* from;  // replaced where it first occurs in detailed.agreement.json
  const char* to;
  Errc code;
  const char* message;
};

const Fault kFormFaults[] = {
    {"\"format\"", "\"Format\"", Errc::malformed, "agreement: member \"format\" expected"},
    {"agreement/3", "agreement/2", Errc::malformed,
     "agreement.format: this software does not read this format"},
    {"\"linkage\"", "\"love\"", Errc::malformed, "agreement.purpose: this format has no such word"},
    {"\"title\": \"Example of detailed filters: Cyngor Sŵn y Môr\"", "\"title\": 7",
     Errc::malformed, "agreement.title: not a string"},
    {"10111213", "1011121", Errc::malformed,
     "agreement.project: must be 32 lower-case hexadecimal digits"},
    {"1a1b", "1A1B", Errc::malformed,
     "agreement.project: must be 32 lower-case hexadecimal digits"},
    {"\"amends\": \"\"", "\"amends\": \"00\"", Errc::malformed,
     "agreement.amends: must be 64 lower-case hexadecimal digits"},
    {"\"amends\": \"\"", "\"amends\": null", Errc::malformed, "agreement.amends: not a string"},
    {"  \"amends\": \"\",\n", "", Errc::malformed, "agreement: member \"amends\" expected"},
    {"\"fallback_threshold\": 800", "\"fallback_threshold\": 800,\n    \"more\": 1",
     Errc::malformed, "agreement.policy: this format has no such member"},
    {"\"name\": \"left\"", "\"name\": \"left\",\n      \"address\": \"x\"", Errc::malformed,
     "agreement.parties[0]: member \"roles\" expected"},
    {"\"holder\",\n        \"key_maker\"", "\"holder\",\n        \"king\"", Errc::malformed,
     "agreement.parties[0].roles[1]: this format has no such role"},
    {"\"analyst\"\n      ]", "null\n      ]", Errc::malformed,
     "agreement.parties[3].roles[0]: not a string"},
    {"\"signing\": \"", "\"signing\": \"0", Errc::malformed,
     "agreement.parties[0].signing: must be 64 lower-case hexadecimal digits"},
    {"\"opening\": \"", "\"opening\": \"x", Errc::malformed,
     "agreement.parties[0].opening: must be 64 lower-case hexadecimal digits"},
    {"\"standardiser\": 2", "\"standardiser\": \"1\"", Errc::malformed,
     "agreement.encoding.standardiser: not a whole number in range"},
    {"\"standardiser\": 2", "\"standardiser\": -1", Errc::malformed,
     "agreement.encoding.standardiser: not a whole number in range"},
    {"\"standardiser\": 2", "\"standardiser\": 4294967296", Errc::malformed,
     "agreement.encoding.standardiser: not a whole number in range"},
    {"\"standardiser\": 2", "\"standardiser\": true", Errc::malformed,
     "agreement.encoding.standardiser: not a whole number in range"},
    {"\"kind\": \"filter\"", "\"kind\": \"fitler\"", Errc::malformed,
     "agreement.encoding.columns[0].kind: this format has no such word"},
    {"\"field\": \"forename\"", "\"field\": \"first_name\"", Errc::malformed,
     "agreement.encoding.columns[0].features[0].field: this format has no such word"},
    {"\"tokens\": \"padded_bigrams\"", "\"tokens\": \"trigrams\"", Errc::malformed,
     "agreement.encoding.columns[0].features[0].tokens: this format has no such word"},
    {"\"bits\": 130", "\"share\": 130", Errc::malformed,
     "agreement.encoding.columns[0].features[0]: member \"bits\" expected"},
    {"\"bits\": 130", "\"bits\": 130,\n            \"k\": 3", Errc::malformed,
     "agreement.encoding.columns[0].features[0]: this format has no such member"},
    {"\"hardening\": []", "\"hardening\": [\n      \"fold\"\n    ]", Errc::malformed,
     "agreement.encoding.hardening[0]: not an object"},
    {"\"hardening\": []", "\"hardening\": [{\"column\": \"person\", \"kind\": \"fold\"}]",
     Errc::refused, "agreement.encoding.hardening[0]: this software does not know this hardening"},
    {"\"hardening\": []",
     "\"hardening\": [{\"column\": \"person\", \"kind\": \"diffusion\", \"majorities\": 3}]",
     Errc::malformed, "agreement.encoding.hardening[0]: member \"t\" expected"},
    {"\"hardening\": []",
     "\"hardening\": [{\"column\": \"nobody\", \"kind\": \"diffusion\", \"t\": 3}]", Errc::refused,
     "agreement.encoding.hardening[0]: the encoding has no such column"},
    {"\"hardening\": []",
     "\"hardening\": [{\"column\": \"given\", \"kind\": \"diffusion\", \"t\": 3}, "
     "{\"column\": \"given\", \"kind\": \"saul\", \"majorities\": 3}]",
     Errc::refused, "agreement.encoding.hardening[1]: a column is hardened twice"},
    {"\"hardening\": []", "\"hardening\": {}", Errc::malformed,
     "agreement.encoding.hardening: not a list"},
    {"\"profile\": \"person\"", "\"profile\": \"person\",\n      \"profile_text\": \"abc\"",
     Errc::malformed,
     "agreement.datasets[0].profile_text: must be 64 lower-case hexadecimal digits"},
    {"\"profile\": \"person\"", "\"profile_text\": \"person\",\n      \"profile\": \"person\"",
     Errc::malformed, "agreement.datasets[0]: member \"profile\" expected"},
    {"\"duplicates\": \"no\"", "\"duplicates\": false", Errc::malformed,
     "agreement.datasets[0].duplicates: not a string"},
    {"        \"middle_names\",\n        \"surname\"",
     "        \"surname\",\n        \"middle_names\"", Errc::malformed,
     "agreement.datasets[0].fields: each must appear once, in the order of the format"},
    {"        \"middle_names\",\n        \"surname\"",
     "        \"middle_names\",\n        \"nickname\"", Errc::malformed,
     "agreement.datasets[0].fields[2]: not a field"},
    {"\"required\": \"yes\"", "\"required\": \"maybe\"", Errc::malformed,
     "agreement.datasets[0].required: this format has no such word"},
    {"\"rule\": \"exact\"", "\"rule\": \"exact\",\n        \"threshold\": 5", Errc::malformed,
     "agreement.policy.passes[0]: this format has no such member"},
    {"\"rule\": \"without_truth\"", "\"rule\": \"threshold\"", Errc::malformed,
     "agreement.policy.passes[3]: member \"threshold\" expected"},
    {"\"flags\": \"yes\"", "\"flags\": \"some\"", Errc::malformed,
     "agreement.release[0].flags: this format has no such word"},
    {"\"small_counts\": 10", "\"small_counts\": 10,\n      \"more\": 1", Errc::malformed,
     "agreement.release[0]: this format has no such member"},
    {"2035-12-31", "2035-02-29", Errc::malformed,
     "agreement.retention.ends: not a date (YYYY-MM-DD)"},
    {"\"submission_days\": 30", "\"submission_days\": -1", Errc::malformed,
     "agreement.retention.submission_days: not a whole number in range"},
    {"\"secret_destroyed\": \"2035-12-31\"", "\"secret_destroyed\": 0", Errc::malformed,
     "agreement.retention.secret_destroyed: not a string"},
};

void check_fault(const Fault& fault) {
  CAPTURE(fault.to);
  CAPTURE(fault.message);
  std::string file = read("detailed.agreement.json");
  const std::string from = fault.from;
  REQUIRE(file.find(from) != std::string::npos);
  file.replace(file.find(from), from.size(), fault.to);
  const Result<Agreement> parsed = Agreement::parse(file);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == fault.code);
  CHECK(parsed.error().message == fault.message);
}

TEST_CASE("a fault of form is malformed and the message says where") {
  for (const Fault& fault : kFormFaults) check_fault(fault);
}

struct RuleFault {
  const char* message;
  void (*spoil)(AgreementTerms& terms);
};

Column& column(AgreementTerms& terms, const char* name) {
  return *std::ranges::find(terms.encoding.columns, std::string_view(name), &Column::name);
}

const RuleFault kRuleFaults[] = {
    {"title: must be 1 to 200 bytes long", [](AgreementTerms& t) { t.title.clear(); }},
    {"title: must be 1 to 200 bytes long", [](AgreementTerms& t) { t.title.assign(201, 'x'); }},
    {"title: has control characters, or is not UTF-8", [](AgreementTerms& t) { t.title = "a\nb"; }},
    {"title: has control characters, or is not UTF-8",
     [](AgreementTerms& t) { t.title = "a\xC3"; }},
    {"title: has control characters, or is not UTF-8",
     [](AgreementTerms& t) { t.title = "\xC0\x80"; }},
    {"title: has control characters, or is not UTF-8",
     [](AgreementTerms& t) { t.title = "\xED\xA0\x80"; }},
    {"title: has control characters, or is not UTF-8",
     [](AgreementTerms& t) { t.title = "\xF4\x90\x80\x80"; }},
    {"title: has control characters, or is not UTF-8",
     [](AgreementTerms& t) { t.title = "a\u202Eb"; }},
    {"parties: none", [](AgreementTerms& t) { t.parties.clear(); }},
    {"parties: more than 64",
     [](AgreementTerms& t) {
       for (int i = 0; i < 61; ++i) t.parties.push_back({"p" + std::to_string(i), {}});
     }},
    {"parties[1]: not a valid name", [](AgreementTerms& t) { t.parties[1].name = "Right"; }},
    {"parties[1]: not a valid name", [](AgreementTerms& t) { t.parties[1].name = ""; }},
    {"parties[1]: not a valid name", [](AgreementTerms& t) { t.parties[1].name.assign(65, 'a'); }},
    {"parties: two are called \"left\"", [](AgreementTerms& t) { t.parties[1].name = "left"; }},
    {"party \"right\": no role", [](AgreementTerms& t) { t.parties[1].roles.clear(); }},
    {"party \"left\": each role must appear once, in the order of the format",
     [](AgreementTerms& t) { std::swap(t.parties[0].roles[0], t.parties[0].roles[1]); }},
    {"party \"right\": each role must appear once, in the order of the format",
     [](AgreementTerms& t) { t.parties[1].roles.push_back(Party::Role::holder); }},
    {"party \"analyst\": the key maker must also be a holder",
     [](AgreementTerms& t) { t.parties[3].roles = {Party::Role::key_maker}; }},
    {"party \"linker\": the linker must not be a holder",
     [](AgreementTerms& t) {
       t.parties[2].roles = {Party::Role::holder, Party::Role::linker};
     }},
    {"parties: there must be exactly one linker",
     [](AgreementTerms& t) { t.parties[2].roles = {Party::Role::analyst}; }},
    {"parties: there must be exactly one linker",
     [](AgreementTerms& t) { t.parties[3].roles = {Party::Role::linker}; }},
    {"parties: there must be exactly one key maker",
     [](AgreementTerms& t) { t.parties[0].roles.pop_back(); }},
    {"parties: there must be exactly one key maker",
     [](AgreementTerms& t) { t.parties[1].roles.push_back(Party::Role::key_maker); }},
    {"party \"linker\": the linker must not be an analyst",
     [](AgreementTerms& t) { t.parties[2].roles.push_back(Party::Role::analyst); }},
    {"party \"analyst\": governance must have no other role",
     [](AgreementTerms& t) { t.parties[3].roles.push_back(Party::Role::governance); }},
    {"party \"linker\": a certificate is given twice",
     [](AgreementTerms& t) { t.parties[2].opening = t.parties[0].opening; }},
    {"party \"left\": a certificate is given twice",
     [](AgreementTerms& t) { t.parties[0].opening = t.parties[0].signing; }},
    {"encoding: standardiser must be 1 to 65535",
     [](AgreementTerms& t) { t.encoding.standardiser = 0; }},
    {"encoding: not a Unicode version", [](AgreementTerms& t) { t.encoding.unicode = "15,0"; }},
    {"columns: none", [](AgreementTerms& t) { t.encoding.columns.clear(); }},
    {"columns: more than 64", [](AgreementTerms& t) { t.encoding.columns.resize(65); }},
    {"columns: two are called \"person\"",
     [](AgreementTerms& t) { t.encoding.columns[1].name = "person"; }},
    {"column \"person\": bits must be a multiple of 64 from 512 to 32768",
     [](AgreementTerms& t) { column(t, "person").bits = 1000; }},
    {"column \"person\": bits must be a multiple of 64 from 512 to 32768",
     [](AgreementTerms& t) { column(t, "person").bits = 448; }},
    {"column \"person\": bits must be a multiple of 64 from 512 to 32768",
     [](AgreementTerms& t) { column(t, "person").bits = 32768 + 64; }},
    {"column \"person\": no features",
     [](AgreementTerms& t) { column(t, "person").features = {}; }},
    {"column \"given\": field \"nhs_number\": a linking key must be in a token column",
     [](AgreementTerms& t) { column(t, "given").features[0].field = Field::nhs_number; }},
    {"column \"given\": field \"forename\": key space: not a valid name",
     [](AgreementTerms& t) { column(t, "given").features[0].space = "a b"; }},
    {"column \"given\": field \"forename\": these tokens do not suit this field",
     [](AgreementTerms& t) { column(t, "given").features[0].tokens = Tokens::date_digits; }},
    {"column \"birth\": field \"date_of_birth\": these tokens do not suit this field",
     [](AgreementTerms& t) { column(t, "birth").features[0].tokens = Tokens::value; }},
    {"column \"given\": field \"forename\": count must be 1 to 1024",
     [](AgreementTerms& t) { column(t, "given").features[0].count = 0; }},
    {"column \"given\": field \"forename\": count must be 1 to 1024",
     [](AgreementTerms& t) { column(t, "given").features[0].count = 1025; }},
    {"column \"given\": a field is given twice",
     [](AgreementTerms& t) { column(t, "given").features[1].field = Field::forename; }},
    {"column \"given\": needs a field that is not among its features",
     [](AgreementTerms& t) { column(t, "given").needs = Field::surname; }},
    {"column \"birth\": encodes whole values only",
     [](AgreementTerms& t) {
       auto& features = column(t, "birth").features;
       features.erase(features.begin());
       column(t, "birth").needs = std::nullopt;
     }},
    {"column \"given\": expected insertions must be between 1/64 of its bits and all of them",
     [](AgreementTerms& t) { column(t, "given").features[0].count = 64; }},
    {"column \"birth\": expected insertions must be between 1/64 of its bits and all of them",
     [](AgreementTerms& t) {
       auto& features = column(t, "birth").features;
       features.pop_back();
       features[0].insertions = Insertions::per_field;
       features[0].count = 7;
     }},
    {"column \"given\": t of diffusion must be 2 to 15",
     [](AgreementTerms& t) {
       column(t, "given").hardening = {Hardening::Kind::diffusion, 1};
     }},
    {"column \"given\": t of diffusion must be 2 to 15",
     [](AgreementTerms& t) {
       column(t, "given").hardening = {Hardening::Kind::diffusion, 16};
     }},
    {"column \"given\": majorities of saul must be 1 to 9",
     [](AgreementTerms& t) {
       column(t, "given").hardening = {Hardening::Kind::saul, 0};
     }},
    {"column \"given\": majorities of saul must be 1 to 9",
     [](AgreementTerms& t) {
       column(t, "given").hardening = {Hardening::Kind::saul, 10};
     }},
    {"column \"upn\": only a filter can be hardened",
     [](AgreementTerms& t) {
       column(t, "upn").hardening = {Hardening::Kind::saul, 1};
     }},
    {"column \"upn\": the field of a token column must be a linking key",
     [](AgreementTerms& t) { column(t, "upn").key = Field::surname; }},
    {"datasets: none", [](AgreementTerms& t) { t.datasets.clear(); }},
    {"datasets: two are called \"left\"", [](AgreementTerms& t) { t.datasets[1].name = "left"; }},
    {"data set \"left\": its holder must be a party with the role holder",
     [](AgreementTerms& t) { t.datasets[0].holder = "nobody"; }},
    {"data set \"left\": its holder must be a party with the role holder",
     [](AgreementTerms& t) { t.datasets[0].holder = "linker"; }},
    {"data set \"left\": profile: not a valid name",
     [](AgreementTerms& t) { t.datasets[0].profile = "../x"; }},
    {"data set \"left\": rows_per_record must be 1 to 8",
     [](AgreementTerms& t) { t.datasets[0].rows_per_record = 0; }},
    {"data set \"left\": rows_per_record must be 1 to 8",
     [](AgreementTerms& t) { t.datasets[0].rows_per_record = 9; }},
    {"data set \"left\": its fields supply no column",
     [](AgreementTerms& t) { t.datasets[0].columns = {}; }},
    {"data set \"left\": the encoding has no such column",
     [](AgreementTerms& t) { t.datasets[0].columns.push_back("names"); }},
    {"data set \"left\": each column must appear once, in the order of the encoding",
     [](AgreementTerms& t) { std::swap(t.datasets[0].columns[0], t.datasets[0].columns[1]); }},
    {"data set \"left\": each column must appear once, in the order of the encoding",
     [](AgreementTerms& t) { t.datasets[0].columns[1] = "person"; }},
    {"data set \"left\": no field supplies the column \"upn\"",
     [](AgreementTerms& t) { t.datasets[0].fields[Field::upn] = false; }},
    {"data set \"left\": no field supplies the column \"birth\"",
     [](AgreementTerms& t) { t.datasets[0].fields[Field::date_of_birth] = false; }},
    {"data set \"left\": no column encodes the field \"uln\"",
     [](AgreementTerms& t) { std::erase(t.datasets[0].columns, "uln"); }},
    {"data set \"left\": a row would be longer than 64 KiB",
     [](AgreementTerms& t) {
       t.datasets[0].columns.clear();
       for (int i = 0; i < 16; ++i) {
         Column wide = column(t, "person");
         wide.name = "wide" + std::to_string(i);
         wide.bits = 32768;
         t.encoding.columns.push_back(wide);
         t.datasets[0].columns.push_back(wide.name);
       }
     }},
    {"party \"right\": a holder must hold a data set",
     [](AgreementTerms& t) { t.datasets[1].holder = "left"; }},
    {"passes: none", [](AgreementTerms& t) { t.policy.passes.clear(); }},
    {"pass \"person\": the search column must be a filter column or bands",
     [](AgreementTerms& t) { t.policy.passes[3].search = "nobody"; }},
    {"pass \"person\": the search column must be a filter column or bands",
     [](AgreementTerms& t) { t.policy.passes[3].search = "upn"; }},
    {"pass \"upn\": the search column must be a token column",
     [](AgreementTerms& t) { t.policy.passes[1].search = "person"; }},
    {"pass \"upn\": an exact pass must have no score columns",
     [](AgreementTerms& t) { t.policy.passes[1].score = {"given"}; }},
    {"pass \"person\": score columns and search column must be of one kind",
     [](AgreementTerms& t) { t.policy.passes[3].score[0] = "upn"; }},
    {"pass \"person\": a score column is given twice",
     [](AgreementTerms& t) { t.policy.passes[3].score[0] = t.policy.passes[3].score[1]; }},
    {"pass \"person\": threshold must be 1 to 1000000",
     [](AgreementTerms& t) {
       t.policy.passes[3].rule = Rule::threshold;
       t.policy.passes[3].threshold.unit = PassThreshold::Unit::bits;
     }},
    {"pass \"person\": a threshold in bits needs score columns; a threshold in Dice must have none",
     [](AgreementTerms& t) {
       t.policy.passes[3].rule = Rule::threshold;
       t.policy.passes[3].threshold = {PassThreshold::Unit::dice, 800};
     }},
    {"pass \"person\": threshold must be 1 to 1000",
     [](AgreementTerms& t) {
       t.policy.passes[3].rule = Rule::threshold;
       t.policy.passes[3].score.clear();
       t.policy.passes[3].threshold = {PassThreshold::Unit::dice, 1001};
     }},
    {"policy: fallback_threshold must be 1 to 1000",
     [](AgreementTerms& t) { t.policy.fallback = {}; }},
    {"policy: fallback_threshold must be 1 to 1000",
     [](AgreementTerms& t) { t.policy.fallback = {1001}; }},
    {"release: must name an analyst", [](AgreementTerms& t) { t.releases[0].analyst = "left"; }},
    {"release: must name an analyst", [](AgreementTerms& t) { t.releases[0].analyst = "nobody"; }},
    {"release to \"analyst\": there must be a data set",
     [](AgreementTerms& t) { t.releases[0].datasets.clear(); }},
    {"release to \"analyst\": the agreement has no such data set",
     [](AgreementTerms& t) { t.releases[0].datasets[1] = "middle"; }},
    {"release to \"analyst\": each data set must appear once, in the order of the agreement",
     [](AgreementTerms& t) {
       t.releases[0].datasets = {"right", "left"};
     }},
    {"release to \"analyst\": each data set must appear once, in the order of the agreement",
     [](AgreementTerms& t) {
       t.releases[0].datasets = {"left", "left"};
     }},
    {"release to \"analyst\": small_counts must be 0 to 1000",
     [](AgreementTerms& t) { t.releases[0].small_counts = 1001; }},
    {"party \"analyst\": every analyst needs a release, in the order of the parties",
     [](AgreementTerms& t) { t.releases.clear(); }},
    {"release: an analyst must have only one",
     [](AgreementTerms& t) { t.releases.push_back(t.releases[0]); }},
    {"retention: submission_days must be 1 to 3660",
     [](AgreementTerms& t) { t.retention.submission_days = 0; }},
    {"retention: submission_days must be 1 to 3660",
     [](AgreementTerms& t) { t.retention.submission_days = 3661; }},
    {"retention: secret_destroyed must be at most 366 days after ends",
     [](AgreementTerms& t) { t.retention.ends = last_of_day(*parse_date("2034-12-29")); }},
    {"retention: a day must be in the years 1970 to 9999",
     [](AgreementTerms& t) { t.retention.ends.seconds = -1; }},
    {"retention: a day must be in the years 1970 to 9999",
     [](AgreementTerms& t) { t.retention.secret_destroyed = {253'402'300'800}; }},
};

TEST_CASE("a broken rule is refused and the message says where") {
  const AgreementTerms good = agreement("detailed.agreement.json").terms();
  REQUIRE(Agreement::make(good));
  for (const RuleFault& fault : kRuleFaults) {
    CAPTURE(fault.message);
    CAPTURE(&fault - kRuleFaults);
    AgreementTerms bad = good;
    fault.spoil(bad);
    const Result<Agreement> made = Agreement::make(bad);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == Errc::refused);
    CHECK(made.error().message == fault.message);
  }
}

}  // namespace
}  // namespace tally::agreement_faults_test
