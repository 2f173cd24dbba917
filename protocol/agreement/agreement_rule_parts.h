// What the files of the agreement's rules share.
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

// Names that are allowed and unlike each other, between one and limit of them. Only then may a
// message repeat one.
template <class Item>
Status check_names(const std::vector<Item>& items, const std::string& place, std::size_t limit) {
  if (items.empty()) return refused(place + ": none");
  if (items.size() > limit) return refused(place + ": over " + std::to_string(limit));
  std::set<std::string_view> seen;
  for (const Item& item : items) {
    if (!is_name(item.name)) {
      return refused(place + "[" + std::to_string(seen.size()) + "]: bad name",
                     "a name is 1 to 64 of a-z, 0-9, _ and -");
    }
    if (!seen.insert(item.name).second)
      return refused(place + ": two called \"" + item.name + "\"");
  }
  return {};
}

Status check_encoding(const Encoding& encoding);
Status check_policy(const Policy& policy, const Encoding& encoding);

}  // namespace tally
