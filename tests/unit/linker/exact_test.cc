#include "linker/decide/exact.h"

#include <numeric>
#include <roaring/roaring.hh>

#include "tests/unit/linker/made_up_submissions.h"

namespace tally::linker::exact_test {
namespace {

using made_up::Parties;
using made_up::Row;

// A record with one row: its NHS number and UPN tokens.
Row row(std::uint32_t reference, std::uint8_t nhs, std::uint8_t upn = 0) {
  return {reference, {}, {nhs, upn}};
}

struct Side {
  Side(const Parties& parties, const Submission& of)
      : submission(of),
        keys(usable_keys(of, parties.agreement.dataset(of.dataset()))),
        heads(of.records()) {
    std::iota(heads.begin(), heads.end(), 0u);
    free.addRange(0, of.records());
  }
  KeySide nhs() const { return {submission, *find_key(keys, "nhs_number")}; }
  const Submission& submission;
  Keys keys;
  std::vector<std::uint32_t> heads;
  Roaring free;
};

std::vector<std::pair<std::size_t, std::size_t>> places(const std::vector<Link>& links) {
  std::vector<std::pair<std::size_t, std::size_t>> result;
  for (const Link& link : links) result.emplace_back(at(link.left), at(link.right));
  return result;
}
using Places = std::vector<std::pair<std::size_t, std::size_t>>;

Places between(const Side& left, const Side& right) {
  return places(exact_between(left.nhs(), left.free, right.nhs(), right.free,
                              Units::between(left.heads, right.heads)));
}

TEST_CASE("equal tokens link a missing one never") {
  const Parties parties(2);
  const auto s = parties.submissions(
      {{row(1, 5), row(2, 0), row(3, 6), row(4, 8)}, {row(1, 6), row(2, 0), row(3, 7), row(4, 5)}});
  const Side a(parties, s[0]), b(parties, s[1]);
  CHECK(between(a, b) == Places{{0, 3}, {2, 0}});
  CHECK(find_key(a.keys, "nhs_number")->suspect_records == 0);
}

TEST_CASE("a token that two records of a file hold is counted and not used") {
  const Parties parties(2);
  const auto s = parties.submissions({{row(1, 5), row(2, 5), row(3, 6)}, {row(1, 5), row(2, 6)}});
  const Side a(parties, s[0]), b(parties, s[1]);
  CHECK(between(a, b) == Places{{2, 1}});
  CHECK(between(b, a) == Places{{1, 2}});
  CHECK(find_key(a.keys, "nhs_number")->suspect_records == 2);
  // It does not separate records either.
  CHECK_FALSE(keys_differ(s[0], a.keys, RecordIndex{0}, s[1], b.keys, RecordIndex{1}));
}

TEST_CASE("several rows of one record may hold one token") {
  const Parties parties(2, [](AgreementTerms& terms) { terms.datasets[0].rows_per_record = 2; });
  const auto s =
      parties.submissions({{row(1, 5), row(1, 5), row(2, 6), row(2, 7)}, {row(1, 5), row(2, 7)}});
  const Side a(parties, s[0]), b(parties, s[1]);
  CHECK(between(a, b) == Places{{0, 0}, {1, 1}});
}

TEST_CASE("tokens that name two partners link with neither") {
  const Parties parties(2, [](AgreementTerms& terms) { terms.datasets[0].rows_per_record = 2; });
  const auto s =
      parties.submissions({{row(1, 5), row(1, 6), row(2, 7)}, {row(1, 5), row(2, 6), row(3, 7)}});
  const Side a(parties, s[0]), b(parties, s[1]);
  CHECK(between(a, b) == Places{{1, 2}});
}

TEST_CASE("only free records take part") {
  const Parties parties(2);
  const auto s = parties.submissions({{row(1, 5), row(2, 6)}, {row(1, 5), row(2, 6)}});
  Side a(parties, s[0]);
  const Side b(parties, s[1]);
  a.free.remove(0u);
  CHECK(between(a, b) == Places{{1, 1}});
}

TEST_CASE("in a data set with duplicates a shared token joins and its group links as one") {
  const Parties parties(2, [](AgreementTerms& terms) { terms.datasets[1].duplicates = true; });
  const auto s =
      parties.submissions({{row(1, 5), row(2, 6)}, {row(1, 5), row(2, 9), row(3, 5), row(4, 5)}});
  const Side a(parties, s[0]);
  Side b(parties, s[1]);
  CHECK(find_key(b.keys, "nhs_number")->suspect_records == 0);
  CHECK(places(exact_within(b.nhs())) == Places{{0, 2}, {0, 3}});
  b.heads = {0, 1, 0, 0};
  CHECK(between(a, b) == Places{{0, 0}});
}

TEST_CASE("keys differ when both have some and share none in any column") {
  const Parties parties(2);
  const auto s = parties.submissions(
      {{row(1, 5, 3), row(2, 0, 4), row(3, 0, 0)}, {row(1, 5, 9), row(2, 6, 0), row(3, 7, 4)}});
  const Side a(parties, s[0]), b(parties, s[1]);
  const auto differ = [&](std::uint32_t l, std::uint32_t r) {
    return keys_differ(s[0], a.keys, RecordIndex{l}, s[1], b.keys, RecordIndex{r});
  };
  CHECK(differ(0, 0));        // same NHS number, another UPN
  CHECK(differ(0, 1));        // another NHS number
  CHECK_FALSE(differ(1, 1));  // nothing in common to compare
  CHECK_FALSE(differ(1, 2));  // same UPN
  CHECK_FALSE(differ(2, 0));
}

}  // namespace
}  // namespace tally::linker::exact_test
