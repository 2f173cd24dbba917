#include "linker/decide/runner_up.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/linker/made_up_rows.h"

namespace tally::linker::runner_up_test {
namespace {

constexpr std::uint64_t kSeed = 18780310;

// Some queries have a match that scores 1000 to 1999; strangers score 0 to 999. The best score of a
// query without a match is the better of two strangers', like the second best of a query with a
// match.
std::vector<TopTwo> queries(std::size_t matched, std::size_t unmatched, std::uint64_t seed) {
  made_up::Random random(seed);
  std::vector<TopTwo> all;
  const auto stranger = [&] { return static_cast<std::int64_t>(random.below(1000)); };
  for (std::size_t i = 0; i < matched; ++i) {
    all.push_back(
        {1000 + static_cast<std::int64_t>(random.below(1000)), std::max(stranger(), stranger())});
  }
  for (std::size_t i = 0; i < unmatched; ++i) {
    const auto [second, best] = std::minmax({stranger(), stranger()});
    all.push_back({best, second});
  }
  return all;
}

TEST_CASE("matches that stand out from the rest are counted") {
  // Out of 1000 queries.
  for (const std::size_t matched : {600u, 900u, 500u}) {
    CAPTURE(matched);
    CAPTURE(kSeed);
    const auto estimate = runner_up_null(queries(matched, 1000 - matched, kSeed));
    REQUIRE(estimate);
    CHECK(estimate->threshold > 900);
    CHECK(estimate->threshold < 1100);
    CHECK(estimate->precision > 0.95);
    CHECK(estimate->detectable > static_cast<double>(matched) * 0.9);
    CHECK(estimate->detectable < static_cast<double>(matched) * 1.1);
  }
}

TEST_CASE("the estimate depends only on the order of scores") {
  std::vector<TopTwo> plain = queries(300, 200, kSeed);
  std::vector<TopTwo> stretched = plain;
  for (TopTwo& query : stretched) query = {query.best * 7 - 5000, query.second * 7 - 5000};
  std::ranges::reverse(stretched);
  const auto a = runner_up_null(plain), b = runner_up_null(stretched);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(b->threshold == a->threshold * 7 - 5000);
  CHECK(b->precision == a->precision);
  CHECK(b->detectable == a->detectable);
}

// By hand: of 100 queries the best scores are 1 to 100 and every second best is 0, so that F0 is 1
// at 0, and 0 above. The median 0 leaves pi at its least, .001; TP(t) = n1(t) for every t over 0,
// so f(t) = 2 n1 / (n1 + .1) grows to the lowest best score, and the threshold is 1.
TEST_CASE("a null far below leaves every best score a match") {
  std::vector<TopTwo> all;
  for (std::int64_t i = 1; i <= 100; ++i) all.push_back({i, 0});
  const auto estimate = runner_up_null(all);
  REQUIRE(estimate);
  CHECK(estimate->threshold == 1);
  CHECK(estimate->precision == 1);
  CHECK(estimate->detectable == doctest::Approx(0.1));
}

TEST_CASE("too few scores for a null give no estimate") {
  CHECK_FALSE(runner_up_null({}));
  CHECK_FALSE(runner_up_null(queries(49, 0, kSeed)));
  CHECK(runner_up_null(queries(80, 20, kSeed)));
  CHECK_FALSE(runner_up_null(std::vector<TopTwo>(500)));                     // no candidates
  CHECK_FALSE(runner_up_null(std::vector<TopTwo>(500, {7, kNoCandidate})));  // no runner-up
  CHECK(runner_up_null(std::vector<TopTwo>(500, {7, 7})));  // nothing to distinguish: no crash
}

}  // namespace
}  // namespace tally::linker::runner_up_test
