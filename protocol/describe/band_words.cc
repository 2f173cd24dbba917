#include "protocol/describe/band_words.h"

#include <vector>

#include "common/join.h"

namespace tally {

std::string size_of_bands(const Column& column) {
  return std::to_string(column.bands) + " bands of " + std::to_string(column.bits) + " bits";
}

std::string joined_kinds(const Column& column) {
  std::vector<std::string> kinds;
  for (const std::vector<Field>& kind : column.joins) {
    std::vector<std::string> fields;
    for (const Field field : kind) fields.emplace_back(name_of(field));
    kinds.push_back(join(fields, " or "));
  }
  return join(kinds, ", and ");
}

}  // namespace tally
