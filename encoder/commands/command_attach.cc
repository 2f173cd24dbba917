#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/atomic_file.h"
#include "common/file_reader.h"
#include "common/join.h"
#include "common/paths.h"
#include "common/terminal_progress.h"
#include "encoder/commands/commands.h"
#include "encoder/record/text.h"
#include "encoder/use_cases/attach_payload.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/command_line/party_options.h"
#include "protocol/describe/describe.h"

namespace tally::encoder {
namespace {

std::vector<std::string> split_names(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::string_view cell = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), cell.size() + 1));
    if (const std::string_view name = trim(cell); !name.empty()) names.emplace_back(name);
  }
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  return names.empty() ? "none" : join(names);
}

void tell_summary(const AttachSummary& summary) {
  tell_all(summary.remarks);
  tell("columns dropped: " + listed(summary.dropped));
  tell("columns kept, for analysts to see: " + listed(summary.kept));
  const std::string rejected = describe(summary.ledger.rejected_rows());
  if (!rejected.empty()) tell("rejected " + rejected);
  tell_all(describe(summary.lists));
  tell("rows read: " + std::to_string(summary.ledger.read.rows) +
       ", written: " + std::to_string(summary.ledger.usable().rows) +
       ", of records: " + std::to_string(summary.records));
}

// A file for an analyst has references instead of identifiers, not beside them.
Status check_sealed(const std::vector<std::string>& keep, const std::string& id) {
  if (keep.empty()) {
    return usage_error("--seal needs --keep COL,COL: without a column there is nothing to send",
                       "name the columns that the analyst may see; if references are enough, send "
                       "no payload: the analyst's bridge has them");
  }
  for (const std::string& name : keep) {
    if (column_name(name) != column_name(id)) continue;
    return usage_error("--keep: not \"" + name + "\" with --seal, because references replace it");
  }
  return {};
}

// The name of a sealed file on a file that anybody can read would mislead its holder.
Status check_plain(const std::string& out) {
  if (!out.ends_with(".tally")) return {};
  return usage_error(out + ": ends in .tally, the name of a sealed file, but --seal is not given",
                     "add --seal to send it to an analyst; to keep it yourself, end the name in "
                     ".csv");
}

void tell_what_next(const std::string& out, const AttachPayloadOutcome& outcome) {
  if (outcome.analyst.empty()) {
    return tell(out + " is NOT sealed: anybody who gets it can read it. Use --seal for an analyst");
  }
  tell("send " + out + " to the analyst, " + outcome.analyst);
}

Status run_attach(const Options& options) {
  const std::vector<std::string> keep = split_names(options.find("keep").value_or(""));
  const std::string id = options.find("id").value_or("local_id");
  if (column_name(id).empty()) return usage_error("--id: not the name of a column");
  const auto form =
      options.flag("seal") ? AttachPayloadRequest::Form::sealed : AttachPayloadRequest::Form::plain;
  TRY(form == AttachPayloadRequest::Form::sealed ? check_sealed(keep, id)
                                                 : check_plain(options.get("out")));
  PartySession session = TRY(session_of(options));
  TerminalProgress progress;
  const AttachPayloadOutcome outcome =
      TRY(attach_payload({session, options.get("dataset"), options.find("profile"),
                          options.get("in"), id, keep, options.all("exclude"), options.get("out"),
                          form, options.find("analyst"), overwrite_of(options), progress}));
  tell_all(outcome.notices);
  tell("agreement " + in_groups(session.agreement().fingerprint().bytes));
  tell_summary(outcome.summary);
  tell_all(outcome.to_keep);
  tell_what_next(options.get("out"), outcome);
  return {};
}

}  // namespace

Command attach_command() {
  return {
      "attach", "replaces identifiers with references, for the analysts",
      party_options({
          {"dataset", "NAME", Need::required, "the data set's name in the agreement"},
          {"in", "FILE", Need::required,
           "CSV with the column of identifiers and the columns analysts need"},
          {"profile", "FILE", Need::optional, "your own profile, if the agreement names \"own\""},
          {"id", "COLUMN", Need::optional,
           "a column from which the data set's profile takes local_id, such as UPN in the school "
           "census: then the profile chooses among all its columns; or another column of "
           "local_ids. local_id by default"},
          {"out", "FILE", Need::required, "the same rows with references instead of identifiers",
           Direction::out},
          {"keep", "COL,COL", Need::optional,
           "the columns that analysts may see; all others are dropped. With --seal, name at least "
           "one, and none that identifies people: names, date of birth, postcode, house, street, "
           "identifiers"},
          {"exclude", "FILE", Need::any_number,
           "people to leave out, as for encode: a CSV with a column local_id or nhs_number "
           "(nhs_number only if --in has that column)"},
          {"seal", "", Need::flag,
           "seals the output to the analyst; without it, anybody who gets the output can read it"},
          {"analyst", "NAME", Need::optional,
           "with --seal: the analyst to seal to, if several receive the data set"},
          {"force", "", Need::flag, "replaces an output that exists"},
      }),
      run_attach};
}

}  // namespace tally::encoder
