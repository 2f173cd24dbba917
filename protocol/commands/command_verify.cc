#include <iostream>

#include "common/atomic_file.h"
#include "common/cli.h"
#include "common/paths.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/commands/commands.h"
#include "protocol/use_cases/write_verification.h"

namespace tally {
namespace {

void print(const Verification& verification) {
  for (const Check& check : verification.checks) {
    std::cout << name_of(check.outcome) << std::string(14 - name_of(check.outcome).size(), ' ')
              << check.name;
    if (check.outcome != Outcome::pass && check.outcome != Outcome::claimed) {
      std::cout << ": " << printable(check.detail);
    }
    if (!check.note.empty()) std::cout << " (" << printable(check.note) << ")";
    std::cout << "\n";
  }
}

Status run_verify(const Options& options) {
  const std::string& folder = options.get("in");
  for (const std::string& output : options.outputs()) {
    if (same_file(folder_of(output), folder)) {
      return usage_error(output + ": is in the folder to verify, and cannot be the output");
    }
  }
  const Verification verification = TRY(verify({.folder = folder,
                                                .page = options.find("out"),
                                                .json = options.find("json"),
                                                .overwrite = overwrite_of(options),
                                                .now = now()}));
  print(verification);
  std::cout << verdict(verification) << "\n";
  if (!verification.passed()) return refused(folder + ": the run did not go as agreed");
  return {};
}

}  // namespace

Command verify_command() {
  return {
      "verify",
      "checks, from a run's files and logs and without any key, that the run was done as agreed",
      {{"in", "DIR", Need::required,
        "the run's folder: agreements, their signatures, all sealed files (*.tally) and every "
        "party's log (*.jsonl)"},
       {"out", "FILE", Need::optional, "a page for governance staff", Direction::out},
       {"json", "FILE", Need::optional, "the same findings as JSON, for other programs",
        Direction::out},
       {"force", "", Need::flag, "replaces outputs that exist"}},
      run_verify};
}

}  // namespace tally
