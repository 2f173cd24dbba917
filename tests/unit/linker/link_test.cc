#include "linker/link/link.h"

#include <map>

#include "linker/people/release.h"
#include "linker/report/report.h"
#include "tests/unit/linker/made_up_submissions.h"

namespace tally::linker::link_test {
namespace {

using made_up::Parties;
using made_up::People;
using made_up::Row;

constexpr std::uint64_t kSeed = 19100527;

// Two data sets of made-up people, `both` of them in each under the same reference number.
struct Town {
  Town(std::uint32_t both, std::uint32_t single, std::uint32_t percent,
       std::uint64_t seed = kSeed) {
    People people(seed);
    for (std::uint32_t i = 0; i < both + 2 * single; ++i) {
      const auto person = people.person();
      if (i < both + single) a.push_back({i, person, {}});
      if (i < both || i >= both + single) b.push_back({i, people.again(person, percent), {}});
    }
  }
  std::vector<Row> a, b;
};

Linkage run(const Parties& parties, std::vector<Submission> submissions, unsigned threads = 1,
            const char* kernel = "portable") {
  return link({parties.agreement, *kernel_named(kernel).value(), threads}, std::move(submissions))
      .value();
}

// Links between records of equal references, and all others.
std::pair<std::size_t, std::size_t> right_and_wrong(const Linkage& linkage) {
  std::pair<std::size_t, std::size_t> count;
  for (const PlacedLink& placed : linkage.resolution.links) {
    const bool right = linkage.submissions[0].reference(placed.link.left) ==
                       linkage.submissions.back().reference(placed.link.right);
    ++(right ? count.first : count.second);
  }
  return count;
}

const PassOutcome& last_pass(const Linkage& linkage) {
  return linkage.pairs.back().passes.back();
}

ByteSink into(std::string& text) {
  return [&text](ByteView bytes) {
    text.append(bytes.begin(), bytes.end());
    return Status();
  };
}

// The bridge of one of the agreement's releases.
std::string bridge(const Parties& parties, const Linkage& linkage, std::size_t release) {
  std::string text;
  write_bridge(parties.agreement, ReleaseKey(Bytes(kOwnKeySize, 9)),
               parties.agreement.terms().releases[release], linkage, into(text))
      .value();
  return text;
}

std::string links_csv(const Parties& parties, const Linkage& linkage) {
  std::string text;
  write_links(parties.agreement, linkage, into(text)).value();
  return text;
}

// The text has every figure, in the JSON report, and the references of every link.
std::string everything(const Parties& parties, const Linkage& linkage) {
  return report_json(parties.agreement, linkage, 0) + report_page(parties.agreement, linkage, 0) +
         links_csv(parties, linkage) + bridge(parties, linkage, 0);
}

TEST_CASE("people in two data sets are found and nobody else") {
  const Parties parties(2);
  const Town town(300, 100, 15);
  const Linkage linkage = run(parties, parties.submissions({town.a, town.b}));
  const auto [right, wrong] = right_and_wrong(linkage);
  CHECK(right >= 298);
  CHECK(wrong <= 2);
  CHECK(last_pass(linkage).decision.method == Method::runner_up);
  CHECK(last_pass(linkage).decision.band);  // under 500 links
  CHECK(linkage.resolution.clusters[2] == right + wrong);
}

// People in both, some with a twin in b, and pairs of brothers and sisters, one in each.
Town families() {
  Town town(0, 0, 0);
  People people(kSeed);
  for (std::uint32_t i = 0; i < 150; ++i) {
    const auto person = people.person();
    town.a.push_back({2 * i, person, {}});
    town.b.push_back({2 * i, people.again(person, 2), {}});
    if (i % 3 == 0) town.b.push_back({2 * i + 1, people.twin(person), {}});
  }
  for (std::uint32_t i = 150; i < 450; ++i) {
    const auto person = people.person();
    town.a.push_back({2 * i, person, {}});
    town.b.push_back({2 * i + 1, people.sibling(person), {}});
  }
  return town;
}

// The agreement of Parties with other names for its columns.
void rename_columns(AgreementTerms& terms) {
  const std::map<std::string, std::string> names = {
      {"names", "address"}, {"birth", "dob"}, {"address", "birth"}, {"person", "all"}};
  const auto rename = [&](std::string& name) {
    if (names.contains(name)) name = names.at(name);
  };
  for (Column& column : terms.encoding.columns) rename(column.name);
  for (Dataset& dataset : terms.datasets) std::ranges::for_each(dataset.columns, rename);
  for (Pass& pass : terms.policy.passes) {
    rename(pass.search);
    std::ranges::for_each(pass.score, rename);
  }
}

TEST_CASE("the meaning of a column follows from its fields and not from its name") {
  const Parties usual(2), renamed(2, rename_columns);
  const Town town = families();
  const Linkage expected = run(usual, usual.submissions({town.a, town.b}));
  const Linkage found = run(renamed, renamed.submissions({town.a, town.b}));
  CHECK(links_csv(renamed, found) == links_csv(usual, expected));
  CHECK(bridge(renamed, found, 0) == bridge(usual, expected, 0));
  const Decision& decision = last_pass(found).decision;
  CHECK(decision.threshold == last_pass(expected).decision.threshold);
  CHECK(decision.least == last_pass(expected).decision.least);
  CHECK(decision.unestimated == last_pass(expected).decision.unestimated);
  // The rules for siblings work: brothers and sisters are not linked, twins make links ambiguous.
  CHECK(decision.least == Likeness::both);
  CHECK(right_and_wrong(found).second <= 3);
  CHECK(std::ranges::count(last_pass(found).links, true, &Link::ambiguous) >= 10);
}

TEST_CASE("threads and kernels change no byte") {
  const Parties parties(2, [](AgreementTerms& terms) { terms.datasets[1].duplicates = true; });
  const Town town(120, 40, 25);
  const std::string one = everything(parties, run(parties, parties.submissions({town.a, town.b})));
  for (const unsigned threads : {2u, 7u}) {
    CHECK(one == everything(parties, run(parties, parties.submissions({town.a, town.b}), threads)));
  }
  const std::string best(best_kernel().name);
  CHECK(one ==
        everything(parties, run(parties, parties.submissions({town.a, town.b}), 2, best.c_str())));
}

TEST_CASE("too few queries for a null leave it to the posteriors and say so") {
  const Parties parties(2);
  const Town town(30, 5, 15);
  const Linkage linkage = run(parties, parties.submissions({town.a, town.b}));
  CHECK(last_pass(linkage).decision.method == Method::posterior);
  CHECK(last_pass(linkage).decision.unestimated);
  CHECK(right_and_wrong(linkage).first >= 29);
  CHECK(right_and_wrong(linkage).second <= 1);
}

TEST_CASE("a handful of records is linked by the fallback") {
  const Parties parties(2);
  const Town town(3, 2, 5);
  const Linkage linkage = run(parties, parties.submissions({town.a, town.b}));
  CHECK(last_pass(linkage).decision.method == Method::fallback);
  CHECK(last_pass(linkage).decision.threshold.unit() == ScoreUnit::dice);
  CHECK(right_and_wrong(linkage) == std::pair<std::size_t, std::size_t>(3, 0));
}

TEST_CASE("strangers are not linked however few they are") {
  const Parties parties(2);
  for (const std::uint32_t each : {1u, 2u, 5u, 20u, 60u, 200u}) {
    CAPTURE(each);
    const Town town(0, each, 0);
    CHECK(run(parties, parties.submissions({town.a, town.b})).resolution.links.size() <= 1);
  }
}

TEST_CASE("an empty data set or filter does not crash") {
  const Parties parties(2);
  const Town town(60, 0, 10);
  CHECK(run(parties, parties.submissions({{}, {}})).resolution.clusters[1] == 0);
  CHECK(run(parties, parties.submissions({town.a, {}})).resolution.clusters[1] == 60);
  std::vector<Row> empty = town.b, only_search = town.b;
  for (Row& row : empty) row.filters.clear();
  for (Row& row : only_search) row.filters.resize(1);
  CHECK(run(parties, parties.submissions({town.a, empty})).resolution.links.empty());
  // No score column is left, so the pass ranks by Dice.
  const Linkage by_dice = run(parties, parties.submissions({town.a, only_search}));
  CHECK(last_pass(by_dice).decision.threshold.unit() == ScoreUnit::dice);
  CHECK(right_and_wrong(by_dice).first >= 58);
}

TEST_CASE("a filter that one side lacks altogether is left out") {
  const Parties parties(2);
  Town town(200, 50, 15);
  for (Row& row : town.b) row.filters[2].clear();
  const Linkage linkage = run(parties, parties.submissions({town.a, town.b}));
  CHECK(last_pass(linkage).decision.threshold.unit() == ScoreUnit::bits);
  CHECK(right_and_wrong(linkage).first >= 195);
}

TEST_CASE("a record linked by an identifier is left out of the later search") {
  const Parties parties(2);
  Town town(100, 20, 15);
  for (std::uint8_t i = 0; i < 80; ++i) {
    town.a[i].tokens = {static_cast<std::uint8_t>(i + 1)};
    town.b[i].tokens = {static_cast<std::uint8_t>(i + 1)};
  }
  const Linkage linkage = run(parties, parties.submissions({town.a, town.b}));
  const std::vector<PassOutcome>& passes = linkage.pairs[0].passes;
  REQUIRE(passes.size() == 3);
  CHECK(passes[0].links.size() == 80);
  CHECK(passes[2].left_records == 40);
  CHECK(passes[2].right_records == 40);
  CHECK(right_and_wrong(linkage).first >= 99);
}

TEST_CASE("an agreed threshold is kept to") {
  const auto agree = [](Rule rule, std::uint32_t threshold, bool scored) {
    return [=](AgreementTerms& terms) {
      Pass& pass = terms.policy.passes.back();
      pass.rule = rule;
      pass.threshold = {scored ? PassThreshold::Unit::bits : PassThreshold::Unit::dice, threshold};
      if (!scored) pass.score.clear();
    };
  };
  const Town town(100, 20, 15);
  const Parties dice(2, agree(Rule::threshold, 700, false));
  const Linkage by_dice = run(dice, dice.submissions({town.a, town.b}));
  for (const PlacedLink& placed : by_dice.resolution.links) {
    CHECK(placed.link.score >= Score::dice((std::int64_t{700} << 32) / 1000));
  }
  CHECK(last_pass(by_dice).decision.method == Method::agreed);
  const Parties bits(2, agree(Rule::threshold, 12345, true));
  const Linkage by_bits = run(bits, bits.submissions({town.a, town.b}));
  CHECK(last_pass(by_bits).decision.threshold ==
        Score::bits(50566));  // 12.345 bits of 4096, rounded up
  CHECK(right_and_wrong(by_bits).second == 0);
}

TEST_CASE("one data set with duplicates is linked within itself") {
  const Parties parties(1, [](AgreementTerms& terms) { terms.datasets[0].duplicates = true; });
  People people(kSeed);
  std::vector<Row> rows;
  for (std::uint32_t i = 0; i < 200; ++i) {
    const auto person = people.person();
    rows.push_back({10 * i, person, {}});
    for (std::uint32_t copy = 1; copy <= i % 3; ++copy) {
      rows.push_back({10 * i + copy, people.again(person, 15), {}});
    }
  }
  const Linkage linkage = run(parties, parties.submissions({rows}));
  REQUIRE(linkage.pairs.size() == 1);
  std::map<std::uint32_t, std::size_t> sizes;
  for (const std::uint32_t cluster : linkage.resolution.cluster_of) ++sizes[cluster];
  std::map<std::size_t, std::size_t> clusters;
  for (const auto& [cluster, size] : sizes) ++clusters[size];
  CHECK(clusters[1] >= 65);
  CHECK(clusters[2] >= 63);
  CHECK(clusters[3] >= 62);
  CHECK(linkage.resolution.clusters[1] >= 198);
  CHECK(linkage.resolution.clusters[1] <= 204);
}

TEST_CASE("groups of duplicates link as one person") {
  const Parties parties(2, [](AgreementTerms& terms) { terms.datasets[1].duplicates = true; });
  People people(kSeed);
  std::vector<Row> a, b;
  for (std::uint32_t i = 0; i < 150; ++i) {
    const auto person = people.person();
    a.push_back({10 * i, person, {}});
    for (std::uint32_t copy = 0; copy < i % 3; ++copy) {
      b.push_back({10 * i + copy, people.again(person, 10), {}});
    }
  }
  const Linkage linkage = run(parties, parties.submissions({a, b}));
  CHECK(linkage.pairs.size() == 2);  // within b, then a x b
  CHECK(linkage.resolution.clusters[2] >= 98);
  CHECK(linkage.resolution.clusters[2] <= 101);
}

TEST_CASE("a study id is the same for records of one person and different for every recipient") {
  const Parties parties(2, [](AgreementTerms& terms) {
    terms.parties.push_back(made_up_party("second", {Party::Role::analyst}));
    terms.releases.push_back(terms.releases[0]);
    terms.releases[1].analyst = "second";
  });
  const Town town(60, 10, 5);
  const Linkage linkage = run(parties, parties.submissions({town.a, town.b}));
  const std::string first = bridge(parties, linkage, 0);
  const std::string second = bridge(parties, linkage, 1);
  CHECK(first.size() == second.size());
  CHECK(first != second);
  std::map<std::string, int> ids;
  std::size_t rows = 0;
  for (std::size_t line = first.find('\n') + 1; line < first.size(); ++rows) {
    const std::size_t end = first.find('\n', line);
    ++ids[first.substr(end - 27, 27)];
    line = end + 1;
  }
  CHECK(rows == 140);
  CHECK(ids.size() == 140 - linkage.resolution.links.size());
}

TEST_CASE("a score prints exactly") {
  struct Case {
    Score score;
    std::string text;
  };
  for (const Case& c :
       {Case{Score(), "1"}, Case{Score::bits(0), "0.000"}, Case{Score::bits(kBit), "1.000"},
        Case{Score::bits(-kBit / 2), "-0.500"}, Case{Score::bits(-1), "0.000"},
        Case{Score::bits(3), "0.001"}, Case{Score::bits(12 * kBit + 4095), "13.000"},
        Case{Score::dice(std::int64_t{1} << 32), "1.000000"},
        Case{Score::dice(fixed_point({1, 3})), "0.666667"}}) {
    CAPTURE(c.text);
    CHECK(print_score(c.score) == c.text);
  }
}

}  // namespace
}  // namespace tally::linker::link_test
