// Quality for programs: docs/formats/quality.md. It has the same figures as the page, and also
// stays with the holder.
#pragma once

#include <string>

#include "encoder/quality/check.h"

namespace tally::encoder {

// name: of the source.
std::string quality_json(const std::string& name, const Quality& quality);

}  // namespace tally::encoder
