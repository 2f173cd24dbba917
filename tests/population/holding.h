// What a data set holds of a child: told -> typed -> in its own hand.
#pragma once

#include <optional>

#include "tests/population/dataset.h"
#include "tests/population/population.h"

namespace tally::population {

// Nothing when the data set does not hold the child.
std::optional<Record> hold(const Population& population, const Dataset& dataset,
                           PersonIndex person);

// The stages, in order. Each draws from its own streams of (seed, child, data set).
struct Holding {
  const Population& population;
  const Family& family;
  const Child& child;
  const Dataset& dataset;
  Day as_of = kReferenceDay;  // nothing later is known
  Stream stream(Purpose purpose) const {
    return {population.seed(), static_cast<std::uint64_t>(child.person), purpose, dataset.number};
  }
  // What the data set learns of the whole family at once.
  Stream family_stream(Purpose purpose) const {
    return {population.seed(), static_cast<std::uint64_t>(family.index), purpose, dataset.number};
  }
};

bool covered(const Holding& holding);
// All the stages.
Record record_of(const Holding& holding);
// True as far as it was true once: an old address, an everyday name, somebody else's number.
Record told(const Holding& holding);
// Slips of the finger and the eye, gaps, placeholders.
void type(const Holding& holding, Record& record);
// Letter case, accents, apostrophes, codes, spacing.
void write_in_own_hand(const Holding& holding, Record& record);

}  // namespace tally::population
