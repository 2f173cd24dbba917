#include "common/atomic_file.h"
#include "common/join.h"
#include "common/paths.h"
#include "common/terminal_progress.h"
#include "encoder/commands/commands.h"
#include "encoder/quality/check.h"
#include "encoder/quality/check_columns.h"
#include "encoder/quality/quality_json.h"
#include "encoder/quality/quality_page.h"
#include "encoder/quality/quality_report.h"
#include "protocol/agreement/agreement.h"
#include "protocol/command_line/overwrite.h"

namespace tally::encoder {
namespace {

// As an agreement lists them.
std::string list_fields(const RecordReader& reader) {
  return join(field_names(reader.fields())) + "\n";
}

// An output of text, opened before anything is read, so that one that exists is found at once.
using Output = std::optional<AtomicFile>;

Result<Output> open_output(const Options& options, std::string_view name) {
  const std::optional<std::string> path = options.find(name);
  if (!path) return Output();
  AtomicFile file = TRY(AtomicFile::open(*path, overwrite_of(options), Access::owner_only));
  return Output(std::move(file));
}

Status write(Output& output, const std::string& text) {
  return output ? output->write(text) : Status{};
}

struct Outputs {
  Output report, json;
  std::optional<BadRows> rows;
};

Result<Outputs> open_outputs(const Options& options) {
  Outputs outputs;
  outputs.report = TRY(open_output(options, "report"));
  outputs.json = TRY(open_output(options, "json"));
  if (const auto path = options.find("rows")) {
    outputs.rows = TRY(BadRows::open(*path, overwrite_of(options)));
  }
  return outputs;
}

// All are on the disk before the first is placed.
Status commit(Outputs& outputs) {
  if (outputs.rows) TRY(outputs.rows->sync());
  if (outputs.json) TRY(outputs.json->sync());
  if (outputs.report) TRY(outputs.report->sync());
  if (outputs.rows) TRY(outputs.rows->commit());
  if (outputs.json) TRY(outputs.json->commit());
  return outputs.report ? outputs.report->commit() : Status{};
}

Result<Quality> check_with_progress(RecordReader& reader, CheckRequest request) {
  TerminalProgress progress("checking", reader.source().bytes_total());
  request.progress = &progress;
  return check(reader, request);
}

Status report(const Options& options, const SourceFiles& files, RecordReader& reader) {
  Exclusions exclusions = TRY(Exclusions::load(options.all("exclude")));
  TRY(exclusions.applies_to(reader.source().path(), reader.fields()[Field::nhs_number]));
  Outputs outputs = TRY(open_outputs(options));
  CheckRequest request;
  request.day = TRY(day_of(options));
  request.files = files;
  if (!exclusions.lists().empty()) request.exclusions = &exclusions;
  if (outputs.rows) request.bad_rows = &*outputs.rows;
  const Quality quality = TRY(check_with_progress(reader, request));
  const std::string name = name_of(options.get("in"));
  TRY(write(outputs.report, quality_page(name, quality)));
  TRY(write(outputs.json, quality_json(name, quality)));
  TRY(commit(outputs));
  std::string text = quality_report(name, quality);
  const std::vector<std::string> lines = tables_not_given(reader, files);
  if (!lines.empty()) text += '\n' + join(lines, "\n") + '\n';
  return print_out(text);
}

Status run(const Options& options) {
  const SourceFiles files = TRY(source_of(options));
  const std::string day = TRY(day_of(options));
  const Profile profile = TRY(find_profile(options.get("profile")));
  RecordReader reader =
      TRY(RecordReader::open(profile, files, kMaxRowsPerRecord, all_fields(), day_number_of(day)));
  if (options.flag("fields")) return print_out(list_fields(reader));
  return report(options, files, reader);
}

}  // namespace

Command check_command() {
  return {
      "check",
      "says what is wrong with an export before it is encoded",
      {{"profile", "NAME|FILE", Need::required,
        "how to read the export: see tally-encoder profiles; or a file ending in .profile"},
       {"in", "FILE", Need::required, "the export"},
       with_option(),
       {"exclude", "FILE", Need::any_number,
        "people who must not be encoded: a CSV with a column local_id or nhs_number"},
       day_option(),
       {"report", "FILE", Need::optional, "the same and more as a page; stays with you",
        Direction::out},
       {"json", "FILE", Need::optional, "the figures for programs; stays with you", Direction::out},
       {"rows", "FILE", Need::optional,
        "lists the bad cells: line, local_id, field, problem; stays with you", Direction::out},
       {"force", "", Need::flag, "replaces outputs that exist"},
       {"fields", "", Need::flag, "only lists the fields that it has, as an agreement names them"}},
      run};
}

}  // namespace tally::encoder
