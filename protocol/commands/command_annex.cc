#include "common/atomic_file.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/commands/commands.h"
#include "protocol/describe/annex.h"

namespace tally {
namespace {

Status run_annex(const Options& options) {
  const std::string& out = options.get("out");
  const Agreement agreement = TRY(Agreement::load(options.get("agreement")));
  const Overwrite overwrite = overwrite_of(options);
  AtomicFile file = TRY(AtomicFile::open(out, overwrite, Access::everyone));
  TRY(file.write(annex(agreement)));
  return file.commit();
}

}  // namespace

Command annex_command() {
  return {"annex",
          "writes an annex on data protection from an agreement, in plain words",
          {{"agreement", "FILE", Need::required, "the agreement"},
           {"out", "FILE", Need::required, "the annex, in Markdown", Direction::out},
           {"force", "", Need::flag, "replace FILE if it exists"}},
          run_annex};
}

}  // namespace tally
