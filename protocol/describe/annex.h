// An annex to a data protection impact assessment, from the agreement and in plain words: what is
// processed, by whom, what each party sees, how long, what could go wrong. Markdown.
#pragma once

#include <string>

#include "protocol/agreement/agreement.h"

namespace tally {

std::string annex(const Agreement& agreement);

}  // namespace tally
