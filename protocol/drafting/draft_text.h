// The template of an agreement: plain text that people fill in, one fact a line, '#' comments.
// docs/formats/agreement.md, "The template".
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "common/result.h"
#include "protocol/drafting/draft.h"
#include "protocol/identity/identity.h"

namespace tally {

using CardReader = std::function<Result<PartyCard>(const std::string& path)>;

// malformed, as "name:line: ...": a line that is not one of the template's, a fact missing, given
// twice or out of bounds. Values are never shown: the text may be somebody's data.
Result<Draft> parse_draft(std::string_view text, const std::string& name, const CardReader& card);

// The same of a file; cards are found from its folder.
Result<Draft> load_draft(const std::string& path);

}  // namespace tally
