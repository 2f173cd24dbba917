#include <string>
#include <vector>

#include "common/file_reader.h"
#include "common/join.h"
#include "common/paths.h"
#include "common/terminal_progress.h"
#include "encoder/commands/commands.h"
#include "encoder/use_cases/encode_dataset.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/command_line/party_options.h"
#include "protocol/describe/describe.h"

namespace tally::encoder {
namespace {

// The fields of the source that the agreement does not use.
PerField<bool> dropped(const PerField<bool>& source, const PerField<bool>& agreed) {
  PerField<bool> fields;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    fields.values[i] = source.values[i] && !agreed.values[i];
  }
  return fields;
}

std::string count(std::uint64_t number, std::string_view what) {
  return std::to_string(number) + " " + std::string(what) + (number == 1 ? "" : "s");
}

void tell_fields(const Dataset& dataset, const EncodeSummary& summary) {
  tell("encoded: " + join(field_names(dataset.fields)));
  const std::string unused = join(field_names(dropped(summary.fields, dataset.fields)));
  if (!unused.empty()) tell("not encoded, because the agreement does not use them: " + unused);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const std::string column = "column \"" + std::string(kFieldNames[i]) + "\": ";
    if (dataset.fields.values[i] && summary.has_nothing(static_cast<Field>(i))) {
      tell(column + "no row has a value");
    }
    const std::uint64_t invalid =
        summary.cells.values[i][static_cast<std::size_t>(CellState::invalid)];
    if (invalid > 0) tell(column + count(invalid, "invalid cell") + ", encoded as missing");
  }
}

// Alternates are not rows of the export: those excluded and rejected are counted separately.
void tell_left_out(const EncodeSummary& summary) {
  tell_all(describe(summary.lists));
  if (!summary.lists.empty()) tell(count(summary.ledger.excluded.rows, "row") + " excluded");
  const std::string rejected = describe(summary.ledger.rejected_rows());
  if (!rejected.empty()) tell("rejected " + rejected);
  const std::string alternates = describe(summary.ledger.rejected_alternates());
  if (!alternates.empty()) tell("rejected alternates: " + alternates);
}

void tell_records(const EncodeSummary& summary) {
  if (summary.records_empty > 0) {
    tell(count(summary.records_empty, "record") +
         " cannot be linked: no encoded field has a value");
  }
  if (summary.records_with_conflicting_birth_dates > 0) {
    tell(count(summary.records_with_conflicting_birth_dates, "record") +
         " with different dates of birth: kept, because forenames or linking keys agree");
  }
}

void tell_rows(const EncodeSummary& summary, bool is_dry_run) {
  const RowTally& read = summary.ledger.read;
  tell(count(read.rows, "row") + " read" +
       (read.alternates > 0 ? " and " + count(read.alternates, "alternate") + " of them, " : ", ") +
       count(summary.rows_written(), "row") + " of " + count(summary.records_written, "record") +
       (is_dry_run ? " would be written (dry run)" : " written"));
}

// For the holder only: counts may be small.
void tell_summary(const EncodeDatasetOutcome& outcome, bool is_dry_run) {
  tell_fields(outcome.dataset, outcome.summary);
  tell_all(outcome.summary.remarks);
  tell_left_out(outcome.summary);
  tell_records(outcome.summary);
  tell_rows(outcome.summary, is_dry_run);
}

std::string linker_of(const Agreement& agreement) {
  return agreement.party(Party::Role::linker)->name;  // every agreement has one
}

Status run_encode(const Options& options) {
  using Writes = EncodeDatasetRequest::Writes;
  const SourceFiles source = TRY(source_of(options));
  const Date day = TRY(day_of(options));
  const bool is_dry_run = options.flag("dry-run");
  PartySession session = TRY(session_of(options));
  TerminalProgress progress;
  const EncodeDatasetOutcome outcome = TRY(encode_dataset(
      {session, options.get("dataset"), options.get("secret"), source, options.find("profile"), day,
       options.all("exclude"), options.find("rejects"), options.get("out"),
       is_dry_run ? Writes::nothing : Writes::submission, overwrite_of(options), progress}));
  tell_all(outcome.replaced);
  tell("agreement " + in_groups(session.agreement().fingerprint().bytes));
  tell_summary(outcome, is_dry_run);
  tell_all(outcome.to_keep);
  if (is_dry_run) return {};
  tell("send " + options.get("out") + " to the linker, " + linker_of(session.agreement()));
  return {};
}

}  // namespace

Command encode_command() {
  return {
      "encode", "encodes records for the linker",
      party_options({
          {"dataset", "NAME", Need::required, "the data set's name in the agreement"},
          {"secret", "FILE", Need::required, "the linkage secret, sealed to you"},
          {"in", "FILE", Need::required, "the records, in the layout of the data set's profile"},
          with_option(),
          {"profile", "FILE", Need::optional, "your own profile, if the agreement names \"own\""},
          {"out", "FILE", Need::required, "the encodings, sealed to the linker", Direction::out},
          {"exclude", "FILE", Need::any_number,
           "people who must not be encoded: a CSV with a column local_id or nhs_number"},
          day_option(),
          {"rejects", "FILE", Need::optional,
           "a CSV of the rejected rows, with the columns line, local_id, reason; stays with you",
           Direction::out},
          {"dry-run", "", Need::flag, "does everything except write the encodings"},
          {"force", "", Need::flag, "replaces outputs that exist"},
      }),
      run_encode};
}

}  // namespace tally::encoder
