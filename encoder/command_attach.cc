#include <string>
#include <string_view>
#include <vector>

#include "encoder/attach.h"
#include "encoder/commands.h"

namespace tally::encoder {
namespace {

std::vector<std::string> split_names(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::string_view name = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), name.size() + 1));
    if (!name.empty()) names.emplace_back(name);
  }
  return names;
}

std::string join(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

void tell_summary(const Agreement& agreement, const AttachSummary& summary) {
  tell("agreement " + to_hex(agreement.fingerprint().bytes));
  tell("columns dropped: " + join(summary.dropped));
  tell("columns kept, for analysts to see: " + join(summary.kept));
  const std::string rejected = describe(summary.rejected);
  if (!rejected.empty()) tell("rejected " + rejected);
  tell("rows read: " + std::to_string(summary.rows_read) +
       ", written: " + std::to_string(summary.rows_written));
}

Result<AttachSummary> attach_with_progress(AttachRequest request) {
  const FileReader input = TRY(FileReader::open(request.input));
  Progress progress("attaching", input.size());
  request.progress = &progress;
  return attach(request);
}

Status run(const Options& options) {
  TRY(refuse_output_over_input(options.get("out"), {options.get("in"), options.get("agreement")}));
  const Agreement agreement = TRY(Agreement::load(options.get("agreement")));
  const DatasetIndex dataset = TRY(agreement.dataset(options.get("dataset")));
  const OwnKey reference_key = TRY(load_own_key(options.get("identity"), OwnKeyKind::reference));
  AttachRequest request{agreement, dataset, reference_key, options.get("in"), options.get("out")};
  request.keep = split_names(options.find("keep").value_or(""));
  request.scratch_folder = folder_of(options.get("out"));
  request.overwrite = options.flag("force") ? Overwrite::yes : Overwrite::no;
  const AttachSummary summary = TRY(attach_with_progress(request));
  tell_summary(agreement, summary);
  return {};
}

}  // namespace

Command attach_command() {
  return {
      "attach",
      "puts references in place of identifiers, for the analysts",
      {
          {"agreement", "FILE", Need::required, "the agreement"},
          {"dataset", "NAME", Need::required, "which of its data sets this is"},
          {"identity", "DIR", Need::required, "your folder of keys, as when you encoded"},
          {"in", "FILE", Need::required,
           "CSV with a column local_id and the columns analysts need"},
          {"out", "FILE", Need::required, "the same rows with references in place of identifiers"},
          {"keep", "COL,COL", Need::optional,
           "the columns that analysts may see; every other one is dropped"},
          {"force", "", Need::flag, "replaces an output that exists"},
      },
      run};
}

}  // namespace tally::encoder
