// One trial of the attacks on bands, under one key: two files, the attacker's own text of them, and
// the truth.
#pragma once

#include <cstdint>
#include <vector>

#include "encoder/audit/band_attack.h"
#include "encoder/audit/key_recovery.h"

namespace tally::encoder {

// What the attacker has in the clear.
enum class OwnText : std::uint8_t {
  register_of_all,  // one record of everybody in either file
  both_files,       // every record of both files, as the holders have it
};

// Pairs of rows that share a band.
struct PairsShown {
  std::uint64_t one_person = 0, one_family = 0, others = 0;
  std::uint64_t largest = 0;  // rows of the largest connected group
};

// Scores of the rows that are not known: relatives share an address, or a surname and a postcode,
// with a known row; of all others, those that are near share a band with one.
struct BandScores {
  Score strangers, near, relatives;

  BandScores& operator+=(const BandScores& other) {
    strangers += other.strangers;
    near += other.near;
    relatives += other.relatives;
    return *this;
  }
};

// Two files under one key, and what the attacker can make of its own text.
struct BandFiles {
  EncodedRows first, second;
  BandGraph graph(OwnRepeatsAre repeats) const { return {first, second, repeats}; }
};
BandFiles encode_files(const AttackWork& work, const Sides& sides, std::uint64_t key);

// The attacker's text of both files, in an order of its own, under its own key.
struct OwnFiles {
  BandFiles files;
  std::vector<std::uint32_t> truth;  // of each node of the real files, the attacker's node
};
OwnFiles encode_own_text(const AttackWork& work, const Sides& sides, OwnText text);

PairsShown count_pairs(const Sides& sides, const BandGraph& files);

// known: how many people of the first file the attacker knows by their rows in both, chosen by the
// seed.
BandScores attack_bands(const Sides& sides, const BandGraph& files, const BandGraph& own,
                        std::span<const std::uint32_t> truth, std::size_t known,
                        std::uint64_t seed);

}  // namespace tally::encoder
