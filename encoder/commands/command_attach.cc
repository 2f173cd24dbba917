#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/atomic_file.h"
#include "common/file_reader.h"
#include "common/join.h"
#include "common/paths.h"
#include "common/terminal_progress.h"
#include "encoder/commands/commands.h"
#include "encoder/payload/attach.h"
#include "encoder/payload/payload_columns.h"
#include "encoder/record/text.h"
#include "protocol/base/agreement_words.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/command_line/party_options.h"
#include "protocol/describe/describe.h"
#include "protocol/party/session.h"

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

void tell_summary(const AttachRequest& request, const AttachSummary& summary) {
  const Agreement& agreement = request.agreement;
  tell("agreement " + in_groups(agreement.fingerprint().bytes));
  for (const std::string& remark : summary.remarks) tell(remark);
  tell("columns dropped: " + listed(summary.dropped));
  tell("columns kept, for analysts to see: " + listed(summary.kept));
  const std::string rejected = describe(summary.rejected);
  if (!rejected.empty()) tell("rejected " + rejected);
  if (request.exclusions != nullptr) {
    for (const std::string& line : request.exclusions->describe()) tell(line);
  }
  tell("rows read: " + std::to_string(summary.rows_read) + ", written: " +
       std::to_string(summary.rows_written) + ", of records: " + std::to_string(summary.records));
}

Result<AttachSummary> attach_with_progress(AttachRequest request) {
  const FileReader input = TRY(FileReader::open(request.input));
  TerminalProgress progress("attaching", input.size());
  request.progress = &progress;
  return attach(request);
}

RowCounts counts_of(const AttachSummary& summary) {
  const std::uint64_t left_out = summary.rows_read - summary.rows_written;
  return {summary.rows_read, left_out - summary.rows_excluded, summary.rows_excluded,
          summary.rows_written};
}

// The analyst who gets a bridge over the data set; --analyst where there are several.
Result<std::string> analyst_of(const Agreement& agreement, const std::string& dataset,
                               const Options& options) {
  std::vector<std::string> names;
  for (const Release& release : agreement.terms().releases) {
    if (std::ranges::find(release.datasets, dataset) != release.datasets.end())
      names.push_back(release.analyst);
  }
  const std::string wanted = options.find("analyst").value_or(names.size() == 1 ? names[0] : "");
  if (std::ranges::find(names, wanted) != names.end()) return wanted;
  if (names.empty()) {
    return refused("the agreement gives nobody a bridge over data set \"" + dataset + "\"");
  }
  return usage_error("--analyst: which of " + join(names));
}

Status attach_sealed(PartySession& party, const Options& options, Overwrite overwrite,
                     AttachRequest request) {
  const std::string& dataset = party.agreement().dataset(request.dataset).name;
  const std::string analyst = TRY(analyst_of(party.agreement(), dataset, options));
  for (const std::string& line : sealed_before(party, options)) tell(line);
  SealedWriter writer = TRY(party.seal(options.get("out"), overwrite,
                                       party.request(SealKind::payload, dataset, analyst)));
  request.output = [&](ByteView bytes) { return writer.write(bytes); };
  const AttachSummary summary = TRY(attach_with_progress(request));
  TRY(party.note("attached", attached_facts(dataset, analyst, counts_of(summary))));
  TRY(party.commit(writer, summary.rows_written));
  tell_summary(request, summary);
  for (const std::string& line : party.to_keep()) tell(line);
  return {};
}

Status attach_plain(PartySession& party, const Options& options, Overwrite overwrite,
                    AttachRequest request) {
  AtomicFile file = TRY(AtomicFile::open(options.get("out"), overwrite, Access::owner_only));
  request.output = [&](ByteView bytes) { return file.write(bytes); };
  const AttachSummary summary = TRY(attach_with_progress(request));
  const std::string& dataset = party.agreement().dataset(request.dataset).name;
  TRY(party.note("attached", attached_facts(dataset, "", counts_of(summary))));
  TRY(file.commit());
  tell_summary(request, summary);
  return {};
}

