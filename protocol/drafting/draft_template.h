// Templates of an agreement to fill in: whole ones for linkages that are known, with comments that
// say what each line is for and what each way of linking gives away.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tally {

struct DraftTemplate {
  std::string_view name;   // agreement template --for NAME
  std::string_view about;  // in a line
  // Its own parts of the text.
  std::string_view title, parties, datasets, keys, release;

  std::string text() const;
};

// The first is the one that is printed when none is named.
std::span<const DraftTemplate> draft_templates();

}  // namespace tally
