// Quality in words: a table by field, and what to fix first. Counts only, never a value.
#pragma once

#include <string>

#include "encoder/quality/check.h"

namespace tally::encoder {

// name: of the source, for the first line.
std::string quality_report(const std::string& name, const Quality& quality);

}  // namespace tally::encoder