// What goes to an analyst has references in place of identifiers, not beside them.
Status check_sealed(const std::vector<std::string>& keep, const std::string& id) {
  if (keep.empty()) {
    return usage_error(
        "--keep COL,COL is missing: with --seal and no column there is nothing to send",
        "name the columns that the analyst may see; references alone need no payload");
  }
  for (const std::string& name : keep) {
    if (column_name(name) != column_name(id)) continue;
    return usage_error("--keep: with --seal not \"" + name + "\", which references replace");
  }
  return {};
}

// The data set's, where the agreement names one; of a holder's own nothing is known here.
Result<std::optional<Profile>> profile_of(const Dataset& dataset) {
  if (dataset.profile == kOwnProfile) return std::optional<Profile>();
  Profile profile = TRY(agreed_profile(dataset.profile, {}));
  return std::optional(std::move(profile));
}

// An analyst never gets identifiers; a holder may keep a list of its own.
Status check_identifying(const AttachRequest& request, const Dataset& dataset,
                         const std::optional<Profile>& profile, bool seals) {
  const std::string found = join(identifying(profile ? &*profile : nullptr, request.keep));
  if (!found.empty() && seals) {
    return refused("--keep: with --seal no columns that identify people: " + found,
                   "leave them out, references replace them; a column that holds something else "
                   "needs another name");
  }
  if (!found.empty()) tell("this output identifies people, keep it with you: " + found);
  if (profile && !is_local_id(*profile, request.id)) {
    tell("--id: the profile " + dataset.profile + " does not take local_id from \"" + request.id +
         "\": references join only where both columns hold the same identifiers");
  }
  return {};
}

Status run(const Options& options) {
  std::vector<std::string> keep = split_names(options.find("keep").value_or(""));
  const std::string id = options.find("id").value_or("local_id");
  if (column_name(id).empty()) return usage_error("--id: no name of a column");
  if (options.flag("seal")) TRY(check_sealed(keep, id));
  PartySession party = TRY(session_of(options));
  const DatasetIndex dataset = TRY(party.agreement().dataset(options.get("dataset")));
  TRY(party.require(Party::Role::holder));
  const OwnKey reference_key = TRY(party.identity().own_key(OwnKeyKind::reference));
  AttachRequest request{party.agreement(), dataset, reference_key, options.get("in"), {}};
  request.id = id;
  request.keep = std::move(keep);
  const Dataset& of = party.agreement().dataset(dataset);
  const std::optional<Profile> profile = TRY(profile_of(of));
  TRY(check_identifying(request, of, profile, options.flag("seal")));
  if (profile) request.excluded_with = names_excluded_with(*profile);
  Exclusions exclusions = TRY(Exclusions::load(options.all("exclude")));
  if (!exclusions.lists().empty()) request.exclusions = &exclusions;
  request.scratch_folder = folder_of(options.get("out"));
  const Overwrite overwrite = overwrite_of(options);
  if (options.flag("seal")) return attach_sealed(party, options, overwrite, std::move(request));
  return attach_plain(party, options, overwrite, std::move(request));
}

}  // namespace

Command attach_command() {
  return {"attach", "puts references in place of identifiers, for the analysts",
          party_options({
              {"dataset", "NAME", Need::required, "which of its data sets this is"},
              {"in", "FILE", Need::required,
               "CSV with the column of identifiers and the columns analysts need"},
              {"id", "COLUMN", Need::optional,
               "the column of identifiers: what the data set's profile takes local_id from, as the "
               "UPN in the school census; local_id if absent"},
              {"out", "FILE", Need::required,
               "the same rows with references in place of identifiers", Direction::out},
              {"keep", "COL,COL", Need::optional,
               "the columns that analysts may see; every other one is dropped. With --seal at "
               "least one, "
               "and none that identifies people, by its name or the data set's profile: names, "
               "date of birth, postcode, house, street, identifiers"},
              {"exclude", "FILE", Need::any_number,
               "people to leave out, as for encode: a CSV with a column local_id or nhs_number (by "
               "which "
               "only where --in has a column nhs_number)"},
              {"seal", "", Need::flag, "seals the output to the analyst"},
              {"analyst", "NAME", Need::optional,
               "with --seal: to whom, where several analysts get the data set"},
              {"force", "", Need::flag, "replaces an output that exists"},
          }),
          run};
}

}  // namespace tally::encoder
