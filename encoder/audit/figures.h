// The figures of an audit in words.
#pragma once

#include <string>
#include <string_view>

#include "encoder/audit/audit.h"
#include "encoder/audit/band_trial.h"
#include "encoder/audit/values.h"

namespace tally::encoder {

std::string percent_of(double share);  // "20 %", "0.4 %"
std::string percent_of(std::uint64_t part, std::uint64_t whole);
std::string seconds_of(double seconds);  // "under a second", "12 seconds"

std::string describe(const AttackFinding& finding);  // of an attack that names people
// Of rows near known ones, to follow the former.
std::string describe_near(const BandScores& scores);
std::string describe(const PairsShown& pairs);
std::string describe(std::string_view column, const DifferentValues& values);
std::string describe(std::string_view column, const RankGuess& guess);
std::string describe(std::string_view column, const Separation& separation);

}  // namespace tally::encoder
