// The people of an audit: a sample of the holder's export, and the two sides that an attack
// compares: the file, of which the attacker has only encodings, and the attacker's register, in the
// clear.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "common/progress.h"
#include "common/result.h"
#include "encoder/audit/random.h"
#include "encoder/profiles/record_reader.h"

namespace tally::encoder {

// One record; alternates do not take part.
struct Person {
  std::uint64_t id;  // a hash of the local_id
  StandardRecord record;
};
using People = std::vector<Person>;

// At most `most` records, chosen by the seed, in random order. fields: the agreed fields; the
// others are left out. day: of the export.
Result<People> sample_people(RecordReader& reader, const PerField<bool>& fields, Date day,
                             std::size_t most, std::uint64_t seed, Progress& progress);

inline constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

// What an attack compares, and the truth.
struct Sides {
  std::vector<StandardRecord> file;
  std::vector<StandardRecord> people;  // the register
  std::vector<std::uint32_t> truth;    // of each of the file: the place in people, or kNobody

  std::size_t shared() const;
};

enum class Slips : std::uint8_t { none, typed };

// Both sides from one sample: equally large, at most `most` each, with this share of the file in
// the register. The register's records have slips, if asked.
Sides split_people(const People& people, double overlap, Slips slips, std::size_t most,
                   Random& random);
// The file and a given register, the first `most` of each: people with the same local_id are the
// same. Both must be samples by one seed.
Sides join_people(const People& file, const People& given, std::size_t most);

// Rates of typed slips in a record of the register.
inline constexpr double kNameSlips = 0.06;    // of each name: one letter changed
inline constexpr double kMoves = 0.10;        // the address of another person
inline constexpr double kSwappedDays = 0.01;  // day and month of birth swapped

}  // namespace tally::encoder
