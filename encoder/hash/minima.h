// The hot loop of bands: for each place of each band, the token of least weighted hash.
//
// One multiplication and one comparison of IEEE single precision a place, so that every processor
// finds the same tokens; of equal hashes the first counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tally::encoder {

// The least hash of each place so far, and whose it is. All arrays are of one size.
struct Minima {
  std::vector<float> least;
  std::vector<std::uint32_t> token;

  void clear(std::size_t places);  // nobody's
};

// hashes[i] * scale competes at place i for `token`.
void take_token(Minima& minima, std::span<const float> hashes, float scale, std::uint32_t token);
// The tokens of `others` compete at their places.
void take_minima(Minima& minima, const Minima& others);

// -log2 of (2 word + 1) / 2^33, in units of 2^-18, rounded up: an exponential variate from a
// uniform one. 1 to 33 * 2^18, so exact as a float. Only whole numbers, so the same everywhere.
std::uint32_t exponential(std::uint32_t word);

}  // namespace tally::encoder
