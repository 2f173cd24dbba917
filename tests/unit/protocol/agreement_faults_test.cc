// One fault an agreement: each has its own message, with its place, and repeats nothing that the
// file says but allowed names.
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
     "agreement.format: not an agreement that this software reads"},
    {"\"linkage\"", "\"love\"", Errc::malformed,
     "agreement.purpose: a word that this format does not have"},
    {"\"title\": \"Example of detailed filters: Cyngor Sŵn y Môr\"", "\"title\": 7",
     Errc::malformed, "agreement.title: not a string"},
    {"10111213", "1011121", Errc::malformed,
     "agreement.project: not 32 lower-case hexadecimal digits"},
    {"1a1b", "1A1B", Errc::malformed, "agreement.project: not 32 lower-case hexadecimal digits"},
    {"\"amends\": \"\"", "\"amends\": \"00\"", Errc::malformed,
     "agreement.amends: not 64 lower-case hexadecimal digits"},
    {"\"amends\": \"\"", "\"amends\": null", Errc::malformed, "agreement.amends: not a string"},
    {"  \"amends\": \"\",\n", "", Errc::malformed, "agreement: member \"amends\" expected"},
    {"\"fallback_threshold\": 800", "\"fallback_threshold\": 800,\n    \"more\": 1",
     Errc::malformed, "agreement.policy: a member that this format does not have"},
    {"\"name\": \"left\"", "\"name\": \"left\",\n      \"address\": \"x\"", Errc::malformed,
     "agreement.parties[0]: member \"roles\" expected"},
    {"\"holder\",\n        \"key_maker\"", "\"holder\",\n        \"king\"", Errc::malformed,
     "agreement.parties[0].roles[1]: a role that this format does not have"},
    {"\"analyst\"\n      ]", "null\n      ]", Errc::malformed,
     "agreement.parties[3].roles[0]: not a string"},
    {"\"signing\": \"", "\"signing\": \"0", Errc::malformed,
     "agreement.parties[0].signing: not 64 lower-case hexadecimal digits"},
    {"\"opening\": \"", "\"opening\": \"x", Errc::malformed,
     "agreement.parties[0].opening: not 64 lower-case hexadecimal digits"},
    {"\"standardiser\": 2", "\"standardiser\": \"1\"", Errc::malformed,
     "agreement.encoding.standardiser: not a whole number in range"},
    {"\"standardiser\": 2", "\"standardiser\": -1", Errc::malformed,
     "agreement.encoding.standardiser: not a whole number in range"},
    {"\"standardiser\": 2", "\"standardiser\": 4294967296", Errc::malformed,
     "agreement.encoding.standardiser: not a whole number in range"},
    {"\"standardiser\": 2", "\"standardiser\": true", Errc::malformed,
     "agreement.encoding.standardiser: not a whole number in range"},
    {"\"kind\": \"filter\"", "\"kind\": \"fitler\"", Errc::malformed,
     "agreement.encoding.columns[0].kind: a word that this format does not have"},
    {"\"field\": \"forename\"", "\"field\": \"first_name\"", Errc::malformed,
     "agreement.encoding.columns[0].features[0].field: a word that this format does not have"},
    {"\"tokens\": \"padded_bigrams\"", "\"tokens\": \"trigrams\"", Errc::malformed,
     "agreement.encoding.columns[0].features[0].tokens: a word that this format does not have"},
    {"\"bits\": 130", "\"weight\": 130", Errc::malformed,
     "agreement.encoding.columns[0].features[0]: member \"bits\" expected"},
    {"\"bits\": 130", "\"bits\": 130,\n            \"k\": 3", Errc::malformed,
     "agreement.encoding.columns[0].features[0]: a member that this format does not have"},
    {"\"hardening\": []", "\"hardening\": [\n      \"fold\"\n    ]", Errc::refused,
     "agreement.encoding.hardening[0]: a hardening step that this software does not know"},
    {"\"hardening\": []", "\"hardening\": {}", Errc::malformed,
     "agreement.encoding.hardening: not a list"},
    {"\"profile\": \"person\"", "\"profile\": \"person\",\n      \"profile_text\": \"abc\"",
     Errc::malformed, "agreement.datasets[0].profile_text: not 64 lower-case hexadecimal digits"},
    {"\"profile\": \"person\"", "\"profile_text\": \"person\",\n      \"profile\": \"person\"",
     Errc::malformed, "agreement.datasets[0]: member \"profile\" expected"},
    {"\"duplicates\": \"no\"", "\"duplicates\": false", Errc::malformed,
     "agreement.datasets[0].duplicates: not a string"},
    {"        \"middle_names\",\n        \"surname\"",
     "        \"surname\",\n        \"middle_names\"", Errc::malformed,
     "agreement.datasets[0].fields: repeated or not in the order of the format"},
    {"        \"middle_names\",\n        \"surname\"",
     "        \"middle_names\",\n        \"nickname\"", Errc::malformed,
     "agreement.datasets[0].fields[2]: not a field"},
    {"\"required\": \"yes\"", "\"required\": \"maybe\"", Errc::malformed,
     "agreement.datasets[0].required: a word that this format does not have"},
    {"\"rule\": \"exact\"", "\"rule\": \"exact\",\n        \"threshold\": 5", Errc::malformed,
     "agreement.policy.passes[0]: a member that this format does not have"},
    {"\"rule\": \"without_truth\"", "\"rule\": \"threshold\"", Errc::malformed,
     "agreement.policy.passes[3]: member \"threshold\" expected"},
    {"\"flags\": \"yes\"", "\"flags\": \"some\"", Errc::malformed,
     "agreement.release[0].flags: a word that this format does not have"},
    {"\"small_counts\": 10", "\"small_counts\": 10,\n      \"more\": 1", Errc::malformed,
     "agreement.release[0]: a member that this format does not have"},
    {"2035-12-31", "2035-02-29", Errc::malformed,
     "agreement.retention.ends: not a date, YYYY-MM-DD"},
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

