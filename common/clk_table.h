// A table of filters: n rows of the same number of bits. Comparison works on whole tables.
//
// Row-major, each row padded with zero bits to whole 64-bit words, rows one after another from a
// 64-byte-aligned start. Bit p of a filter is bit p mod 64 of word p div 64, and in a file bit p
// mod 8 of byte p div 8: on a little-endian machine the file's bytes are the table's bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <new>
#include <span>

namespace tally {

using Clk = std::span<const std::uint64_t>;  // one row of a ClkTable

class ClkTable {
 public:
  ClkTable() = default;
  // All zero. bits >= 1.
  ClkTable(std::size_t rows, std::uint32_t bits)
      : rows_(rows), bits_(bits), words_((bits + 63) / 64) {
    const std::size_t bytes = (rows_ * words_ * 8 + 63) / 64 * 64;
    if (bytes == 0) return;
    data_.reset(static_cast<std::uint64_t*>(::operator new(bytes, kAlignment)));
    std::fill_n(data_.get(), bytes / 8, std::uint64_t{0});
  }

  std::size_t rows() const { return rows_; }
  std::uint32_t bits() const { return bits_; }
  std::size_t words() const { return words_; }  // 64-bit words a row
  Clk operator[](std::size_t row) const { return {data_.get() + row * words_, words_}; }
  std::span<std::uint64_t> row(std::size_t row) { return {data_.get() + row * words_, words_}; }
  const std::uint64_t* data() const { return data_.get(); }

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(std::uint64_t* p) const { ::operator delete(p, kAlignment); }
  };
  std::size_t rows_ = 0;
  std::uint32_t bits_ = 0;
  std::size_t words_ = 0;
  std::unique_ptr<std::uint64_t[], Free> data_;
};

// Number of set bits.
std::uint32_t popcount(Clk clk);
// Number of bits set in both; the rows have the same number of words.
std::uint32_t overlap(Clk a, Clk b);

}  // namespace tally
