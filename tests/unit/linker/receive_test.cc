#include "linker/receive/receive.h"

#include "tests/unit/linker/made_up_submissions.h"

namespace tally::linker::receive_test {
namespace {

using made_up::Parties;
using made_up::Row;

// The error of receiving these bodies; the run must fail.
Error refusal(const Parties& parties, const std::vector<std::string>& paths) {
  const auto result = parties.receive(paths);
  REQUIRE_FALSE(result);
  return result.error();
}

bool says(const Error& error, const std::string& words) {
  CAPTURE(error.message);
  const bool found = error.message.find(words) != std::string::npos;
  CHECK(found);
  return found;
}

const std::vector<Row> kTwo = {{1, {{5}}}, {2, {{6}}}};

TEST_CASE("rows become columns and rows of one reference one record") {
  const Parties parties(2, [](AgreementTerms& terms) { terms.datasets[0].rows_per_record = 2; });
  const std::vector<Submission> submissions = parties.submissions(
      {{{1, {{5, 70}, {}, {0, 511}}, {0, 9}}, {7, {{1023}}}, {7, {{1}, {2}}, {3}}}, {{4, {}}}});
  REQUIRE(submissions.size() == 2);
  const Submission& a = submissions[0];
  CHECK(a.rows() == 3);
  CHECK(a.records() == 2);
  CHECK(a.reference(RecordIndex{1}) == made_up::reference(7));
  CHECK(a.first_row(1) == 1);
  CHECK(a.first_row(2) == 3);
  CHECK(at(a.record_of(RowIndex{2})) == 1);
  const FilterColumn* person = a.filter("person");
  REQUIRE(person);
  CHECK(person->clks[0][0] == 1u << 5);
  CHECK(person->clks[0][1] == 1u << 6);
  CHECK(person->clks[1][15] == std::uint64_t{1} << 63);
  CHECK(person->popcounts == std::vector<std::uint32_t>{2, 1, 1});
  CHECK(a.filter("names")->popcounts == std::vector<std::uint32_t>{0, 0, 1});
  CHECK(a.filter("birth")->popcounts == std::vector<std::uint32_t>{2, 0, 0});
  CHECK(a.tokens("nhs_number")->tokens[0] == Token{});
  CHECK(a.tokens("upn")->tokens[0].bytes[0] == 9);
  CHECK(a.tokens("nhs_number")->tokens[2].bytes[0] == 3);
  CHECK(a.filter("nhs_number") == nullptr);
  CHECK(a.tokens("person") == nullptr);
  CHECK(submissions[1].records() == 1);
}

TEST_CASE("submissions come out in the order of the agreement") {
  const Parties parties(3);
  std::vector<std::string> paths = {parties.write("c", kTwo), parties.write("a", kTwo),
                                    parties.write("b", {})};
  const std::vector<Submission> submissions = parties.receive(paths).value();
  for (std::size_t i = 0; i < 3; ++i) CHECK(at(submissions[i].dataset()) == i);
  CHECK(submissions[1].records() == 0);
}

TEST_CASE("a header that differs from the agreement is refused and the file is named") {
  const Parties parties(2);
  const std::string good = parties.write("a", kTwo);
  struct Case {
    std::string words;
    void (*change)(EncodingsHeader&);
  };
  for (const Case& c : {
           Case{"project", [](EncodingsHeader& h) { h.project.bytes[0] ^= 1; }},
           Case{"a different encoding", [](EncodingsHeader& h) { h.encoding.bytes[3] ^= 1; }},
           Case{"another agreement", [](EncodingsHeader& h) { h.agreement.bytes[31] ^= 1; }},
           Case{"standardiser", [](EncodingsHeader& h) { h.standardiser += 1; }},
           Case{"standardiser", [](EncodingsHeader& h) { h.unicode = "15.1"; }},
           Case{"data set", [](EncodingsHeader& h) { h.dataset = "z"; }},
           Case{"columns",
                [](EncodingsHeader& h) {
                  h.layout.row_size -= h.layout.slots.back().size;
                  h.layout.slots.pop_back();
                }},
           Case{"different secrets", [](EncodingsHeader& h) { h.key_check.bytes[15] ^= 1; }},
       }) {
    CAPTURE(c.words);
    EncodingsHeader header = parties.header("b", 2);
    c.change(header);
    const std::string bad = parties.write("b", header, kTwo);
    const Error error = refusal(parties, {good, bad});
    CHECK(error.code == Errc::refused);
    says(error, c.words);
    says(error, bad);
  }
}

TEST_CASE("an encoding under the agreement that this one amends is accepted") {
  Digest before;
  before.bytes.fill(7);
  const Parties parties(2, [&](AgreementTerms& terms) { terms.amends = before; });
  EncodingsHeader header = parties.header("a", 2);
  header.agreement = before;
  const std::string earlier = parties.write("a", header, kTwo);
  CHECK(parties.receive({earlier, parties.write("b", kTwo)}));
}

TEST_CASE("a data set given twice or missing is refused") {
  const Parties parties(2, [](AgreementTerms& terms) { terms.datasets[1].required = false; });
  const std::string a = parties.write("a", kTwo), b = parties.write("b", kTwo);
  says(refusal(parties, {a, b, a}), "both belong to data set");
  says(refusal(parties, {b}), "\"a\" is required");
  CHECK(parties.receive({a}));
}

TEST_CASE(
    "encoders that differ on the columns that they share are refused and both files are named") {
  const Parties parties(2);
  const std::string a = parties.write("a", kTwo);
  const std::string b = parties.write("b", parties.header("b", 2), kTwo, Row{0, {{1}, {2}}, {}});
  const Error error = refusal(parties, {a, b});
  CHECK(error.code == Errc::refused);
  says(error, a + " and " + b + " encode column \"names\" differently");

  // A column that only one of them supplies is not compared.
  const Parties apart(
      2, [](AgreementTerms& terms) { std::erase(terms.datasets[0].columns, "names"); });
  const std::string c = apart.write("a", kTwo);
  const std::string d = apart.write("b", apart.header("b", 2), kTwo, Row{0, {{1}, {2}}, {}});
  CHECK(apart.receive({c, d}));
}

TEST_CASE("a body that its manifest does not describe is refused") {
  const Parties parties(2);
  const std::string a = parties.write("a", kTwo);
  const EncodingsHeader header = parties.header("b", 2);
  const std::string body = Parties::body(header, kTwo);
  KeyCheck other = header.key_check;
  other.bytes[0] ^= 1;
  says(refusal(parties, {a, parties.seal("b", body, 3, header.key_check)}), "number of rows");
  says(refusal(parties, {a, parties.seal("b", body, 2, other)}), "linkage secret");
  const Parties optional(2, [](AgreementTerms& terms) { terms.datasets[0].required = false; });
  const std::string as_a =
      optional.seal("a", Parties::body(optional.header("b", 2), kTwo), 2, header.key_check);
  says(refusal(optional, {as_a}), "data set");
}

TEST_CASE("a record of more rows than agreed is refused rows out of order are malformed") {
  const Parties parties(2);
  const std::string b = parties.write("b", kTwo);
  const Error rows = refusal(parties, {parties.write("a", {{1, {}}, {1, {}}}), b});
  CHECK(rows.code == Errc::refused);
  says(rows, "more than 1 row");
  CHECK(refusal(parties, {parties.write("a", {{2, {}}, {1, {}}}), b}).code == Errc::malformed);
}

}  // namespace
}  // namespace tally::linker::receive_test