TEST_CASE("a fault of form is malformed with its place") {
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
    {"title: not 1 to 200 bytes", [](AgreementTerms& t) { t.title.clear(); }},
    {"title: not 1 to 200 bytes", [](AgreementTerms& t) { t.title.assign(201, 'x'); }},
    {"title: control characters, or not UTF-8", [](AgreementTerms& t) { t.title = "a\nb"; }},
    {"title: control characters, or not UTF-8", [](AgreementTerms& t) { t.title = "a\xC3"; }},
    {"title: control characters, or not UTF-8", [](AgreementTerms& t) { t.title = "\xC0\x80"; }},
    {"title: control characters, or not UTF-8",
     [](AgreementTerms& t) { t.title = "\xED\xA0\x80"; }},
    {"title: control characters, or not UTF-8",
     [](AgreementTerms& t) { t.title = "\xF4\x90\x80\x80"; }},
    {"title: control characters, or not UTF-8", [](AgreementTerms& t) { t.title = "a\u202Eb"; }},
    {"parties: none", [](AgreementTerms& t) { t.parties.clear(); }},
    {"parties: over 64",
     [](AgreementTerms& t) {
       for (int i = 0; i < 61; ++i) t.parties.push_back({"p" + std::to_string(i), {}});
     }},
    {"parties[1]: bad name", [](AgreementTerms& t) { t.parties[1].name = "Right"; }},
    {"parties[1]: bad name", [](AgreementTerms& t) { t.parties[1].name = ""; }},
    {"parties[1]: bad name", [](AgreementTerms& t) { t.parties[1].name.assign(65, 'a'); }},
    {"parties: two called \"left\"", [](AgreementTerms& t) { t.parties[1].name = "left"; }},
    {"party \"right\": no role", [](AgreementTerms& t) { t.parties[1].roles.clear(); }},
    {"party \"left\": roles repeated or not in the order of the format",
     [](AgreementTerms& t) { std::swap(t.parties[0].roles[0], t.parties[0].roles[1]); }},
    {"party \"right\": roles repeated or not in the order of the format",
     [](AgreementTerms& t) { t.parties[1].roles.push_back(Party::Role::holder); }},
    {"party \"analyst\": a key maker that is not a holder",
     [](AgreementTerms& t) { t.parties[3].roles = {Party::Role::key_maker}; }},
    {"party \"linker\": a linker that is a holder",
     [](AgreementTerms& t) {
       t.parties[2].roles = {Party::Role::holder, Party::Role::linker};
     }},
    {"parties: not one linker",
     [](AgreementTerms& t) { t.parties[2].roles = {Party::Role::analyst}; }},
    {"parties: not one linker",
     [](AgreementTerms& t) { t.parties[3].roles = {Party::Role::linker}; }},
    {"parties: not one key maker", [](AgreementTerms& t) { t.parties[0].roles.pop_back(); }},
    {"parties: not one key maker",
     [](AgreementTerms& t) { t.parties[1].roles.push_back(Party::Role::key_maker); }},
    {"party \"linker\": a linker that is an analyst",
     [](AgreementTerms& t) { t.parties[2].roles.push_back(Party::Role::analyst); }},
    {"party \"analyst\": governance beside another role",
     [](AgreementTerms& t) { t.parties[3].roles.push_back(Party::Role::governance); }},
    {"party \"linker\": a certificate given twice",
     [](AgreementTerms& t) { t.parties[2].opening = t.parties[0].opening; }},
    {"party \"left\": a certificate given twice",
     [](AgreementTerms& t) { t.parties[0].opening = t.parties[0].signing; }},
    {"encoding: bad version of the standardiser",
     [](AgreementTerms& t) { t.encoding.standardiser = 0; }},
    {"encoding: bad Unicode version", [](AgreementTerms& t) { t.encoding.unicode = "15,0"; }},
    {"columns: none", [](AgreementTerms& t) { t.encoding.columns.clear(); }},
    {"columns: over 64", [](AgreementTerms& t) { t.encoding.columns.resize(65); }},
    {"columns: two called \"person\"",
     [](AgreementTerms& t) { t.encoding.columns[1].name = "person"; }},
    {"column \"person\": bits not a multiple of 64 from 512 to 32768",
     [](AgreementTerms& t) { column(t, "person").bits = 1000; }},
    {"column \"person\": bits not a multiple of 64 from 512 to 32768",
     [](AgreementTerms& t) { column(t, "person").bits = 448; }},
    {"column \"person\": bits not a multiple of 64 from 512 to 32768",
     [](AgreementTerms& t) { column(t, "person").bits = 32768 + 64; }},
    {"column \"person\": no features",
     [](AgreementTerms& t) { column(t, "person").features = {}; }},
    {"column \"given\": field \"nhs_number\": a key belongs in a token column",
     [](AgreementTerms& t) { column(t, "given").features[0].field = Field::nhs_number; }},
    {"column \"given\": field \"forename\": bad name of the key space",
     [](AgreementTerms& t) { column(t, "given").features[0].space = "a b"; }},
    {"column \"given\": field \"forename\": tokens of another kind of field",
     [](AgreementTerms& t) { column(t, "given").features[0].tokens = Tokens::date_digits; }},
    {"column \"birth\": field \"date_of_birth\": tokens of another kind of field",
     [](AgreementTerms& t) { column(t, "birth").features[0].tokens = Tokens::value; }},
    {"column \"given\": field \"forename\": count not 1 to 1024",
     [](AgreementTerms& t) { column(t, "given").features[0].count = 0; }},
    {"column \"given\": field \"forename\": count not 1 to 1024",
     [](AgreementTerms& t) { column(t, "given").features[0].count = 1025; }},
    {"column \"given\": a field given twice",
     [](AgreementTerms& t) { column(t, "given").features[1].field = Field::forename; }},
    {"column \"given\": needs a field that it does not have",
     [](AgreementTerms& t) { column(t, "given").needs = Field::surname; }},
    {"column \"birth\": whole values only",
     [](AgreementTerms& t) {
       auto& features = column(t, "birth").features;
       features.erase(features.begin());
       column(t, "birth").needs = std::nullopt;
     }},
    {"column \"given\": expected insertions not 1/64 of its bits to all of them",
     [](AgreementTerms& t) { column(t, "given").features[0].count = 64; }},
    {"column \"birth\": expected insertions not 1/64 of its bits to all of them",
     [](AgreementTerms& t) {
       auto& features = column(t, "birth").features;
       features.pop_back();
       features[0].insertions = Insertions::per_field;
       features[0].count = 7;
     }},
    {"column \"upn\": a token of a field that is not a key",
     [](AgreementTerms& t) { column(t, "upn").key = Field::surname; }},
    {"datasets: none", [](AgreementTerms& t) { t.datasets.clear(); }},
    {"datasets: two called \"left\"", [](AgreementTerms& t) { t.datasets[1].name = "left"; }},
    {"data set \"left\": its holder is not a party with that role",
     [](AgreementTerms& t) { t.datasets[0].holder = "nobody"; }},
    {"data set \"left\": its holder is not a party with that role",
     [](AgreementTerms& t) { t.datasets[0].holder = "linker"; }},
    {"data set \"left\": bad name of the profile",
     [](AgreementTerms& t) { t.datasets[0].profile = "../x"; }},
    {"data set \"left\": rows_per_record not 1 to 8",
     [](AgreementTerms& t) { t.datasets[0].rows_per_record = 0; }},
    {"data set \"left\": rows_per_record not 1 to 8",
     [](AgreementTerms& t) { t.datasets[0].rows_per_record = 9; }},
    {"data set \"left\": supplies no column",
     [](AgreementTerms& t) { t.datasets[0].columns = {}; }},
    {"data set \"left\": a column that the encoding does not have",
     [](AgreementTerms& t) { t.datasets[0].columns.push_back("names"); }},
    {"data set \"left\": columns repeated or not in the order of the encoding",
     [](AgreementTerms& t) { std::swap(t.datasets[0].columns[0], t.datasets[0].columns[1]); }},
    {"data set \"left\": columns repeated or not in the order of the encoding",
     [](AgreementTerms& t) { t.datasets[0].columns[1] = "person"; }},
    {"data set \"left\": no field for the column \"upn\"",
     [](AgreementTerms& t) { t.datasets[0].fields[Field::upn] = false; }},
    {"data set \"left\": no field for the column \"birth\"",
     [](AgreementTerms& t) { t.datasets[0].fields[Field::date_of_birth] = false; }},
    {"data set \"left\": no column encodes the field \"uln\"",
     [](AgreementTerms& t) { std::erase(t.datasets[0].columns, "uln"); }},
    {"data set \"left\": a row is over 64 KiB",
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
    {"party \"right\": a holder of no data set",
     [](AgreementTerms& t) { t.datasets[1].holder = "left"; }},
    {"passes: none", [](AgreementTerms& t) { t.policy.passes.clear(); }},
    {"pass \"person\": searches by what is not a filter column",
     [](AgreementTerms& t) { t.policy.passes[3].search = "nobody"; }},
    {"pass \"person\": searches by what is not a filter column",
     [](AgreementTerms& t) { t.policy.passes[3].search = "upn"; }},
    {"pass \"upn\": searches by what is not a token column",
     [](AgreementTerms& t) { t.policy.passes[1].search = "person"; }},
    {"pass \"upn\": exact, yet scored",
     [](AgreementTerms& t) { t.policy.passes[1].score = {"given"}; }},
    {"pass \"person\": scores by what is not a filter column",
     [](AgreementTerms& t) { t.policy.passes[3].score[0] = "upn"; }},
    {"pass \"person\": scores by a column twice",
     [](AgreementTerms& t) { t.policy.passes[3].score[0] = t.policy.passes[3].score[1]; }},
    {"pass \"person\": threshold not 1 to 1000000",
     [](AgreementTerms& t) {
       t.policy.passes[3].rule = Rule::threshold;
       t.policy.passes[3].threshold.unit = PassThreshold::Unit::bits;
     }},
    {"pass \"person\": a threshold in bits needs score columns, one in Dice has none",
     [](AgreementTerms& t) {
       t.policy.passes[3].rule = Rule::threshold;
       t.policy.passes[3].threshold = {PassThreshold::Unit::dice, 800};
     }},
    {"pass \"person\": threshold not 1 to 1000",
     [](AgreementTerms& t) {
       t.policy.passes[3].rule = Rule::threshold;
       t.policy.passes[3].score.clear();
       t.policy.passes[3].threshold = {PassThreshold::Unit::dice, 1001};
     }},
    {"policy: fallback_threshold not 1 to 1000", [](AgreementTerms& t) { t.policy.fallback = {}; }},
    {"policy: fallback_threshold not 1 to 1000",
     [](AgreementTerms& t) { t.policy.fallback = {1001}; }},
    {"release: to what is not an analyst",
     [](AgreementTerms& t) { t.releases[0].analyst = "left"; }},
    {"release: to what is not an analyst",
     [](AgreementTerms& t) { t.releases[0].analyst = "nobody"; }},
    {"release to \"analyst\": no data set",
     [](AgreementTerms& t) { t.releases[0].datasets.clear(); }},
    {"release to \"analyst\": a data set that the agreement does not have",
     [](AgreementTerms& t) { t.releases[0].datasets[1] = "middle"; }},
    {"release to \"analyst\": data sets repeated or not in the order of the agreement",
     [](AgreementTerms& t) {
       t.releases[0].datasets = {"right", "left"};
     }},
    {"release to \"analyst\": data sets repeated or not in the order of the agreement",
     [](AgreementTerms& t) {
       t.releases[0].datasets = {"left", "left"};
     }},
    {"release to \"analyst\": small_counts not 0 to 1000",
     [](AgreementTerms& t) { t.releases[0].small_counts = 1001; }},
    {"party \"analyst\": an analyst without a release, or releases not in the order of parties",
     [](AgreementTerms& t) { t.releases.clear(); }},
    {"release: two to one analyst", [](AgreementTerms& t) { t.releases.push_back(t.releases[0]); }},
    {"retention: submission_days not 1 to 3660",
     [](AgreementTerms& t) { t.retention.submission_days = 0; }},
    {"retention: submission_days not 1 to 3660",
     [](AgreementTerms& t) { t.retention.submission_days = 3661; }},
    {"retention: secret_destroyed over 366 days after ends",
     [](AgreementTerms& t) { t.retention.ends = last_of_day(*parse_date("2034-12-29")); }},
    {"retention: not a day of the years 1970 to 9999",
     [](AgreementTerms& t) { t.retention.ends.seconds = -1; }},
    {"retention: not a day of the years 1970 to 9999",
     [](AgreementTerms& t) { t.retention.secret_destroyed = {253'402'300'800}; }},
};

TEST_CASE("a broken rule is refused with its place") {
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
