#include "linker/people/resolve.h"

#include "tests/unit/linker/made_up_submissions.h"

namespace tally::linker::resolve_test {
namespace {

using made_up::Parties;
using made_up::Row;

Link link(std::uint32_t left, std::uint32_t right, std::int64_t score) {
  return {RecordIndex{left}, RecordIndex{right}, Score::bits(score)};
}

PairOutcome pair(std::uint16_t left, std::uint16_t right, std::size_t pass,
                 std::vector<Link> links) {
  PassOutcome outcome{pass};
  outcome.links = std::move(links);
  return {DatasetIndex{left}, DatasetIndex{right}, {outcome}};
}

std::vector<std::vector<Row>> records(std::size_t datasets, std::uint32_t count) {
  std::vector<Row> rows;
  for (std::uint32_t i = 0; i < count; ++i) rows.push_back({i, {}});
  return std::vector<std::vector<Row>>(datasets, rows);
}

bool together(const Resolution& r, std::uint16_t s, std::uint32_t a, std::uint16_t t,
              std::uint32_t b) {
  return r.cluster(DatasetIndex{s}, RecordIndex{a}) == r.cluster(DatasetIndex{t}, RecordIndex{b});
}

TEST_CASE("links chain over data sets") {
  const Parties parties(3);
  const auto s = parties.submissions(records(3, 3));
  const Resolution r = resolve(parties.agreement, s,
                               {pair(0, 1, 2, {link(0, 1, 9)}), pair(1, 2, 2, {link(1, 2, 8)})})
                           .value();
  CHECK(together(r, 0, 0, 1, 1));
  CHECK(together(r, 0, 0, 2, 2));
  CHECK(r.links.size() == 2);
  CHECK(r.clusters == std::vector<std::uint64_t>{0, 6, 0, 1});
}

TEST_CASE("a link that would put two records of a data set in one person is set aside") {
  const Parties parties(3);
  const auto s = parties.submissions(records(3, 2));
  // c0 is linked to a0 and b0; the weakest link would add a1.
  const std::vector<PairOutcome> pairs = {pair(0, 1, 2, {link(0, 0, 9), link(1, 1, 3)}),
                                          pair(0, 2, 2, {link(1, 0, 4)}),
                                          pair(1, 2, 2, {link(0, 0, 5)})};
  const Resolution r = resolve(parties.agreement, s, pairs).value();
  CHECK(r.set_aside == 1);
  CHECK(together(r, 0, 0, 2, 0));
  CHECK_FALSE(together(r, 0, 1, 2, 0));
  CHECK(together(r, 0, 1, 1, 1));
  // If this link is stronger, the other is set aside; an earlier pass is stronger than any score.
  for (const auto& [pass, score] :
       std::vector<std::pair<std::size_t, std::int64_t>>{{2, 6}, {1, -99}}) {
    std::vector<PairOutcome> changed = pairs;
    changed[1] = pair(0, 2, pass, {link(1, 0, score)});
    const Resolution other = resolve(parties.agreement, s, changed).value();
    CHECK(together(other, 0, 1, 2, 0));
    CHECK_FALSE(together(other, 1, 0, 2, 0));
  }
}

TEST_CASE("records of a data set with duplicates may be one person") {
  const Parties parties(2, [](AgreementTerms& terms) { terms.datasets[1].duplicates = true; });
  const auto s = parties.submissions(records(2, 3));
  const Resolution r = resolve(parties.agreement, s,
                               {pair(1, 1, 2, {link(0, 2, -5)}), pair(0, 1, 0, {link(1, 0, 0)})})
                           .value();
  CHECK(together(r, 1, 0, 1, 2));
  CHECK(together(r, 0, 1, 1, 2));
  CHECK(r.clusters == std::vector<std::uint64_t>{0, 3, 1});
}

TEST_CASE("links come out by pass score and references") {
  const Parties parties(3);
  const auto s = parties.submissions(records(3, 4));
  const Resolution r = resolve(parties.agreement, s,
                               {pair(0, 1, 2, {link(3, 3, 7), link(2, 2, 7)}),
                                pair(0, 2, 0, {link(1, 1, 0)}), pair(1, 2, 2, {link(0, 0, 9)})})
                           .value();
  std::vector<std::size_t> lefts;
  for (const PlacedLink& l : r.links) lefts.push_back(at(l.link.left));
  CHECK(lefts == std::vector<std::size_t>{1, 0, 2, 3});
}

TEST_CASE("a cluster is named after its smallest data set and reference") {
  const Parties parties(2, [](AgreementTerms& terms) {
    terms.datasets[0].name = "z";
    terms.releases[0].datasets[0] = "z";
  });
  const auto s = parties.submissions(records(2, 2));
  const Resolution r = resolve(parties.agreement, s, {pair(0, 1, 2, {link(0, 1, 1)})}).value();
  CHECK(r.numbers.number(DatasetIndex{0}, RecordIndex{0}) == 2);  // b before z
  CHECK(r.cluster(DatasetIndex{0}, RecordIndex{0}) == 1);
}

}  // namespace
}  // namespace tally::linker::resolve_test
