#include "encoder/audit/encoded.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

#include "common/parallel.h"
#include "encoder/hash/harden.h"
#include "encoder/hash/hash.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kPeopleTogether = 2000;  // of one task, with caches of their own

keys::Secret throwaway_secret(std::uint64_t seed, std::uint64_t key) {
  Bytes numbers;
  append_u64(numbers, seed);
  append_u64(numbers, key);
  return keys::Secret::from_bytes(sha256({as_bytes("tallystick audit"), numbers}).bytes);
}

bool has_bit(ByteView cell, std::size_t bit) {
  return (cell[bit / 8] >> bit % 8 & 1) != 0;
}

}  // namespace

EncodedRows encode_people(const Agreement& agreement, const Dataset& dataset,
                          std::span<const StandardRecord> people, std::uint64_t seed,
                          std::uint64_t key, unsigned threads) {
  const keys::Secret secret = throwaway_secret(seed, key);
  const keys::Derivation derivation(secret, agreement.terms().project,
                                    agreement.encoding_fingerprint());
  EncodedRows rows{RowLayout::of(agreement.encoding(), dataset), people.size(), {}};
  const std::size_t size = rows.layout.row_size;
  rows.bytes.resize(people.size() * size);
  const std::size_t tasks = (people.size() + kPeopleTogether - 1) / kPeopleTogether;
  parallel_for(tasks, threads, [&](std::size_t task, unsigned) {
    Hasher hasher(agreement.encoding(), rows.layout, derivation);
    Hardener hardener(agreement.encoding(), rows.layout, derivation);
    Bytes row(size);
    const std::size_t end = std::min(people.size(), (task + 1) * kPeopleTogether);
    for (std::size_t person = task * kPeopleTogether; person < end; ++person) {
      hasher.hash(people[person], row);
      std::ranges::copy(hardener.harden(row).bytes(), rows.bytes.data() + person * size);
    }
  });
  return rows;
}

Matrix bits_of(const EncodedRows& rows, const RowLayout::Slot& filter) {
  Matrix bits(rows.count, filter.bits);
  for (std::size_t i = 0; i < rows.count; ++i) {
    const ByteView cell = rows.cell(i, filter);
    const std::span<float> row = bits.row(i);
    for (std::size_t bit = 0; bit < row.size(); ++bit) row[bit] = has_bit(cell, bit) ? 1 : 0;
  }
  return bits;
}

std::vector<RowSet> row_sets(const EncodedRows& rows, const RowLayout::Slot& filter) {
  std::vector<RowSet> sets(filter.bits, RowSet((rows.count + 63) / 64));
  for (std::size_t i = 0; i < rows.count; ++i) {
    const ByteView cell = rows.cell(i, filter);
    for (std::size_t bit = 0; bit < sets.size(); ++bit) {
      if (has_bit(cell, bit)) sets[bit][i / 64] |= std::uint64_t{1} << i % 64;
    }
  }
  return sets;
}

std::size_t count_of(const RowSet& set) {
  return std::accumulate(set.begin(), set.end(), std::size_t{0},
                         [](std::size_t n, std::uint64_t w) {
                           return n + static_cast<std::size_t>(std::popcount(w));
                         });
}

std::size_t count_of_both(const RowSet& a, const RowSet& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    count += static_cast<std::size_t>(std::popcount(a[i] & b[i]));
  }
  return count;
}

}  // namespace tally::encoder
