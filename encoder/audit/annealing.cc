#include "encoder/audit/annealing.h"

#include <algorithm>
#include <numeric>

#include "common/math.h"
#include "encoder/audit/random.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kMovesOfNode = 1500;
constexpr double kHottest = 1.0;
constexpr double kColdest = 1e-6;

double squared(double x) {
  return x * x;
}

class Annealing {
 public:
  Annealing(const Matrix& a, std::size_t nodes, const Matrix& b, std::uint64_t seed)
      : a_(a), nodes_(nodes), b_(b), random_(seed), names_(a.rows) {}

  Matching run() {
    start();
    const std::size_t moves = kMovesOfNode * a_.rows;
    const double cooling = portable_exp(portable_log2(kColdest / kHottest) * 0.6931471805599453 /
                                        static_cast<double>(moves));
    double heat = kHottest;
    for (std::size_t move = 0; move < moves; ++move) {
      const std::size_t i = random_.below(nodes_);
      const std::size_t j = (i + 1 + random_.below(a_.rows - 1)) % a_.rows;
      const double change = change_of(i, j);
      if (change < 0 || random_.unit() < portable_exp(-change / heat)) {
        std::swap(names_[i], names_[j]);
      }
      heat *= cooling;
    }
    return {{names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(nodes_)}, cost()};
  }

 private:
  // Nodes in the order of their weights.
  void start() {
    std::vector<std::size_t> order(a_.rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<std::size_t> others = order;
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return a_.row(i)[i]; });
    std::ranges::stable_sort(others, std::greater{}, [&](std::size_t i) { return b_.row(i)[i]; });
    for (std::size_t i = 0; i < order.size(); ++i) names_[order[i]] = others[i];
  }

  double change_of(std::size_t i, std::size_t j) const {
    const auto ai = a_.row(i), aj = a_.row(j);
    const auto bi = b_.row(names_[i]), bj = b_.row(names_[j]);
    const double counts = j < nodes_ ? 1 : 0;
    double change = squared(ai[i] - bj[names_[j]]) - squared(ai[i] - bi[names_[i]]) +
                    counts * (squared(aj[j] - bi[names_[i]]) - squared(aj[j] - bj[names_[j]]));
    for (std::size_t k = 0; k < nodes_; ++k) {
      if (k == i || k == j) continue;
      const float with_i = bi[names_[k]], with_j = bj[names_[k]];
      change += 2 * (squared(ai[k] - with_j) - squared(ai[k] - with_i) +
                     counts * (squared(aj[k] - with_i) - squared(aj[k] - with_j)));
    }
    return change;
  }

  double cost() const {
    double sum = 0;
    for (std::size_t i = 0; i < nodes_; ++i) {
      for (std::size_t k = 0; k < nodes_; ++k) {
        sum += squared(a_.row(i)[k] - b_.row(names_[i])[names_[k]]);
      }
    }
    return sum;
  }

  const Matrix& a_;
  const std::size_t nodes_;
  const Matrix& b_;
  Random random_;
  std::vector<std::size_t> names_;
};

}  // namespace

Matching match_graphs(const Matrix& a, std::size_t nodes, const Matrix& b, std::uint64_t seed) {
  if (nodes == 0 || a.rows < 2) return {std::vector<std::size_t>(nodes), 0};
  return Annealing(a, nodes, b, seed).run();
}

}  // namespace tally::encoder
