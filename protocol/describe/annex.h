// An annex to a data protection impact assessment, made from the agreement, in plain words: what is
// processed, who takes part, what each party sees, how long, and what could go wrong. Markdown.
#pragma once

#include <string>

#include "protocol/agreement/agreement.h"

namespace tally {

std::string annex(const Agreement& agreement);

}  // namespace tally
