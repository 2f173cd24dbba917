// The standardiser of a test program: making one takes long.
#pragma once

#include "encoder/standardise/standardise.h"

namespace tally::encoder {

inline Standardiser& one_standardiser() {
  static Standardiser standardiser;
  return standardiser;
}

}  // namespace tally::encoder
