// Items in one line of text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tally {

inline std::string join(const std::vector<std::string>& items, std::string_view between = ", ") {
  std::string text;
  for (const std::string& item : items) {
    if (&item != items.data()) text += between;
    text += item;
  }
  return text;
}

}  // namespace tally
