// The template of an agreement: plain text that people fill in, with one fact on each line and
// comments after '#'. docs/formats/agreement.md, "The template".
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "common/result.h"
#include "protocol/drafting/draft.h"
#include "protocol/identity/identity.h"

namespace tally {

using CardReader = std::function<Result<PartyCard>(const std::string& path)>;

// malformed, as "name:line: ...": a line that is not in the format of the template; a fact that is
// missing, given twice or out of bounds. Messages never show values: the text may be somebody's
// data.
Result<Draft> parse_draft(std::string_view text, const std::string& name, const CardReader& card);

// The same for a file. Paths of cards are relative to its folder.
Result<Draft> load_draft(const std::string& path);

}  // namespace tally
