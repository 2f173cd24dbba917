// Quality as a page for the holder: docs/formats/quality.md. It stays with the holder. Counts,
// names of fields and columns; never a value.
#pragma once

#include <string>

#include "encoder/quality/check.h"

namespace tally::encoder {

// name: of the source.
std::string quality_page(const std::string& name, const Quality& quality);

}  // namespace tally::encoder
