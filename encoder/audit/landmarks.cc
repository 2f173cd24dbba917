#include "encoder/audit/landmarks.h"

#include <algorithm>
#include <cmath>

#include "encoder/audit/filters.h"

namespace tally::encoder {
namespace {

constexpr int kMostRounds = 12;
constexpr int kFewestRounds = 3;
// The first claims are mostly wrong. A large ridge keeps the map from learning each of them by
// heart; it shrinks as more are right.
constexpr float kLooseRidge = 1000;
constexpr float kTightRidge = 3;

// How like each row is to each landmark: products of bits less their means, each landmark's column
// brought to mean 0 and deviation 1.
void add_likeness(const Matrix& bits, const std::vector<std::uint32_t>& landmarks,
                  Matrix& likeness) {
  for (std::size_t row = 0; row < bits.rows; ++row) {
    for (std::size_t k = 0; k < landmarks.size(); ++k) {
      likeness.row(row)[k] += dot(bits.row(row), bits.row(landmarks[k]));
    }
  }
}

void standardise(Matrix& likeness) {
  const std::vector<float> means = column_means(likeness);
  std::vector<float> squares(likeness.columns);
  for (std::size_t row = 0; row < likeness.rows; ++row) {
    add_scaled(likeness.row(row), -1, means);
    for (std::size_t k = 0; k < squares.size(); ++k) {
      squares[k] += likeness.row(row)[k] * likeness.row(row)[k];
    }
  }
  for (std::size_t row = 0; row < likeness.rows; ++row) {
    for (std::size_t k = 0; k < squares.size(); ++k) {
      likeness.row(row)[k] /= std::sqrt(squares[k] / static_cast<float>(likeness.rows) + 1e-9F);
    }
  }
}

std::vector<std::uint32_t> choose_known(const Sides& sides, std::size_t known, Random& random) {
  std::vector<std::uint32_t> shared;
  for (std::uint32_t row = 0; row < sides.truth.size(); ++row) {
    if (sides.truth[row] != kNobody) shared.push_back(row);
  }
  random.shuffle(shared);
  shared.resize(std::min(known, shared.size()));
  return shared;
}

class Landmarks {
 public:
  Landmarks(std::vector<OpenFilter> filters, const Sides& sides,
            const std::vector<std::uint32_t>& known, unsigned threads)
      : filters_(std::move(filters)), known_(sides.truth.size()), threads_(threads) {
    for (const std::uint32_t row : known) {
      known_[row] = true;
      truth_.push_back({row, sides.truth[row], 1});
    }
    std::ranges::sort(truth_, {}, &Belief::row);
    std::vector<Matrix> bits;
    for (const OpenFilter& filter : filters_) bits.push_back(filter.bits);
    rows_ = points_of(bits);
  }

  // own: the register under a key of the attacker's own.
  std::vector<Claim> run(const std::vector<Matrix>& own) {
    std::vector<Claim> claims = claim_by_likeness(own);
    std::size_t most = 0;
    float ridge = kLooseRidge;
    for (int round = 1; round < kMostRounds; ++round) {
      const std::vector<Belief> beliefs = believe(claims);
      claims = claim(beliefs, ridge);
      ridge = std::max(kTightRidge, ridge / 2);
      const auto mutual =
          static_cast<std::size_t>(std::ranges::count(claims, true, &Claim::mutual));
      if (round > kFewestRounds && mutual * 100 < most * 101) break;
      most = std::max(most, mutual);
    }
    return claims;
  }
  const std::vector<bool>& known() const { return known_; }

 private:
  std::vector<Claim> claim_by_likeness(const std::vector<Matrix>& own) {
    std::vector<std::uint32_t> rows, people;
    for (const Belief& known : truth_) {
      rows.push_back(known.row);
      people.push_back(known.person);
    }
    Matrix rows_like(filters_.front().bits.rows, rows.size());
    Matrix people_like(own.front().rows, rows.size());
    for (std::size_t f = 0; f < filters_.size(); ++f) {
      add_likeness(filters_[f].bits, rows, rows_like);
      add_likeness(own[f], people, people_like);
    }
    standardise(rows_like);
    standardise(people_like);
    return claim_nearest(points_of({&rows_like, 1}), points_of({&people_like, 1}), threads_);
  }

  std::vector<Claim> claim(const std::vector<Belief>& beliefs, float ridge) {
    std::vector<Matrix> predicted;
    for (const OpenFilter& filter : filters_) {
      predicted.push_back(predict_bits(filter.bits, filter.tokens, beliefs, ridge, threads_));
    }
    return claim_nearest(rows_, points_of(predicted), threads_);
  }

  // The known, and mutual claims.
  std::vector<Belief> believe(const std::vector<Claim>& claims) const {
    std::vector<Belief> beliefs = truth_;
    for (std::uint32_t row = 0; row < claims.size(); ++row) {
      if (claims[row].mutual && !known_[row]) beliefs.push_back({row, claims[row].person, 1});
    }
    std::ranges::sort(beliefs, {}, &Belief::row);
    return beliefs;
  }

  std::vector<OpenFilter> filters_;
  std::vector<bool> known_;
  std::vector<Belief> truth_;
  Points rows_;
  unsigned threads_;
};

}  // namespace

LandmarkAttack attack_with_landmarks(const AttackWork& work, const Sides& sides,
                                     const EncodedRows& rows, std::size_t known) {
  LandmarkAttack attack;
  const std::vector<RowLayout::Slot> slots = filters_of(rows.layout);
  attack.applies = !slots.empty();
  if (!attack.applies) return attack;
  Random random(work.seed);
  const std::vector<std::uint32_t> chosen = choose_known(sides, known, random);
  attack.known = chosen.size();
  std::vector<OpenFilter> filters;
  for (const RowLayout::Slot& slot : slots) {
    filters.emplace_back(rows, slot, *work.agreement.encoding().find(slot.name), sides.people);
  }
  const EncodedRows register_rows =
      encode_people(work.agreement, work.dataset, sides.people, work.seed, kOwnKey, work.threads);
  std::vector<Matrix> own;
  for (const RowLayout::Slot& slot : slots) own.push_back(centred_bits(register_rows, slot));
  Landmarks landmarks(std::move(filters), sides, chosen, work.threads);
  attack.score = score_of(landmarks.run(own), sides.truth, sides.people.size(), landmarks.known());
  return attack;
}

}  // namespace tally::encoder
