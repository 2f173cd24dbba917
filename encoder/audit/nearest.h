// Rows of the file and people of the register as points; each row's nearest person is claimed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "encoder/audit/linear.h"
#include "encoder/audit/people.h"

namespace tally::encoder {

// Points of one length, in whole numbers, so that sums are exact in any order.
struct Points {
  std::size_t count = 0, size = 0;
  std::vector<std::int16_t> values;
};
// Joins the same row of all matrices.
Points points_of(std::span<const Matrix> parts);

struct Claim {
  std::uint32_t person = kNobody;  // the nearest
  bool mutual = false;             // the row is also the person's nearest
  bool sure = false;               // and the next person is much farther
};
// A claim for each row. It is sure if the person is nearer than a share of the next person's
// squared distance [Lowe2004]: the attacker needs no truth for that.
std::vector<Claim> claim_nearest(const Points& rows, const Points& people, unsigned threads);

// How good claims are, of all or of some rows.
struct Score {
  std::uint64_t shared = 0;  // rows whose person is in the register
  std::uint64_t named = 0;   // of these, mutual claims that are right
  std::uint64_t claims = 0;  // mutual claims
  std::uint64_t sure = 0;
  std::uint64_t sure_right = 0;
  double by_chance = 0;  // how many of them a blind guess would name

  Score& operator+=(const Score& other);
  double recall() const;
  // Whether more are named than chance gives, by three standard deviations.
  bool is_beyond_chance() const;
};
// truth: of each row, the person or kNobody. people: in the register. left_out: rows that do not
// count, such as known ones.
Score score_of(std::span<const Claim> claims, std::span<const std::uint32_t> truth,
               std::size_t people, const std::vector<bool>& left_out = {});

}  // namespace tally::encoder
