// An agreement as a person reads it before agreeing to it.
#pragma once

#include <string>

#include "common/bytes.h"
#include "protocol/agreement.h"

namespace tally {

// Hexadecimal in groups of four, to read aloud and compare.
std::string in_groups(ByteView bytes);

std::string describe(const Agreement& agreement);

}  // namespace tally
