#include "encoder/audit/figures.h"

#include <cmath>

#include "common/page.h"

namespace tally::encoder {

// In tenths near 0 and near 100; rounded down, so that only all is 100 %.
std::string percent_of(double share) {
  const auto tenths = static_cast<std::uint64_t>(std::floor(share * 1000 + 1e-9));
  if (share > 0 && tenths == 0) return "under 0.1 %";
  const std::string whole = std::to_string(tenths / 10);
  if (share <= 0 || share >= 1 || (tenths >= 100 && tenths <= 900)) return whole + " %";
  return whole + "." + std::to_string(tenths % 10) + " %";
}

std::string percent_of(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "0 %" : percent_of(static_cast<double>(part) / static_cast<double>(whole));
}

std::string seconds_of(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::lround(seconds));
  if (whole == 0) return "under a second";
  return with_commas(whole) + (whole == 1 ? " second" : " seconds");
}

std::string describe(const AttackFinding& finding) {
  const Score& score = finding.score;
  std::string text = "named " + with_commas(score.named) + " of " + with_commas(score.shared) +
                     " people of both (" + percent_of(score.named, score.shared) + ")";
  if (finding.keys > 1) {
    text += (finding.fell ? ", with one of " : " over ") + std::to_string(finding.keys) + " keys";
  }
  text += "; chance is " + std::to_string(std::lround(score.by_chance));
  if (score.sure == 0) return text + "; never sure";
  return text + "; when sure (" + with_commas(score.sure) + "), right " +
         percent_of(score.sure_right, score.sure);
}

std::string describe_near(const BandScores& scores) {
  const auto named_of = [](const Score& score) {
    return with_commas(score.named) + " of " + with_commas(score.shared);
  };
  return "; besides, it named " + named_of(scores.near) +
         " records that share a band with a known one, and " + named_of(scores.relatives) +
         " of the known people's families or neighbours of one surname";
}

std::string describe(const PairsShown& pairs) {
  return "pairs of rows that share a band: " + with_commas(pairs.one_person) + " of one person, " +
         with_commas(pairs.one_family) + " of one family, " + with_commas(pairs.others) +
         " others; the largest connected group has " + with_commas(pairs.largest) + " rows";
}

std::string describe(std::string_view column, const DifferentValues& values) {
  return std::string(column) + ": " + with_commas(values.encoded) + " different of " +
         with_commas(values.rows) + ", in the clear " + with_commas(values.plain) + "; " +
         percent_of(values.unique, values.rows) + " of rows have a value of their own";
}

std::string describe(std::string_view column, const RankGuess& guess) {
  return std::string(column) + ": the values of " + with_commas(guess.claimed) +
         " rows claimed, of " + with_commas(guess.right) + " right";
}

std::string describe(std::string_view column, const Separation& separation) {
  return std::string(column) + ": " + with_commas(separation.separated) +
         " groups of equal columns, " + with_commas(separation.tokens) +
         " of them exactly one token";
}

}  // namespace tally::encoder
