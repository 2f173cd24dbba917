// The kind of identifier that a score column compares. It follows from the fields of the column's
// features; a column's name has no meaning.
#pragma once

#include <cstdint>

#include "protocol/agreement/agreement.h"

namespace tally::linker {

enum class Meaning : std::uint8_t {
  given,    // forenames, middle names
  surname,  // the surname only
  names,    // given names and the surname together
  birth,    // the date of birth, with or without the sex
  address,  // postcode, house, street, town
  other,    // a mixture of these, or something else
};

Meaning meaning_of(const Column& column);

}  // namespace tally::linker
