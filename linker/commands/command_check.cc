#include "linker/commands/commands.h"
#include "linker/report/text_table.h"
#include "linker/use_cases/check_submissions.h"
#include "protocol/command_line/party_options.h"

namespace tally::linker {
namespace {

using Row = std::vector<std::string>;

// A file that the linker would accept by itself.
Row row_of(const CheckedSeal& seal) {
  const Manifest& manifest = seal.manifest();
  return {manifest.dataset,
          seal.file().path,
          manifest.maker,
          std::to_string(manifest.sequence),
          print_time(manifest.made),
          print_time(manifest.expires),
          std::to_string(manifest.rows)};
}

Row row_of(const CheckOutcome::File& file) {
  if (file.seal) return row_of(file.seal.value());
  return {"?", file.path, "refused, see below", "-", "-", "-", "-"};
}

Row missing(const Dataset& dataset) {
  return {dataset.name,
          dataset.required ? "not here, and required" : "not here",
          dataset.holder,
          "-",
          "-",
          "-",
          "-"};
}

std::vector<Row> rows_of(const CheckOutcome& outcome) {
  std::vector<Row> rows = {{"data set", "file", "holder", "number", "made", "expires", "rows"}};
  for (const CheckOutcome::File& file : outcome.files) rows.push_back(row_of(file));
  for (const Dataset* dataset : outcome.missing) rows.push_back(missing(*dataset));
  return rows;
}

// The command reports the last fault as its own error, and prints the faults before it.
Status report_faults(const CheckOutcome& outcome) {
  std::vector<Error> errors;
  for (const CheckOutcome::File& file : outcome.files) {
    if (!file.seal) errors.push_back(file.seal.error());
  }
  if (errors.empty()) return {};
  for (std::size_t i = 0; i + 1 < errors.size(); ++i)
    tell("link would refuse " + errors[i].message);
  return errors.back();
}

Status run_check(const Options& options) {
  const PartySession session = TRY(session_of(options, tally::Task::reads));
  const CheckOutcome outcome = TRY(check_submissions({session, options.all("in")}));
  TRY(print_out(print_table(rows_of(outcome), 5)));
  TRY(report_faults(outcome));
  TRY(outcome.together);
  return print_out("link would accept all of them\n");
}

}  // namespace

Command check_command() {
  return {"check",
          "shows which submissions are here, which are missing and which the command link would "
          "refuse; links nothing",
          party_options({{"in", "FILE", Need::repeated, "a submission; one for each data set"}}),
          run_check};
}

}  // namespace tally::linker
