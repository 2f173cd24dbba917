#include "encoder/audit/nearest.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "common/parallel.h"

namespace tally::encoder {
namespace {

constexpr float kLength = 16000;     // of a point: products stay below 2^28
constexpr double kSureShare = 0.45;  // a claim is sure below this share
constexpr std::size_t kRowsOfTask = 256;
constexpr std::size_t kRowsTogether = 32;  // they stay in the processor's cache

std::int32_t product(const std::int16_t* a, const std::int16_t* b, std::size_t size) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += std::int32_t{a[i]} * b[i];
  return sum;
}

// The scores of the two nearest so far, and who is the nearest.
struct Best {
  std::array<std::int32_t, 2> scores = {-1, -1};
  std::uint32_t person = kNobody;

  void take(std::int32_t score, std::uint32_t other) {
    if (score <= scores[1]) return;
    if (score > scores[0]) {
      scores = {score, scores[0]};
      person = other;
    } else {
      scores[1] = score;
    }
  }
};

struct NearestRow {
  std::int32_t score = -1;
  std::uint32_t row = kNobody;
};

// Rows of one task against everybody.
void search(const Points& rows, const Points& people, std::size_t first, std::size_t end,
            std::span<Best> best, std::span<NearestRow> back) {
  for (std::uint32_t person = 0; person < people.count; ++person) {
    const std::int16_t* const point = people.values.data() + person * people.size;
    for (std::size_t row = first; row < end; ++row) {
      const std::int32_t score = product(rows.values.data() + row * rows.size, point, rows.size);
      best[row].take(score, person);
      if (score > back[person].score) back[person] = {score, static_cast<std::uint32_t>(row)};
    }
  }
}

// Whether the squared distance to the nearest is small beside that to the second nearest.
bool is_far_ahead(const Best& best) {
  const auto distance = [](std::int32_t score) { return double{kLength} * kLength - score; };
  return distance(best.scores[0]) < kSureShare * distance(best.scores[1]);
}

}  // namespace

Points points_of(std::span<const Matrix> parts) {
  Points points;
  for (const Matrix& part : parts) {
    points.count = part.rows;
    points.size += part.columns;
  }
  points.values.reserve(points.count * points.size);
  for (std::size_t i = 0; i < points.count; ++i) {
    float squares = 0;
    for (const Matrix& part : parts) squares += dot(part.row(i), part.row(i));
    const float scale = squares > 0 ? kLength / std::sqrt(squares) : 0;
    for (const Matrix& part : parts) {
      for (const float value : part.row(i)) {
        points.values.push_back(static_cast<std::int16_t>(std::lround(value * scale)));
      }
    }
  }
  return points;
}

std::vector<Claim> claim_nearest(const Points& rows, const Points& people, unsigned threads) {
  std::vector<Best> best(rows.count);
  const std::size_t tasks = (rows.count + kRowsOfTask - 1) / kRowsOfTask;
  std::vector<std::vector<NearestRow>> back(tasks, std::vector<NearestRow>(people.count));
  parallel_for(tasks, threads, [&](std::size_t task, unsigned) {
    const std::size_t end = std::min(rows.count, (task + 1) * kRowsOfTask);
    for (std::size_t row = task * kRowsOfTask; row < end; row += kRowsTogether) {
      search(rows, people, row, std::min(end, row + kRowsTogether), best, back[task]);
    }
  });
  std::vector<NearestRow> nearest(people.count);
  for (const std::vector<NearestRow>& some : back) {
    for (std::size_t i = 0; i < some.size(); ++i) {
      if (some[i].score > nearest[i].score) nearest[i] = some[i];
    }
  }
  std::vector<Claim> claims(rows.count);
  for (std::uint32_t row = 0; row < claims.size(); ++row) {
    const Best& found = best[row];
    if (found.person == kNobody) continue;
    const bool mutual = nearest[found.person].row == row;
    claims[row] = {found.person, mutual, mutual && is_far_ahead(found)};
  }
  return claims;
}

Score& Score::operator+=(const Score& other) {
  shared += other.shared;
  named += other.named;
  claims += other.claims;
  sure += other.sure;
  sure_right += other.sure_right;
  by_chance += other.by_chance;
  return *this;
}

double Score::recall() const {
  return shared == 0 ? 0 : static_cast<double>(named) / static_cast<double>(shared);
}

bool Score::is_beyond_chance() const {
  return static_cast<double>(named) > by_chance + 3 * std::sqrt(by_chance);
}

Score score_of(std::span<const Claim> claims, std::span<const std::uint32_t> truth,
               std::size_t people, const std::vector<bool>& left_out) {
  Score score;
  for (std::size_t row = 0; row < claims.size(); ++row) {
    if (!left_out.empty() && left_out[row]) continue;
    const bool is_shared = truth[row] != kNobody;
    const bool right = is_shared && claims[row].person == truth[row];
    score.shared += is_shared;
    score.claims += claims[row].mutual;
    score.named += claims[row].mutual && right;
    score.sure += claims[row].sure;
    score.sure_right += claims[row].sure && right;
    if (is_shared && claims[row].mutual) score.by_chance += 1 / static_cast<double>(people);
  }
  return score;
}

}  // namespace tally::encoder
