#include "protocol/command_line/overwrite.h"
#include "protocol/commands/commands.h"
#include "protocol/describe/annex.h"
#include "protocol/use_cases/write_document.h"

namespace tally {
namespace {

Status run_annex(const Options& options) {
  const Agreement agreement = TRY(Agreement::load(options.get("agreement")));
  return write_document(options.get("out"), annex(agreement), overwrite_of(options));
}

}  // namespace

Command annex_command() {
  return {"annex",
          "writes a data protection annex to an agreement, in plain words",
          {{"agreement", "FILE", Need::required, "the agreement"},
           {"out", "FILE", Need::required, "the annex, in Markdown", Direction::out},
           {"force", "", Need::flag, "replaces FILE if it exists"}},
          run_annex};
}

}  // namespace tally
