#include "encoder/use_cases/check_export.h"

#include "common/paths.h"
#include "encoder/quality/export_columns.h"
#include "encoder/quality/quality_json.h"
#include "encoder/quality/quality_page.h"
#include "protocol/agreement/agreement.h"

namespace tally::encoder {
namespace {

// An output of text, opened before any input is read, so that an existing file is found at once.
using Output = std::optional<AtomicFile>;

Result<Output> open_output(const std::optional<std::string>& path, Overwrite overwrite) {
  if (!path) return Output();
  AtomicFile file = TRY(AtomicFile::open(*path, overwrite, Access::owner_only));
  return Output(std::move(file));
}

Status write(Output& output, const std::string& text) {
  return output ? output->write(text) : Status{};
}

struct Outputs {
  Output report, json;
  std::optional<BadRows> rows;
};

Result<Outputs> open_outputs(const CheckExportRequest& request) {
  Outputs outputs;
  outputs.report = TRY(open_output(request.report, request.overwrite));
  outputs.json = TRY(open_output(request.json, request.overwrite));
  if (request.rows) outputs.rows = TRY(BadRows::open(*request.rows, request.overwrite));
  return outputs;
}

// All outputs are on the disk before the first is placed.
Status commit(Outputs& outputs) {
  if (outputs.rows) TRY(outputs.rows->sync());
  if (outputs.json) TRY(outputs.json->sync());
  if (outputs.report) TRY(outputs.report->sync());
  if (outputs.rows) TRY(outputs.rows->commit());
  if (outputs.json) TRY(outputs.json->commit());
  return outputs.report ? outputs.report->commit() : Status{};
}

Result<RecordReader> open_reader(const CheckExportRequest& request, Standardiser& standardiser) {
  const Profile profile = TRY(find_profile(request.profile));
  return RecordReader::open(standardiser, profile, request.input, kMaxRowsPerRecord, all_fields(),
                            request.day);
}

Result<Quality> check_with_progress(const CheckExportRequest& request, RecordReader& reader,
                                    Outputs& outputs) {
  request.progress.begin("checking", reader.source().bytes_total());
  CheckRequest checking;
  checking.day = request.day;
  checking.files = request.input;
  checking.exclusions = request.exclusions;
  if (outputs.rows) checking.bad_rows = &*outputs.rows;
  checking.progress = &request.progress;
  Quality quality = TRY(check(reader, checking));
  request.progress.end();
  return quality;
}

}  // namespace

Result<CheckExportOutcome> check_export(const CheckExportRequest& request) {
  Standardiser standardiser;
  RecordReader reader = TRY(open_reader(request, standardiser));
  Outputs outputs = TRY(open_outputs(request));
  CheckExportOutcome outcome{TRY(check_with_progress(request, reader, outputs)),
                             tables_not_given(reader, request.input)};
  const std::string name = name_of(request.input.path);
  TRY(write(outputs.report, quality_page(name, outcome.quality)));
  TRY(write(outputs.json, quality_json(name, outcome.quality)));
  TRY(commit(outputs));
  return outcome;
}

Result<std::vector<std::string>> fields_of_export(const CheckExportRequest& request) {
  Standardiser standardiser;
  const RecordReader reader = TRY(open_reader(request, standardiser));
  return field_names(reader.fields());
}

}  // namespace tally::encoder
