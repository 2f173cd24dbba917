#include <string>
#include <vector>

#include "common/join.h"
#include "common/terminal_progress.h"
#include "linker/commands/commands.h"
#include "linker/commands/kernel_option.h"
#include "linker/report/report.h"
#include "linker/report/text_table.h"
#include "linker/use_cases/link_submissions.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/command_line/party_options.h"
#include "protocol/seal/manifest.h"

namespace tally::linker {
namespace {

Status print_summary(const Agreement& agreement, const Linkage& linkage) {
  const std::string text =
      print_table(pass_table(agreement, linkage), 1) + describe_people(linkage.resolution) + "\n";
  return print_out(text);
}

// Who gets which of the files, and which file stays.
Status tell_what_next(const PartySession& session, const std::string& folder) {
  for (const Release& release : session.agreement().terms().releases) {
    tell("send " + folder + "/bridge-" + release.analyst + ".tally to " + release.analyst);
  }
  auto readers = TRY(readers_of(session.agreement(), SealKind::report, "", ""));
  std::erase(readers, session.party());
  if (!readers.empty()) tell("send " + folder + "/report.tally to " + join(readers));
  tell("all other files in " + folder + " stay with you: links.csv never leaves the linker");
  return {};
}

Status run_link(const Options& options) {
  const unsigned threads = TRY(threads_of(options));
  const Kernel* kernel = TRY(kernel_of(options));
  PartySession session = TRY(session_of(options));
  TerminalProgress progress;
  const LinkOutcome outcome =
      TRY(link_submissions({session, options.all("in"), options.get("out"), overwrite_of(options),
                            *kernel, threads, progress, [&](const Linkage& linkage) {
                              return print_summary(session.agreement(), linkage);
                            }}));
  tell_all(outcome.notices);
  return tell_what_next(session, options.get("out"));
}

}  // namespace

Command link_command() {
  return {"link", "links submissions of two or more data sets, or of one with duplicates",
          party_options({
              {"in", "FILE", Need::repeated, "a submission; one for each data set"},
              {"out", "DIR", Need::required,
               "the folder to write: links.csv, report.html and report.json for yourself, and "
               "sealed files to send: report.tally and a bridge-NAME.tally for each analyst",
               Direction::out},
              threads_option(),
              kernel_option(),
              {"force", "", Need::flag, "replaces an output that exists"},
          }),
          run_link};
}

}  // namespace tally::linker
