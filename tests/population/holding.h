// A data set's record of a child: reported -> typed -> written in its own hand.
#pragma once

#include <optional>

#include "tests/population/dataset.h"
#include "tests/population/population.h"

namespace tally::population {

// Nothing if the data set does not hold the child.
std::optional<Record> hold(const Population& population, const Dataset& dataset,
                           PersonIndex person);

// The stages, in order. Each draws from its own streams of (seed, child, data set).
struct Holding {
  const Population& population;
  const Family& family;
  const Child& child;
  const Dataset& dataset;
  Day as_of = kReferenceDay;  // no later fact is known
  Stream stream(Purpose purpose) const {
    return {population.seed(), static_cast<std::uint64_t>(child.person), purpose, dataset.number};
  }
  // Draws that the whole family shares.
  Stream family_stream(Purpose purpose) const {
    return {population.seed(), static_cast<std::uint64_t>(family.index), purpose, dataset.number};
  }
};

bool covered(const Holding& holding);
// All the stages.
Record record_of(const Holding& holding);
// Reported facts were true once, or of another person: an old address, an everyday name, somebody
// else's number.
Record reported(const Holding& holding);
// Adds typing slips, misread characters, gaps and placeholders.
void type(const Holding& holding, Record& record);
// Applies the style: letter case, accents, apostrophes, codes, spacing.
void write_in_own_hand(const Holding& holding, Record& record);

}  // namespace tally::population
