#include "protocol/describe/hardening_words.h"

#include <algorithm>

namespace tally {

bool is_hardened(const Encoding& encoding) {
  return std::ranges::any_of(encoding.columns,
                             [](const Column& c) { return c.hardening.has_value(); });
}

std::string in_words(const Hardening& hardening) {
  const std::string count = std::to_string(hardening.count);
  if (hardening.kind == Hardening::Kind::diffusion) {
    return "diffusion: each bit says whether an odd number of " + count +
           " secret positions of the filter are set";
  }
  if (hardening.count == 1) return "SAUL: each bit is a secret majority vote of the tokens";
  return "SAUL: each bit says whether an odd number of " + count +
         " secret majority votes of the tokens are for it";
}

}  // namespace tally
