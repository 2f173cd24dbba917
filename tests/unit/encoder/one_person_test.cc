#include "encoder/admit/one_person.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "encoder/encode/encode.h"
#include "protocol/base/kept_files.h"
#include "tests/unit/encoder/made_up_holder.h"

namespace tally::encoder::one_person_test {
namespace {

const std::vector<Field> kNamed = {Field::forename, Field::surname, Field::date_of_birth,
                                   Field::postcode, Field::upn};

struct Case {
  const char* name;
  std::string rows;  // of one local_id: forename, surname, date of birth, NHS number, UPN
  OneId found;
};

const std::vector<Case> kCases = {
    {"one date", "ANN,Lee,2010-03-04,,\nBob,Ng,2010-03-04,,\n", OneId::one_date},
    {"one row without a date", "Ann,Lee,2010-03-04,,\nBob,Ng,,,\n", OneId::one_date},
    {"a part of a date unknown", "Ann,Lee,2010-03-04,,\nBob,Ng,2011-00-00,,\n", OneId::one_date},
    {"a date that stands for none", "Ann,Lee,2010-03-04,,\nBob,Ng,1900-01-01,,\n", OneId::one_date},
    {"a date that cannot be", "Ann,Lee,2010-03-04,,\nBob,Ng,2010-02-31,,\n", OneId::one_date},
    {"a date mistyped", "Ann,Lee,2010-03-04,,\nANN,Ng,2010-04-03,,\n", OneId::one_person},
    {"a forename cut short", "Alexander,Lee,2010-03-04,,\nAlex,Lee,2010-03-05,,\n",
     OneId::one_person},
    {"long forenames alike", "Maximilianus,Lee,2010-03-04,,\nMaximilianusX,Lee,2010-03-05,,\n",
     OneId::one_person},
    {"two children", "Ann,Lee,2010-03-04,,\nBob,Ng,2012-05-06,,\n", OneId::two_people},
    {"a sibling", "Ann,Lee,2010-03-04,,\nBob,Lee,2012-05-06,,\n", OneId::two_people},
    {"a sibling with the same number",
     "Ann,Lee,2010-03-04,9434765919,\nBob,Lee,2012-05-06,9434765919,\n", OneId::two_people},
    {"no forename and nothing else", ",,2010-03-04,,\n,,2012-05-06,,\n", OneId::two_people},
    {"no forename and one number", ",,2010-03-04,9434765919,\nBob,,2012-05-06,9434765919,\n",
     OneId::one_person},
    {"no forename and two numbers", ",,2010-03-04,9434765919,\n,,2012-05-06,4505577104,\n",
     OneId::two_people},
    {"no forename and one UPN which is the local id",
     ",,2010-03-04,,A850728973744\n,,2012-05-06,,A850728973744\n", OneId::two_people},
    {"a date missing in the first row", "Ann,Lee,,,\nAnn,Lee,2010-03-04,,\nBob,Ng,2012-05-06,,\n",
     OneId::two_people},
    {"two people and a row that could be of either",
     "J,Lee,2010-03-04,,\nJack,Lee,2011-04-03,,\nJill,Lee,2012-04-03,,\n", OneId::two_people},
    {"the same in another order",
     "Jack,Lee,2011-04-03,,\nJ,Lee,2010-03-04,,\nJill,Lee,2012-04-03,,\n", OneId::two_people},
    {"two people among three rows",
     "Ann,Lee,2010-03-04,,\nAnn,Lee,2010-03-05,,\nBob,Ng,2012-05-06,,\n", OneId::two_people},
};

Result<EncodeSummary> encode_text(const MadeUpHolder& holder, const std::string& text,
                                  Date day = kNoDay) {
  EncodeRequest request{holder.agreement,
                        DatasetIndex{0},
                        holder.reference_key,
                        holder.secret,
                        {holder.folder.put("in.csv", text), {}}};
  request.scratch_folder = holder.folder.path();
  request.rejects = holder.folder / "rejects";
  request.day = day;
  request.overwrite = kOverwriteAllButKeys;
  return encode(request);
}

// With a record before and a record after it, each of another person.
std::string text_of(const std::string& rows) {
  std::string text = "local_id,forename,surname,date_of_birth,nhs_number,upn,postcode\nx,,,,,,\n";
  for (std::size_t at = 0; at < rows.size();) {
    const std::size_t end = rows.find('\n', at);
    text += "A850728973744," + rows.substr(at, end - at) + ",CV1 2AB\n";
    at = end + 1;
  }
  return text + "y,,,,,,\n";
}

TEST_CASE("rows of one local id with different dates of birth are one person or are rejected") {
  const MadeUpHolder holder(kNamed, 3);
  for (const Case& c : kCases) {
    CAPTURE(c.name);
    const auto summary = encode_text(holder, text_of(c.rows));
    REQUIRE(summary);
    const bool two = c.found == OneId::two_people;
    const std::uint64_t rows = summary.value().ledger.read.all() - 2;
    CHECK(summary.value().ledger.rejected_for(Reject::two_people).all() == (two ? rows : 0));
    CHECK(summary.value().rows_written() == (two ? 2 : 2 + rows));
    CHECK(summary.value().records_written == (two ? 2 : 3));
    CHECK(summary.value().records_with_conflicting_birth_dates ==
          (c.found == OneId::one_person ? 1 : 0));
  }
}

TEST_CASE("two people are also distinguished by fields that are not encoded") {
  const MadeUpHolder holder({Field::upn}, 2);
  const auto summary = encode_text(holder, text_of("Ann,Lee,2010-03-04,,A850728973744\n"
                                                   "Bob,Lee,2012-05-06,,A850728973744\n"));
  REQUIRE(summary);
  CHECK(summary.value().rows_written() == 2);
  const std::string reason(describe(Reject::two_people));
  CHECK(holder.folder.get("rejects") ==
        "line,local_id,reason\n3,A850728973744," + reason + "\n4,A850728973744," + reason + "\n");
}

TEST_CASE("rows beyond those allowed also distinguish two people") {
  const MadeUpHolder holder(kNamed, 1);
  const auto summary = encode_text(holder, text_of("Ann,Lee,2010-03-04,,\nBob,Lee,2012-05-06,,\n"));
  REQUIRE(summary);
  CHECK(summary.value().ledger.rejected_for(Reject::too_many_rows).all() == 0);
  CHECK(summary.value().ledger.rejected_for(Reject::two_people).all() == 2);
}

TEST_CASE("a record of more rows than a person could have is rejected whole") {
  const MadeUpHolder holder(kNamed, 3);
  const std::string row = "Ann,Lee,2010-03-04,,\n";
  for (const bool differ : {false, true}) {
    CAPTURE(differ);
    const std::uint64_t most = differ ? 64 : 4096;
    std::string rows;
    for (std::uint64_t i = 0; i < most; ++i) {
      const std::string name = {static_cast<char>('A' + i / 26 % 26),
                                static_cast<char>('a' + i % 26)};
      rows += differ ? name + row.substr(3) : row;
    }
    const auto enough = encode_text(holder, text_of(rows));
    REQUIRE(enough);
    CHECK(enough.value().ledger.rejected_for(Reject::two_people).all() == 0);
    CHECK(enough.value().ledger.rejected_for(Reject::too_many_rows).all() == most - 3);
    const auto more = encode_text(holder, text_of(rows + "Bea,Lee,2010-03-04,,\n"));
    REQUIRE(more);
    CHECK(more.value().ledger.rejected_for(Reject::two_people).all() == most + 1);
    CHECK(more.value().records_written == 2);
  }
}

TEST_CASE("a date of birth in the future is encoded as missing and distinguishes nobody") {
  const MadeUpHolder holder(kNamed, 3);
  for (const Date day : {Date(2026, 11, 22), kNoDay}) {
    CAPTURE(day.print());
    const std::string text =
        text_of("Ann,Lee,2010-03-04,,\nBob,Ng,2026-11-23,,\nBob,Ng,2027-00-00,,\n");
    const auto summary = encode_text(holder, text, day);
    REQUIRE(summary);
    const bool judged = day != kNoDay;
    const auto& cells = summary.value().cells[Field::date_of_birth];
    CHECK(cells[static_cast<std::size_t>(CellState::invalid)] == (judged ? 2 : 0));
    CHECK(summary.value().rows_written() == (judged ? 5 : 2));
  }
}

// A profile may keep an earlier, wrong date of birth as an alternate.
Result<EncodeSummary> encode_old_dates(std::uint32_t rows_per_record, const std::string& rows) {
  const MadeUpHolder holder({Field::upn, Field::date_of_birth, Field::postcode}, rows_per_record,
                            [](AgreementTerms& terms) { terms.datasets[0].profile = "own"; });
  const std::string profile = holder.folder.put(
      "a.profile",
      "title: a test\nlocal_id: id\nupn: upn\npostcode: postcode\ndate_of_birth: dob; year month "
      "day\nalternate date_of_birth: old_dob\n");
  EncodeRequest request{holder.agreement,
                        DatasetIndex{0},
                        holder.reference_key,
                        holder.secret,
                        {holder.folder.put("in.csv", "id,upn,dob,old_dob,postcode\n" + rows), {}}};
  request.own_profile = profile;
  request.scratch_folder = holder.folder.path();
  return encode(request);
}

TEST_CASE("the alternates of one row are one person") {
  const auto summary = encode_old_dates(3, "1,,2010-03-04,2010-04-03,\n");
  REQUIRE_MESSAGE(summary, (summary ? "" : summary.error().message));
  CHECK(summary.value().rows_written() == 2);
}

TEST_CASE("alternates are counted separately from the rows of the export") {
  const auto summary = encode_old_dates(
      2, "1,,2010-03-04,2010-04-03,CV1 2AB\n1,,2010-03-04,2010-04-03,CV1 3AB\n2,,,,\n");
  REQUIRE(summary);
  const Ledger& ledger = summary.value().ledger;
  CHECK(ledger.read == RowTally{3, 2});
  CHECK(ledger.usable() == RowTally{2, 1});
  CHECK(ledger.rejected_for(Reject::too_many_rows) == RowTally{1, 1});
  const auto& dates = summary.value().cells[Field::date_of_birth];
  CHECK(dates[static_cast<std::size_t>(CellState::present)] == 2);
  CHECK(dates[static_cast<std::size_t>(CellState::missing)] == 1);
}

}  // namespace
}  // namespace tally::encoder::one_person_test
