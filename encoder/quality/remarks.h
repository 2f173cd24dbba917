// Remarks of a source, in the form that pages of a check show.
#pragma once

#include <string>

namespace tally::encoder {

// The remark without ":LINE": the page names no line.
std::string without_line(std::string remark);

}  // namespace tally::encoder
