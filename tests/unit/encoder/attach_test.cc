#include "encoder/payload/attach.h"
#include "common/atomic_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/bytes.h"
#include "protocol/base/kept_files.h"
#include "tests/unit/encoder/made_up_holder.h"

namespace tally::encoder::attach_test {
namespace {

using Names = std::vector<std::string>;

constexpr std::string_view kPerson = "title: T\nlocal_id: local_id\nforename: forename\n";
constexpr std::string_view kUnborn =
    "title: T\nlocal_id: local_id\nexcluded with: Mother\nforename: forename\n";
constexpr std::string_view kPupil =
    "title: T\nlocal_id: upn, row; UN1 is not known\nforename: forename\n";

Result<AttachSummary> attach_text(const MadeUpHolder& holder, const std::string& text,
                                  const Names& keep = {}, const std::string& id = "local_id",
                                  const std::vector<std::string>& exclusions = {},
                                  std::string_view profile_text = kPerson) {
  const Profile profile = parse_profile(profile_text, "t").value();
  AtomicFile file =
      TRY(AtomicFile::open(holder.folder / "out.csv", kOverwriteAllButKeys, Access::owner_only));
  AttachRequest request{holder.agreement,
                        DatasetIndex{0},
                        profile,
                        holder.reference_key,
                        holder.folder.put("in.csv", text),
                        [&](ByteView bytes) { return file.write(bytes); }};
  request.id = id;
  request.keep = keep;
  request.exclusions = exclusions;
  request.scratch_folder = holder.folder.path();
  AttachSummary summary = TRY(attach(request));
  TRY(file.commit());
  return summary;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string reference_of(const MadeUpHolder& holder, std::string_view local_id) {
  return to_text(
      make_reference(holder.reference_key, holder.agreement.terms().project, "school", local_id));
}

const std::vector<Field> kFields = {Field::forename, Field::surname};

TEST_CASE("rows carry references in place of identifiers in their order") {
  const MadeUpHolder holder(kFields);
  const auto summary = attach_text(holder,
                                   "send,Local_Name,local_id,Date of Birth,NHS Number\n"
                                   "K,\"a, b\",1,2010-01-01,9434765919\n"
                                   "E,\"say \"\"x\"\"\", 2 ,2010-01-01,\n"
                                   "N,,3,,\n",
                                   {"send", "local_name"});
  REQUIRE(summary);
  CHECK(summary.value().kept == Names{"send", "Local_Name"});
  CHECK(summary.value().dropped == Names{"local_id", "Date of Birth", "NHS Number"});
  CHECK(summary.value().ledger.usable().rows == 3);
  std::vector<std::string> expected = {reference_of(holder, "1") + ",K,\"a, b\"",
                                       reference_of(holder, "2") + ",E,\"say \"\"x\"\"\"",
                                       reference_of(holder, "3") + ",N,"};
  std::sort(expected.begin(), expected.end());
  expected.insert(expected.begin(), "reference,send,Local_Name");
  std::vector<std::string> lines = lines_of(holder.folder.get("out.csv"));
  REQUIRE(lines.size() == 4);
  CHECK(std::is_permutation(lines.begin(), lines.end(), expected.begin()));
  CHECK(lines[0] == expected[0]);
}

TEST_CASE("a list is applied by every id and number of a record that the profile reads") {
  const MadeUpHolder holder(kFields);
  const std::string numbers = holder.folder.put("n.csv", "nhs_number\n9434765919\n");
  const std::string mothers = holder.folder.put("m.csv", "local_id\nm1\n");
  const auto summary = attach_text(holder, "local_id,mother,plan\n1,M1,x\n2,M2,x\n", {"plan"},
                                   "local_id", {mothers}, kUnborn);
  REQUIRE(summary);
  CHECK(summary.value().ledger.excluded.rows == 1);
  CHECK(summary.value().ledger.usable().rows == 1);

  for (const char* text : {"local_id,plan\n1,x\n", "local_id,mother,plan\n1,M1,x\n",
                           "local_id,mother,nhs_number,plan\n1,M1,,x\n2,M2, ,x\n"}) {
    CAPTURE(text);
    const auto refusal = attach_text(holder, text, {"plan"}, "local_id", {numbers}, kUnborn);
    REQUIRE_FALSE(refusal);
    CHECK(refusal.error().code == Errc::refused);
  }
}

TEST_CASE("the order of the file does not show but rows of one record keep theirs") {
  const MadeUpHolder holder(kFields);
  std::string forward = "local_id,visit\n";
  std::string backward = forward;
  for (int i = 0; i < 100; ++i) {
    forward += std::to_string(i) + ",x\n";
    backward += std::to_string(99 - i) + ",x\n";
  }
  forward += "7,first\n7,second\n";
  backward.insert(backward.find("\n7,x\n") + 5, "7,first\n7,second\n");
  REQUIRE(attach_text(holder, forward, {"visit"}));
  const std::string text = holder.folder.get("out.csv");
  REQUIRE(attach_text(holder, backward, {"visit"}));
  CHECK(holder.folder.get("out.csv") == text);
  const std::string reference = reference_of(holder, "7");
  CHECK(text.find(reference + ",x\n" + reference + ",first\n" + reference + ",second\n") !=
        std::string::npos);
}

TEST_CASE("a payload in another code page is written in UTF-8 with a remark") {
  const MadeUpHolder holder(kFields);
  const auto summary = attach_text(holder, "Local_ID,caf\xe9\nJos\xe9,na\xefve\n", {"caf\u00e9"});
  REQUIRE(summary);
  CHECK(summary.value().kept == Names{"caf\u00e9"});
  CHECK(summary.value().remarks.size() == 1);
  CHECK(holder.folder.get("out.csv") ==
        "reference,caf\u00e9\n" + reference_of(holder, "Jos\u00e9") + ",na\u00efve\n");
}

TEST_CASE("references come from the named column even if others have its usual name") {
  const MadeUpHolder holder(kFields);
  const auto summary = attach_text(holder, "local_id,UPN ,x\n9, 1 ,a\n", {"x"}, " upn");
  REQUIRE(summary);
  CHECK(summary.value().dropped == Names{"local_id", "UPN "});
  CHECK(holder.folder.get("out.csv") == "reference,x\n" + reference_of(holder, "1") + ",a\n");
  const auto none = attach_text(holder, "local_id,x\n1,a\n", {"x"}, "upn");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == Errc::malformed);
}

TEST_CASE("a row has the local id that its profile gives it whatever column is named") {
  const MadeUpHolder holder(kFields);
  const std::string listed = holder.folder.put("listed.csv", "local_id\na\nP4\n");
  const std::string text = "row,upn,x\na,UN1,1\nb,un1,2\nc,,3\nd,P4,4\n,UN1,5\n";
  for (const char* id : {"upn", "row"}) {
    CAPTURE(id);
    const auto summary = attach_text(holder, text, {"x"}, id, {listed}, kPupil);
    REQUIRE(summary);
    CHECK(summary.value().ledger.excluded.rows == 2);
    CHECK(summary.value().ledger.rejected_rows() == RejectCounts{0, 1, 0});
    CHECK(holder.folder.get("out.csv").find(reference_of(holder, "b") + ",2\n") !=
          std::string::npos);
    CHECK(summary.value().records == 2);
  }
}

TEST_CASE("values that the profile does not know are no local id in any column") {
  const MadeUpHolder holder(kFields);
  const auto summary =
      attach_text(holder, "pupil,x\nUN1,1\nun1,2\nP3,3\n", {"x"}, "pupil", {}, kPupil);
  REQUIRE(summary);
  CHECK(summary.value().ledger.rejected_rows() == RejectCounts{0, 2, 0});
  CHECK(holder.folder.get("out.csv") == "reference,x\n" + reference_of(holder, "P3") + ",3\n");
}

TEST_CASE("a list names records by the local id of the profile or attach refuses") {
  const MadeUpHolder holder(kFields);
  const std::string listed = holder.folder.put("listed.csv", "local_id\na\nP4\n");
  const auto summary =
      attach_text(holder, "pupil,row,upn,x\n1,a,UN1,1\n2,b,P2,2\n3,c,P4,3\n1,,,4\n", {"x"}, "pupil",
                  {listed}, kPupil);
  REQUIRE(summary);
  CHECK(summary.value().ledger.excluded.rows == 3);
  CHECK(holder.folder.get("out.csv") == "reference,x\n" + reference_of(holder, "2") + ",2\n");
  for (const std::string id : {"pupil", "row"}) {
    CAPTURE(id);
    const std::string text = id + ",x\na,1\nb,2\n";
    const auto refusal = attach_text(holder, text, {"x"}, id, {listed}, kPupil);
    REQUIRE_FALSE(refusal);
    CHECK(refusal.error().code == Errc::refused);
    CHECK(refusal.error().message.find("in.csv: no column \"upn\"") != std::string::npos);
    CHECK(attach_text(holder, text, {"x"}, id, {}, kPupil));
  }
  CHECK(attach_text(holder, "upn,x\nP4,1\nP5,2\n", {"x"}, "upn", {listed}, kPupil));
}

TEST_CASE("a column goes out only when it is named") {
  const MadeUpHolder holder(kFields);
  const std::string text = "local_id,sex,postcode,score\n1,F,CV1 2AB,3\n";
  const auto summary = attach_text(holder, text, {"score", "sex"});
  REQUIRE(summary);
  CHECK(holder.folder.get("out.csv") ==
        "reference,sex,score\n" + reference_of(holder, "1") + ",F,3\n");
  const auto unknown = attach_text(holder, text, {"shoe_size"});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == Errc::usage);
}

TEST_CASE("rows without a usable identifier or with a wrong number of cells are left out") {
  const MadeUpHolder holder(kFields);
  const auto summary =
      attach_text(holder, "local_id,a\n1,x\n ,x\n2\n" + std::string(65, '3') + ",x\n");
  REQUIRE(summary);
  CHECK(summary.value().ledger.read.rows == 4);
  CHECK(summary.value().ledger.usable().rows == 1);
  CHECK(summary.value().ledger.rejected_rows() == RejectCounts{1, 1, 1});
}

TEST_CASE("a header that cannot be used is malformed and its cells are printed only as a header") {
  struct Case {
    const char* text;
    const char* says;
  };
  constexpr Case kCases[] = {
      {"", "empty"},
      {"Ann,Lee\nBob,Ng\n", "no column \"local_id\""},
      {"Ann,Ann\nBob,Ng\n", "no column \"local_id\""},
      {"local_id,a,a\n1,2,3\n", "two columns \"a\""},
      {"local_id,reference\n1,2\n", "column \"reference\""},
  };
  const MadeUpHolder holder(kFields);
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    const auto summary = attach_text(holder, c.text);
    REQUIRE_FALSE(summary);
    CHECK(summary.error().code == Errc::malformed);
    CHECK(summary.error().message.find(c.says) != std::string::npos);
    CHECK(summary.error().message.find("Ann") == std::string::npos);
    CHECK(holder.folder.entries() == 1);
  }
}

TEST_CASE("a payload without a usable row is refused") {
  const MadeUpHolder holder(kFields);
  const auto summary = attach_text(holder, "local_id,a\n,x\n");
  REQUIRE_FALSE(summary);
  CHECK(summary.error().code == Errc::refused);
  CHECK(holder.folder.entries() == 1);
}

}  // namespace
}  // namespace tally::encoder::attach_test
