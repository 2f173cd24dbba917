#include "encoder/audit/linear.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "common/parallel.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kLanes = 16;  // sums side by side, so that the compiler can use vectors
constexpr std::size_t kColumnsOfTask = 64;  // columns that one task solves

// a = l l^T, in the lower triangle of a.
void factorise(Matrix& a) {
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      a.row(i)[j] = (a.row(i)[j] - dot(a.row(i).first(j), a.row(j).first(j))) / a.row(j)[j];
    }
    const float left = a.row(i)[i] - dot(a.row(i).first(i), a.row(i).first(i));
    a.row(i)[i] = std::sqrt(std::max(left, 1e-6F));
  }
}

// Solves l l^T x = b for a stripe of b's columns.
void substitute(const Matrix& l, Matrix& b, std::size_t first, std::size_t count) {
  const auto part = [&](std::size_t i) { return b.row(i).subspan(first, count); };
  const auto divide = [&](std::size_t i) {
    for (float& value : part(i)) value /= l.row(i)[i];
  };
  for (std::size_t i = 0; i < l.rows; ++i) {
    for (std::size_t j = 0; j < i; ++j) add_scaled(part(i), -l.row(i)[j], part(j));
    divide(i);
  }
  for (std::size_t i = l.rows; i-- > 0;) {
    divide(i);
    for (std::size_t j = 0; j < i; ++j) add_scaled(part(j), -l.row(i)[j], part(i));
  }
}

}  // namespace

float dot(std::span<const float> a, std::span<const float> b) {
  assert(a.size() == b.size());
  const float* const x = a.data();
  const float* const y = b.data();
  std::array<float, kLanes> sums{};
  std::size_t i = 0;
  for (; i + kLanes <= a.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += x[i + lane] * y[i + lane];
  }
  float sum = 0;
  for (const float lane : sums) sum += lane;
  for (; i < a.size(); ++i) sum += x[i] * y[i];
  return sum;
}

void add_scaled(std::span<float> to, float scale, std::span<const float> from) {
  assert(to.size() == from.size());
  float* __restrict const x = to.data();
  const float* __restrict const y = from.data();
  for (std::size_t i = 0; i < to.size(); ++i) x[i] += scale * y[i];
}

void solve_symmetric(Matrix& a, Matrix& b, unsigned threads) {
  factorise(a);
  const std::size_t stripes = (b.columns + kColumnsOfTask - 1) / kColumnsOfTask;
  parallel_for(stripes, threads, [&](std::size_t stripe, unsigned) {
    const std::size_t first = stripe * kColumnsOfTask;
    substitute(a, b, first, std::min(kColumnsOfTask, b.columns - first));
  });
}

std::vector<float> column_means(const Matrix& matrix) {
  std::vector<float> means(matrix.columns);
  for (std::size_t i = 0; i < matrix.rows; ++i) add_scaled(means, 1, matrix.row(i));
  for (float& mean : means) mean /= static_cast<float>(std::max<std::size_t>(matrix.rows, 1));
  return means;
}

}  // namespace tally::encoder
