// How filters are hardened, in plain words.
#pragma once

#include <string>

#include "protocol/agreement/agreement.h"

namespace tally {

// Whether any filter is hardened.
bool is_hardened(const Encoding& encoding);

// "diffusion: each bit says ...".
std::string in_words(const Hardening& hardening);

}  // namespace tally
