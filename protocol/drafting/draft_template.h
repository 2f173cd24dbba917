// Templates of an agreement for known linkages. Each is complete; its comments say what each line
// is for and what each way of linking reveals.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tally {

struct DraftTemplate {
  std::string_view name;   // agreement template --for NAME
  std::string_view about;  // in one line
  // The parts of the text that differ between templates.
  std::string_view title, parties, datasets, keys, release;

  std::string text() const;
};

// The first is the default.
std::span<const DraftTemplate> draft_templates();

}  // namespace tally
