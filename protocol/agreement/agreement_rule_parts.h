// Helpers for the files of the agreement's rules.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "protocol/agreement/agreement.h"
#include "protocol/base/limits.h"

namespace tally {

inline std::string quoted(std::string_view kind, std::string_view name) {
  return std::string(kind) + " \"" + std::string(name) + "\"";
}

// Checks that there are 1 to `limit` items and that their names are valid and distinct. A message
// may repeat a name only after this check.
template <class Item>
Status check_names(const std::vector<Item>& items, const std::string& place, std::size_t limit) {
  if (items.empty()) return refused(place + ": none");
  if (items.size() > limit) return refused(place + ": more than " + std::to_string(limit));
  std::set<std::string_view> seen;
  for (const Item& item : items) {
    if (!is_name(item.name)) {
      return refused(place + "[" + std::to_string(seen.size()) + "]: not a valid name",
                     "a name has 1 to 64 characters of a-z, 0-9, _ and -");
    }
    if (!seen.insert(item.name).second)
      return refused(place + ": two are called \"" + item.name + "\"");
  }
  return {};
}

Status check_encoding(const Encoding& encoding);
Status check_policy(const Policy& policy, const Encoding& encoding);

}  // namespace tally
