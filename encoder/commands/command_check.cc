#include "common/atomic_file.h"
#include "common/join.h"
#include "common/paths.h"
#include "common/terminal_progress.h"
#include "encoder/commands/commands.h"
#include "encoder/quality/quality_report.h"
#include "encoder/use_cases/check_export.h"
#include "protocol/command_line/overwrite.h"

namespace tally::encoder {
namespace {

Status print(const CheckExportRequest& request, const CheckExportOutcome& outcome) {
  std::string text = quality_report(name_of(request.input.path), outcome.quality);
  if (!outcome.tables_not_given.empty()) text += '\n' + join(outcome.tables_not_given, "\n") + '\n';
  return print_out(text);
}

Status run_check(const Options& options) {
  const SourceFiles files = TRY(source_of(options));
  const Date day = TRY(day_of(options));
  TerminalProgress progress;
  const CheckExportRequest request{options.get("profile"),
                                   files,
                                   day,
                                   options.all("exclude"),
                                   options.find("report"),
                                   options.find("json"),
                                   options.find("rows"),
                                   overwrite_of(options),
                                   progress};
  if (options.flag("fields")) return print_out(join(TRY(fields_of_export(request))) + "\n");
  const CheckExportOutcome outcome = TRY(check_export(request));
  TRY(print(request, outcome));
  if (request.report)
    tell("wrote " + *request.report + ": open it in a browser; it stays with you");
  return {};
}

}  // namespace

Command check_command() {
  return {
      "check",
      "reports faults in an export before it is encoded",
      {{"profile", "NAME|FILE", Need::required,
        "how to read the export: a profile (see tally-encoder profiles) or a file ending in "
        ".profile"},
       {"in", "FILE", Need::required, "the export"},
       with_option(),
       {"exclude", "FILE", Need::any_number,
        "people who must not be encoded: a CSV with a column local_id or nhs_number"},
       day_option(),
       {"report", "FILE", Need::optional, "the same figures and more, as a page; stays with you",
        Direction::out},
       {"json", "FILE", Need::optional, "the figures for programs; stays with you", Direction::out},
       {"rows", "FILE", Need::optional,
        "a CSV of the bad cells, with the columns line, local_id, field, problem; stays with you",
        Direction::out},
       {"force", "", Need::flag, "replaces outputs that exist"},
       {"fields", "", Need::flag,
        "lists only the export's fields, by their names in an agreement"}},
      run_check};
}

}  // namespace tally::encoder
