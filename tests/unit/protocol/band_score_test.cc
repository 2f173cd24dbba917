#include "protocol/agreement/band_score.h"

#include "tests/unit/protocol/vectors.h"

namespace tally::band_score_test {
namespace {

using namespace protocol_vectors;

TEST_CASE("scores and steps of equal bands are those of the vectors") {
  for (const Json& vector : list(band_vectors(), "scores")) {
    std::vector<std::uint16_t> equal;
    for (const Json& count : list(vector, "equal")) {
      equal.push_back(static_cast<std::uint16_t>(*count.as_integer()));
    }
    CAPTURE(equal.size());
    const std::int64_t score = band_score(equal);
    CHECK(score == number(vector, "score"));
    CHECK(nearest_step(score) == number(vector, "step"));
  }
}

TEST_CASE(
    "a further equal band always scores more and the same bands over two columns score most") {
  for (std::uint16_t count = 0; count < kMaxBands; ++count) {
    const std::uint16_t one[] = {count};
    const std::uint16_t more[] = {static_cast<std::uint16_t>(count + 1)};
    CHECK(band_score(one) < band_score(more));
  }
  const std::uint16_t together[] = {64, 0};
  const std::uint16_t apart[] = {32, 32};
  CHECK(band_score(together) < band_score(apart));
}

}  // namespace
}  // namespace tally::band_score_test
