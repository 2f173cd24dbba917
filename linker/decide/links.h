// A link: the decision that two records are one person.
#pragma once

#include "common/ids.h"
#include "linker/decide/scores.h"

namespace tally::linker {

struct Link {
  RecordIndex left;
  RecordIndex right;
  Score score = {};
  bool ambiguous = false;       // another person is nearly as likely: a twin, a sibling
  bool different_keys = false;  // linked although an identifier differs
};

}  // namespace tally::linker
