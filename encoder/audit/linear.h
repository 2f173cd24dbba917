// The little linear algebra that the attacks need: dense matrices of single precision, dot
// products, and the solution of symmetric equations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tally::encoder {

struct Matrix {
  Matrix() = default;
  Matrix(std::size_t row_count, std::size_t column_count)
      : rows(row_count), columns(column_count), values(row_count * column_count) {}

  std::span<float> row(std::size_t i) { return std::span(values).subspan(i * columns, columns); }
  std::span<const float> row(std::size_t i) const {
    return std::span(values).subspan(i * columns, columns);
  }

  std::size_t rows = 0, columns = 0;
  std::vector<float> values;  // row after row
};

// Both have the same size. The order of the sums is fixed, so the result is too.
float dot(std::span<const float> a, std::span<const float> b);
// to += scale * from
void add_scaled(std::span<float> to, float scale, std::span<const float> from);

// Solves a x = b for all columns of b, in place; only the lower triangle of a is read, and a is
// replaced by its Cholesky factor. a must be positive definite: add a ridge first.
void solve_symmetric(Matrix& a, Matrix& b, unsigned threads);

// The means of the columns.
std::vector<float> column_means(const Matrix& matrix);

}  // namespace tally::encoder
