// Quality for programs: docs/formats/quality.md. The same figures as the page's; it too stays with
// the holder.
#pragma once

#include <string>

#include "encoder/quality/check.h"

namespace tally::encoder {

// name is that of the source.
std::string quality_json(const std::string& name, const Quality& quality);

}  // namespace tally::encoder
