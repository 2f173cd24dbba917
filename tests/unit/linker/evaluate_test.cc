#include "linker/evaluate/evaluate.h"

#include <doctest/doctest.h>

#include "linker/report/text_table.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::linker::evaluate_test {
namespace {

constexpr const char* kTruth =
    "person,file,local_id,remark\n"
    "p1,a,1,\np2,a,2,\np3,a,3,\n"
    "p1,b,1,\np2,b,2,\np2,b,9,\n"
    "p1,c,1,\n";

void check(const PairCounts& pairs, std::uint64_t matches, std::uint64_t links,
           std::uint64_t correct) {
  CHECK(pairs.matches == matches);
  CHECK(pairs.links == links);
  CHECK(pairs.correct == correct);
}

TEST_CASE("pairs of files are scored and files that repeat people within themselves") {
  const TemporaryFolder folder;
  const auto result = evaluate(folder.put("truth.csv", kTruth),
                               {folder.put("a.ids.csv", "local_id,study_id\n1,S1\n2,S2\n3,S3\n"),
                                folder.put("b.ids.csv", "study_id,local_id\nS1,1\nS2,2\nS3,9\n"),
                                folder.put("c.ids.csv", "local_id,study_id\n1,S9\n")});
  REQUIRE(result);
  const Evaluation& evaluation = result.value();
  REQUIRE(evaluation.rows.size() == 4);
  check(evaluation.rows[0].pairs, 3, 3, 2);  // a x b: 1-1, 2-2, 2-9 true; 1-1, 2-2, 3-9 linked
  check(evaluation.rows[1].pairs, 1, 0, 0);  // a x c
  check(evaluation.rows[2].pairs, 1, 0, 0);  // b x c
  CHECK(evaluation.rows[3].left == "b");
  CHECK(evaluation.rows[3].right.empty());
  check(evaluation.rows[3].pairs, 1, 0, 0);
  check(evaluation.between, 5, 3, 2);
  CHECK(evaluation.not_in_truth == 0);
  CHECK(evaluation.not_in_ids == 0);
}

TEST_CASE("records that only one of the two sides has are counted") {
  const TemporaryFolder folder;
  const auto result = evaluate(folder.put("truth.csv", kTruth),
                               {folder.put("a.ids.csv", "local_id,study_id\n1,S1\n77,S1\n"),
                                folder.put("b.ids.csv", "local_id,study_id\n1,S1\n2,S2\n9,S2\n")});
  REQUIRE(result);
  check(result.value().rows[0].pairs, 3, 1, 1);
  check(result.value().rows[1].pairs, 1, 1, 1);  // within b
  CHECK(result.value().not_in_truth == 1);
  CHECK(result.value().not_in_ids == 2);
}

TEST_CASE("a single file is scored within itself") {
  const TemporaryFolder folder;
  const auto result = evaluate(folder.put("truth.csv", kTruth),
                               {folder.put("c.ids.csv", "local_id,study_id\n1,S1\n")});
  REQUIRE(result);
  REQUIRE(result.value().rows.size() == 1);
  check(result.value().rows[0].pairs, 0, 0, 0);
}

TEST_CASE("files that cannot be judged are refused") {
  const TemporaryFolder folder;
  const std::string truth = folder.put("truth.csv", kTruth);
  const std::string ids = folder.put("a.ids.csv", "local_id,study_id\n1,S1\n");
  struct Case {
    std::string truth;
    std::vector<std::string> ids;
    Errc code;
  };
  for (const Case& c : std::vector<Case>{
           {truth, {folder.put("x.ids.csv", "local_id,study_id\n1,S1\n")}, Errc::malformed},
           {truth, {ids, ids}, Errc::usage},
           {truth, {folder.put("a.csv", "local_id,study_id\n1,S1\n")}, Errc::usage},
           {truth, {folder.put("b.ids.csv", "local_id,person\n1,S1\n")}, Errc::malformed},
           {truth, {folder.put("c.ids.csv", "local_id,study_id\n1,S1\n1,S1\n")}, Errc::malformed},
           {folder.put("t1.csv", "file,local_id\na,1\n"), {ids}, Errc::malformed},
           {folder.put("t2.csv", "file,local_id,person\na,1,p\na,1,p\n"), {ids}, Errc::malformed},
           {folder.put("t3.csv", "file,local_id,person\na,1,\n"), {ids}, Errc::malformed},
           {folder.put("t4.csv", "file,local_id,person\na,1\n"), {ids}, Errc::malformed},
           {folder.put("t5.csv", ""), {ids}, Errc::malformed},
           {folder / "nowhere.csv", {ids}, Errc::io},
       }) {
    CAPTURE(c.truth);
    const auto result = evaluate(c.truth, c.ids);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == c.code);
  }
}

TEST_CASE("shares are rounded half up to four decimals") {
  CHECK(print_share(1, 3) == "0.3333");
  CHECK(print_share(2, 3) == "0.6667");
  CHECK(print_share(1, 20000) == "0.0001");
  CHECK(print_share(1, 20001) == "0.0000");
  CHECK(print_share(5, 5) == "1.0000");
  CHECK(print_share(0, 5) == "0.0000");
  CHECK(print_share(0, 0) == "-");
}

TEST_CASE("a table sets names to the left and figures to the right") {
  CHECK(print_table({{"name", "n"}, {"ab", "123"}, {"c", ""}}, 1) == "name    n\nab    123\nc\n");
  CHECK(print_table({{"", "n"}, {"a x b: far wider"}, {"c", "12"}}, 1) ==
        "    n\na x b: far wider\nc  12\n");
}

}  // namespace
}  // namespace tally::linker::evaluate_test
