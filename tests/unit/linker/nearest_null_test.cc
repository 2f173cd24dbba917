#include "linker/decide/nearest_null.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "linker/decide/decide.h"
#include "linker/link/link.h"
#include "tests/unit/linker/made_up_bands.h"

namespace tally::linker::nearest_null_test {
namespace {

constexpr std::uint64_t kSeed = 20261130;
using made_up::BandedParties;
using made_up::BandRow;
using made_up::Random;

// Matches score 20 to 40, strangers and nearest others 0 to 10.
std::int64_t match(Random& random) {
  return 20 * kBandUnit + static_cast<std::int64_t>(random.below(20 * kBandUnit));
}
std::int64_t stranger(Random& random) {
  return static_cast<std::int64_t>(random.below(10 * kBandUnit));
}

// 1000 records against 1500, of which so many have a match. The nearest record of a stranger is
// free if it has none.
OneToOne pairs_of(std::uint32_t matched, Random& random) {
  OneToOne pairs{{}, 1000, 1500};
  for (std::uint32_t i = 0; i < matched; ++i) pairs.scores.push_back(match(random));
  for (std::uint32_t i = matched; i < 1000; ++i) {
    if (random.below(1500) >= matched) pairs.scores.push_back(stranger(random));
  }
  std::ranges::sort(pairs.scores, std::greater<>());
  return pairs;
}
Nearest nearest_of(std::size_t sampled, Random& random) {
  Nearest nearest{};
  for (std::size_t i = 0; i < sampled; ++i) ++nearest[nearest_step(stranger(random))];
  return nearest;
}

TEST_CASE("matches that stand out from the nearest others are counted") {
  MESSAGE("seed ", kSeed);
  Random random(kSeed);
  for (const std::uint32_t matched : {20u, 200u, 500u, 900u}) {
    CAPTURE(matched);
    const auto estimate = nearest_null(pairs_of(matched, random), nearest_of(1000, random));
    REQUIRE(estimate);
    CHECK(estimate->threshold >= 9 * kBandUnit);
    CHECK(estimate->threshold <= 22 * kBandUnit);
    CHECK(estimate->precision > 0.9);
    // Under 5 standard deviations of the shares of 1000 and of 1000 at the step of half the null.
    CHECK(std::abs(estimate->detectable - matched) < 5 * 2 * std::sqrt(1000 * 0.5));
  }
}

// By hand: 100 records against 100. Of 100 sampled, 24 have their nearest at 2 and the others at 0,
// so that the null's share is .24 from step 1 on. If 50 have a match, it counts 1.5 times, and half
// of the other side is free: 1 - (1 - .36)^.5 = .2 of the 50 others find a free record, which makes
// 60 pairs in all.
TEST_CASE("the share with a match leaves as many false links as the null explains") {
  OneToOne pairs{std::vector<std::int64_t>(50, 30 * kBandUnit), 100, 100};
  pairs.scores.insert(pairs.scores.end(), 10, 2 * kBandUnit);
  Nearest nearest{};
  nearest[0] = 76;
  nearest[4] = 24;
  const auto estimate = nearest_null(pairs, nearest);
  REQUIRE(estimate);
  CHECK(estimate->detectable == doctest::Approx(50));
  CHECK(estimate->threshold == 30 * kBandUnit);
  CHECK(estimate->precision == doctest::Approx(1));
}

// The null explains 500 pairs at 2 and there are only 320, so that nobody seems to have a match.
TEST_CASE("pairs far over the null are links although the null seems to explain all") {
  OneToOne pairs{{}, 1000, 1500};
  for (std::int64_t i = 0; i < 20; ++i) pairs.scores.push_back((50 - i) * kBandUnit);
  pairs.scores.insert(pairs.scores.end(), 300, 2 * kBandUnit);
  Nearest nearest{};
  nearest[0] = 50;
  nearest[4] = 50;
  const auto estimate = nearest_null(pairs, nearest);
  REQUIRE(estimate);
  CHECK(estimate->threshold == 31 * kBandUnit);
  CHECK(estimate->precision == doctest::Approx(1));
}

TEST_CASE("a null far below leaves every pair a link") {
  OneToOne pairs{{}, 100, 100};
  for (std::int64_t i = 100; i > 50; --i) pairs.scores.push_back(i * kBandUnit / 2);
  Nearest nearest{};
  nearest[0] = 100;
  const auto estimate = nearest_null(pairs, nearest);
  REQUIRE(estimate);
  CHECK(estimate->detectable == doctest::Approx(50));
  CHECK(estimate->threshold == pairs.scores.back());
  CHECK(estimate->precision == doctest::Approx(1));
}

TEST_CASE("too few records or samples give no estimate and no pairs no link") {
  Random random(kSeed);
  const Nearest enough = nearest_of(50, random);
  const OneToOne pairs{std::vector<std::int64_t>(40, 30 * kBandUnit), 50, 50};
  CHECK(nearest_null(pairs, enough));
  CHECK_FALSE(nearest_null({pairs.scores, 49, 50}, enough));
  CHECK_FALSE(nearest_null(pairs, nearest_of(49, random)));
  CHECK_FALSE(nearest_null(pairs, {}));
  const auto none = nearest_null({{}, 50, 50}, enough);
  REQUIRE(none);
  CHECK(none->threshold > 0);
  CHECK(none->precision == 0);
  CHECK(none->detectable == doctest::Approx(0));
}

// ---- the whole pass

// Persons in both data sets, with some bands lost, and others in one only.
struct Town {
  explicit Town(std::uint32_t both, std::uint32_t single) {
    Random random(kSeed);
    for (std::uint32_t i = 0; i < both + 2 * single; ++i) {
      const made_up::Bands bands = made_up::new_bands(random);
      if (i < both + single) data[0].push_back({i, bands});
      if (i < both || i >= both + single) data[1].push_back({i, made_up::again(random, bands, 30)});
    }
    nearest[0] = 90;  // of 100 sampled, ten have one equal band with another
    nearest[2] = 10;
  }
  std::vector<std::vector<BandRow>> data = std::vector<std::vector<BandRow>>(2);
  Nearest nearest{};
};

Linkage run(const BandedParties& parties, const Town& town, unsigned threads = 1) {
  return link({parties.agreement, *kernel_named("portable").value(), threads},
              parties.submissions_of(town.data, town.nearest))
      .value();
}

std::size_t right_links(const Linkage& linkage) {
  std::size_t right = 0;
  for (const PlacedLink& placed : linkage.resolution.links) {
    right += linkage.submissions[0].reference(placed.link.left) ==
             linkage.submissions[1].reference(placed.link.right);
  }
  return right;
}

TEST_CASE("people in both data sets are linked by bands with a threshold from the nearest null") {
  const BandedParties parties(2);
  const Town town(200, 100);
  const Linkage linkage = run(parties, town);
  CHECK(right_links(linkage) == 200);
  CHECK(linkage.resolution.links.size() == 200);
  const PassOutcome& pass = linkage.pairs.back().passes.back();
  CHECK(pass.decision.method == Method::nearest);
  CHECK(pass.decision.threshold.unit() == ScoreUnit::bands);
  CHECK_FALSE(pass.decision.unestimated);
  REQUIRE(pass.decision.detectable);
  CHECK(*pass.decision.detectable == doctest::Approx(200).epsilon(0.05));
  const Linkage again = run(parties, town, 4);
  CHECK(again.resolution.links.size() == 200);
  CHECK(again.pairs.back().passes.back().decision.threshold == pass.decision.threshold);
}

TEST_CASE("too few records for an estimate are linked only by a strict threshold") {
  const BandedParties parties(2);
  const Linkage linkage = run(parties, Town(20, 5));
  const Decision& decision = linkage.pairs.back().passes.back().decision;
  CHECK(decision.method == Method::fallback);
  CHECK(decision.unestimated);
  CHECK(decision.threshold == Score(ScoreUnit::bands, 15 * kBandUnit));
  // Two columns of eight bands cannot reach it.
  CHECK(linkage.resolution.links.empty());
}

TEST_CASE("an agreed band score is the threshold") {
  const auto links_at = [](std::uint32_t thousandths) {
    const BandedParties parties(2, [&](AgreementTerms& terms) {
      terms.policy.passes[0].rule = Rule::threshold;
      terms.policy.passes[0].threshold = {PassThreshold::Unit::bits, thousandths};
    });
    const Linkage linkage = run(parties, Town(20, 5));
    const Decision& decision = linkage.pairs.back().passes.back().decision;
    CHECK(decision.method == Method::agreed);
    CHECK(decision.threshold ==
          Score(ScoreUnit::bands, static_cast<std::int64_t>(thousandths) * kBandUnit / 1000));
    return linkage.resolution.links.size();
  };
  CHECK(links_at(2500) == 20);
  CHECK(links_at(10'000) == 0);  // sixteen equal bands score twice log2(9)
}

TEST_CASE("bands that only one data set supplies link nothing") {
  const BandedParties parties(2, [](AgreementTerms& terms) {
    terms.datasets[0].columns = {"names_birth"};
    terms.datasets[0].fields[Field::postcode] = false;
    terms.datasets[1].columns = {"names_address"};
    terms.datasets[1].fields[Field::date_of_birth] = false;
  });
  Town town(60, 0);
  for (BandRow& row : town.data[0]) row.bands = {row.bands[0]};
  for (BandRow& row : town.data[1]) row.bands = {row.bands[1]};
  const Linkage linkage = run(parties, town);
  CHECK(linkage.resolution.links.empty());
}

}  // namespace
}  // namespace tally::linker::nearest_null_test
