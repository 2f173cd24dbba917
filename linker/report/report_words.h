// The words that the page and the JSON of a report share: how both show counts and methods.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/json.h"
#include "common/page.h"
#include "linker/link/link.h"

namespace tally::linker {

// Shows counts as a report does: small counts, from 1 to `least` - 1, as "under 10".
class ShownCounts {
 public:
  explicit ShownCounts(std::uint32_t least) : least_(least) {}
  Json json(std::uint64_t count) const {
    return is_small(count) ? Json(small()) : Json(static_cast<std::int64_t>(count));
  }
  std::string text(std::uint64_t count) const {
    return is_small(count) ? small() : with_commas(count);
  }

 private:
  bool is_small(std::uint64_t count) const { return count > 0 && count < least_; }
  std::string small() const { return "under " + std::to_string(least_); }
  std::uint32_t least_;
};

std::int64_t rounded(double value);
std::string_view describe(Method method);
std::string_view describe(ScoreUnit unit);
std::uint64_t count_links(const PassOutcome& pass, bool Link::*flag);

}  // namespace tally::linker
