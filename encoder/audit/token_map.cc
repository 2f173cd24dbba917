#include "encoder/audit/token_map.h"

#include <algorithm>

#include "common/parallel.h"

namespace tally::encoder {
namespace {

using Entry = TokenTable::Entry;

// The tokens that a row of the file should have, by its beliefs.
struct Mixture {
  std::uint32_t row;
  float weight;  // of all beliefs
  std::vector<Entry> tokens;
};

// Adds up the tokens of the beliefs of one row.
class Mixer {
 public:
  explicit Mixer(const TokenTable& tokens) : tokens_(tokens), sums_(tokens.tokens()) {}

  Mixture mix(std::span<const Belief> beliefs) {
    Mixture mixture{beliefs.front().row, 0, {}};
    for (const Belief& belief : beliefs) {
      mixture.weight += belief.weight;
      for (const Entry& entry : tokens_.row(belief.person)) {
        if (sums_[entry.token] == 0) mixture.tokens.push_back({entry.token, 0});
        sums_[entry.token] += belief.weight * entry.weight;
      }
    }
    std::ranges::sort(mixture.tokens, {}, &Entry::token);
    for (Entry& entry : mixture.tokens) {
      entry.weight = std::exchange(sums_[entry.token], 0.0F);
    }
    return mixture;
  }

 private:
  const TokenTable& tokens_;
  std::vector<float> sums_;
};

std::vector<Mixture> mixtures_of(const TokenTable& tokens, std::span<const Belief> beliefs) {
  std::vector<Mixture> mixtures;
  Mixer mixer(tokens);
  for (std::size_t first = 0; first < beliefs.size();) {
    std::size_t end = first + 1;
    while (end < beliefs.size() && beliefs[end].row == beliefs[first].row) ++end;
    mixtures.push_back(mixer.mix(beliefs.subspan(first, end - first)));
    first = end;
  }
  return mixtures;
}

std::vector<float> mean_tokens(const TokenTable& tokens) {
  std::vector<float> mean(tokens.tokens());
  for (std::size_t person = 0; person < tokens.rows(); ++person) {
    for (const Entry& entry : tokens.row(person)) mean[entry.token] += entry.weight;
  }
  for (float& value : mean) value /= static_cast<float>(std::max<std::size_t>(tokens.rows(), 1));
  return mean;
}

// The equations of least squares: left theta = right. A row's tokens count less the mean tokens.
struct Equations {
  Matrix left, right;
};

class EquationMaker {
 public:
  EquationMaker(const Matrix& bits, std::span<const Mixture> mixtures, std::vector<float> mean)
      : bits_(bits), mixtures_(mixtures), mean_(std::move(mean)) {}

  Equations make(float ridge, unsigned threads) const {
    Equations equations{Matrix(mean_.size(), mean_.size()), Matrix(mean_.size(), bits_.columns)};
    constexpr std::size_t kTokensOfTask = 32;
    const std::size_t stripes = (mean_.size() + kTokensOfTask - 1) / kTokensOfTask;
    parallel_for(stripes, threads, [&](std::size_t stripe, unsigned) {
      const std::size_t first = stripe * kTokensOfTask;
      add_products(equations, first, std::min(first + kTokensOfTask, mean_.size()));
    });
    subtract_means(equations);
    for (std::size_t t = 0; t < mean_.size(); ++t) equations.left.row(t)[t] += ridge;
    return equations;
  }

 private:
  // Of the tokens from first to before end.
  void add_products(Equations& equations, std::size_t first, std::size_t end) const {
    for (const Mixture& mixture : mixtures_) {
      const auto& tokens = mixture.tokens;
      auto entry = std::ranges::lower_bound(tokens, first, {}, &Entry::token);
      for (; entry != tokens.end() && entry->token < end; ++entry) {
        const std::span<float> left = equations.left.row(entry->token);
        for (auto other = tokens.begin(); other <= entry; ++other) {
          left[other->token] += entry->weight * other->weight;
        }
        add_scaled(equations.right.row(entry->token), entry->weight, bits_.row(mixture.row));
      }
    }
  }

  void subtract_means(Equations& equations) const {
    std::vector<float> tokens(mean_.size());  // weighted by the mixtures' weights
    std::vector<float> bits(bits_.columns);
    float weight = 0;
    for (const Mixture& mixture : mixtures_) {
      for (const Entry& entry : mixture.tokens)
        tokens[entry.token] += mixture.weight * entry.weight;
      add_scaled(bits, mixture.weight, bits_.row(mixture.row));
      weight += mixture.weight * mixture.weight;
    }
    for (std::size_t t = 0; t < mean_.size(); ++t) {
      for (std::size_t u = 0; u <= t; ++u) {
        equations.left.row(t)[u] +=
            weight * mean_[t] * mean_[u] - tokens[t] * mean_[u] - mean_[t] * tokens[u];
      }
      add_scaled(equations.right.row(t), -mean_[t], bits);
    }
  }

  const Matrix& bits_;
  std::span<const Mixture> mixtures_;
  std::vector<float> mean_;
};

// theta: the learnt bits of each token.
Matrix apply(const TokenTable& tokens, const Matrix& theta, const std::vector<float>& mean,
             unsigned threads) {
  std::vector<float> offset(theta.columns);
  for (std::size_t t = 0; t < theta.rows; ++t) add_scaled(offset, -mean[t], theta.row(t));
  Matrix bits(tokens.rows(), theta.columns);
  constexpr std::size_t kPeopleOfTask = 256;
  parallel_for((bits.rows + kPeopleOfTask - 1) / kPeopleOfTask, threads,
               [&](std::size_t task, unsigned) {
                 const std::size_t end = std::min(bits.rows, (task + 1) * kPeopleOfTask);
                 for (std::size_t person = task * kPeopleOfTask; person < end; ++person) {
                   std::ranges::copy(offset, bits.row(person).begin());
                   for (const Entry& entry : tokens.row(person)) {
                     add_scaled(bits.row(person), entry.weight, theta.row(entry.token));
                   }
                 }
               });
  return bits;
}

}  // namespace

Matrix predict_bits(const Matrix& bits, const TokenTable& tokens, std::span<const Belief> beliefs,
                    float ridge, unsigned threads) {
  const std::vector<Mixture> mixtures = mixtures_of(tokens, beliefs);
  const std::vector<float> mean = mean_tokens(tokens);
  Equations equations = EquationMaker(bits, mixtures, mean).make(ridge, threads);
  solve_symmetric(equations.left, equations.right, threads);
  return apply(tokens, equations.right, mean, threads);
}

}  // namespace tally::encoder
