#include "encoder/audit/key_recovery.h"

#include <algorithm>
#include <unordered_map>

#include "common/math.h"
#include "common/parallel.h"
#include "encoder/audit/equal_columns.h"
#include "encoder/audit/filters.h"
#include "encoder/audit/naming.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kStarts = 24;
constexpr int kRounds = 8;
constexpr float kRidge = 3;
constexpr float kFirstRidge = 30;
// Likelihoods count little at first, because the map of the first rounds is rough.
constexpr float kTemperatures[] = {8, 4, 2, 1.5F};

// The people that each row can be, by equal codes.
std::vector<Belief> candidates(const NamedCodes& codes) {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> people;
  for (std::uint32_t person = 0; person < codes.people.size(); ++person) {
    if (codes.people[person] != 0) people[codes.people[person]].push_back(person);
  }
  std::vector<Belief> beliefs;
  for (std::uint32_t row = 0; row < codes.rows.size(); ++row) {
    const auto found = people.find(codes.rows[row]);
    if (found == people.end()) continue;
    const float each = 1 / static_cast<float>(found->second.size());
    for (const std::uint32_t person : found->second) beliefs.push_back({row, person, each});
  }
  return beliefs;
}

// The part of one filter in the likelihood that a row is a person, against anybody.
class Likelihood {
 public:
  Likelihood(const OpenFilter& filter, const Matrix& predicted)
      : filter_(filter), scaled_(predicted), half_(predicted.rows) {
    for (std::size_t person = 0; person < predicted.rows; ++person) {
      const std::span<float> row = scaled_.row(person);
      for (std::size_t bit = 0; bit < row.size(); ++bit) {
        row[bit] /= std::max(0.02F, filter.means[bit] * (1 - filter.means[bit]));
      }
      half_[person] = dot(row, predicted.row(person)) / 2;
    }
  }
  float of(const Belief& belief) const {
    return dot(filter_.bits.row(belief.row), scaled_.row(belief.person)) - half_[belief.person];
  }

 private:
  const OpenFilter& filter_;
  Matrix scaled_;
  std::vector<float> half_;
};

// Likelihoods of one row's candidates -> weights; what is left is that the row is nobody of them.
void weigh(std::span<Belief> beliefs) {
  float best = 0;
  for (const Belief& belief : beliefs) best = std::max(best, belief.weight);
  double sum = portable_exp(-static_cast<double>(best));
  for (Belief& belief : beliefs) {
    const double share = portable_exp(static_cast<double>(belief.weight - best));
    belief.weight = static_cast<float>(share);
    sum += share;
  }
  for (Belief& belief : beliefs) belief.weight /= static_cast<float>(sum);
}

void weigh_rows(std::span<Belief> beliefs) {
  for (std::size_t first = 0; first < beliefs.size();) {
    std::size_t end = first + 1;
    while (end < beliefs.size() && beliefs[end].row == beliefs[first].row) ++end;
    weigh(beliefs.subspan(first, end - first));
    first = end;
  }
}

class Recovery {
 public:
  Recovery(std::vector<OpenFilter> filters, std::vector<Belief> beliefs, unsigned threads)
      : filters_(std::move(filters)), beliefs_(std::move(beliefs)), threads_(threads) {}

  std::vector<Claim> run() {
    for (int round = 0; round < kRounds; ++round) {
      learn(round == 0 ? kFirstRidge : kRidge);
      believe(kTemperatures[std::min(round, 3)]);
    }
    std::vector<Matrix> bits;
    for (OpenFilter& filter : filters_) bits.push_back(std::move(filter.bits));
    return claim_nearest(points_of(bits), points_of(predicted_), threads_);
  }

 private:
  void learn(float ridge) {
    predicted_.clear();
    for (const OpenFilter& filter : filters_) {
      predicted_.push_back(predict_bits(filter.bits, filter.tokens, beliefs_, ridge, threads_));
    }
  }

  void believe(float temperature) {
    std::vector<float> sums(beliefs_.size());
    for (std::size_t f = 0; f < filters_.size(); ++f) {
      const Likelihood likelihood(filters_[f], predicted_[f]);
      constexpr std::size_t kTogether = 4096;
      parallel_for((sums.size() + kTogether - 1) / kTogether, threads_,
                   [&](std::size_t task, unsigned) {
                     const std::size_t end = std::min(sums.size(), (task + 1) * kTogether);
                     for (std::size_t i = task * kTogether; i < end; ++i) {
                       sums[i] += likelihood.of(beliefs_[i]);
                     }
                   });
    }
    for (std::size_t i = 0; i < sums.size(); ++i) beliefs_[i].weight = sums[i] / temperature;
    weigh_rows(beliefs_);
  }

  std::vector<OpenFilter> filters_;
  std::vector<Matrix> predicted_;  // of each filter
  std::vector<Belief> beliefs_;
  unsigned threads_;
};

std::uint64_t count_decoded(const NamedCodes& codes, const Sides& sides) {
  std::uint64_t right = 0;
  for (std::size_t row = 0; row < codes.rows.size(); ++row) {
    const std::uint32_t person = sides.truth[row];
    right += person != kNobody && codes.rows[row] != 0 && codes.rows[row] == codes.people[person];
  }
  return right;
}

// The filters that a decoded birth opens: all others, but the one of everything only if there is
// no other.
std::vector<RowLayout::Slot> others(const Encoding& encoding, const RowLayout& layout) {
  std::vector<RowLayout::Slot> slots;
  std::vector<RowLayout::Slot> whole;
  for (const RowLayout::Slot& slot : filters_of(layout)) {
    const Column& column = *encoding.find(slot.name);
    if (has_few_tokens(column)) continue;
    const bool shares = column.features.front().insertions == Insertions::per_field;
    (shares ? whole : slots).push_back(slot);
  }
  return slots.empty() ? whole : slots;
}

}  // namespace

KeyRecovery recover_key(const AttackWork& work, const Sides& sides, const EncodedRows& rows) {
  KeyRecovery found;
  const Encoding& encoding = work.agreement.encoding();
  const std::vector<RowLayout::Slot> slots = filters_of(rows.layout);
  const auto few = std::ranges::find_if(slots, [&](const RowLayout::Slot& slot) {
    return has_few_tokens(*encoding.find(slot.name));
  });
  const std::vector<RowLayout::Slot> rest = others(encoding, rows.layout);
  if (few == slots.end() || rest.empty()) return found;
  found.applies = true;
  found.score.shared = sides.shared();
  const TokenTable tokens(*encoding.find(few->name), sides.people, 1, kEveryToken);
  const std::vector<RowSet> separated = separate_tokens(row_sets(rows, *few));
  found.separated = separated.size();
  found.tokens = tokens.tokens();
  if (separated.empty()) return found;
  const NamedCodes codes =
      name_tokens(separated, rows.count, tokens, kStarts, work.seed, work.threads);
  found.decoded = count_decoded(codes, sides);
  std::vector<Belief> beliefs = candidates(codes);
  if (beliefs.empty()) return found;
  std::vector<OpenFilter> filters;
  for (const RowLayout::Slot& slot : rest) {
    filters.emplace_back(rows, slot, *encoding.find(slot.name), sides.people);
  }
  Recovery recovery(std::move(filters), std::move(beliefs), work.threads);
  found.score = score_of(recovery.run(), sides.truth, sides.people.size());
  return found;
}

}  // namespace tally::encoder
