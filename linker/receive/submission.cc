#include "linker/receive/submission.h"

#include <algorithm>

namespace tally::linker {

const FilterColumn* Submission::filter(std::string_view column) const {
  const auto found = std::ranges::find(filters_, column, &FilterColumn::name);
  return found == filters_.end() ? nullptr : &*found;
}

const TokenColumn* Submission::tokens(std::string_view column) const {
  const auto found = std::ranges::find(tokens_, column, &TokenColumn::name);
  return found == tokens_.end() ? nullptr : &*found;
}

}  // namespace tally::linker
