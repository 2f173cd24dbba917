// Other forms of forenames: short forms, and other spellings of one name.
#pragma once

#include <string>
#include <string_view>

#include "tests/population/random.h"

namespace tally::population {

// Both return an empty text for a name without other forms.
std::string short_form(std::string_view forename, Stream& stream);      // Elizabeth: Beth
std::string other_spelling(std::string_view forename, Stream& stream);  // Mohammed: Muhammad

}  // namespace tally::population
