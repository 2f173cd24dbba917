#include "linker/report/report_words.h"

#include <algorithm>

namespace tally::linker {

std::int64_t rounded(double value) {
  return static_cast<std::int64_t>(value + 0.5);
}

std::string_view describe(Method method) {
  switch (method) {
    case Method::exact:
      return "equal tokens";
    case Method::agreed:
      return "the agreement";
    case Method::runner_up:
      return "runner-up null";
    case Method::nearest:
      return "nearest null";
    case Method::posterior:
      return "posteriors";
    case Method::fallback:
      break;
  }
  return "fallback";
}

std::string_view describe(ScoreUnit unit) {
  switch (unit) {
    case ScoreUnit::bits:
      return "bits";
    case ScoreUnit::bands:
      return "by bands";
    case ScoreUnit::dice:
      return "Dice";
    case ScoreUnit::none:
      break;
  }
  return "";
}

std::uint64_t count_links(const PassOutcome& pass, bool Link::*flag) {
  return static_cast<std::uint64_t>(std::ranges::count(pass.links, true, flag));
}

}  // namespace tally::linker
