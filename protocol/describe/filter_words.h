// What filters that are not hardened give away, for the description of an agreement, its annex and
// the linker's report.
#pragma once

#include <string_view>

#include "protocol/agreement/encodings.h"

namespace tally {

// Measured by tally-encoder audit (docs/audit.md), in lines of a page; empty if there is no filter.
std::string_view what_filters_give_away(const Encoding& encoding);

}  // namespace tally
