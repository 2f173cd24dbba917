#include <iostream>

#include "common/atomic_file.h"
#include "common/cli.h"
#include "common/paths.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/commands/commands.h"
#include "protocol/verify/verify.h"

namespace tally {
namespace {

Status write_if_asked(const Options& options, std::string_view option, const std::string& text) {
  const std::optional<std::string> path = options.find(option);
  if (!path) return {};
  const Overwrite overwrite = overwrite_of(options);
  AtomicFile file = TRY(AtomicFile::open(*path, overwrite, Access::everyone));
  TRY(file.write(text));
  return file.commit();
}

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
  for (const char* const output : {"out", "json"}) {
    const std::optional<std::string> path = options.find(output);
    if (path && same_file(folder_of(*path), folder)) {
      return usage_error("--" + std::string(output) + ": lies in the folder that is verified");
    }
  }
  const Verification verification = TRY(verify_run(folder, now()));
  TRY(write_if_asked(options, "out", verification_page(verification)));
  TRY(write_if_asked(options, "json", verification_json(verification)));
  print(verification);
  std::cout << verdict(verification) << "\n";
  if (!verification.passed()) return refused(folder + ": what was agreed is not what was done");
  return {};
}

}  // namespace

Command verify_command() {
  return {"verify",
          "proves from a run's files and logs, without any key, that what was agreed was done",
          {{"in", "DIR", Need::required,
            "agreements with their signatures, *.tally, and every party's log *.jsonl"},
           {"out", "FILE", Need::optional, "a page for governance staff", Direction::out},
           {"json", "FILE", Need::optional, "the same for programs", Direction::out},
           {"force", "", Need::flag, "replace these if they exist"}},
          run_verify};
}

}  // namespace tally
