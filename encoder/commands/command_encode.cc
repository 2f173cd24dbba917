#include <string>
#include <vector>

#include "common/file_reader.h"
#include "common/join.h"
#include "common/paths.h"
#include "common/terminal_progress.h"
#include "encoder/admit/exclusions.h"
#include "encoder/commands/commands.h"
#include "encoder/encode/encode.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/command_line/party_options.h"
#include "protocol/describe/describe.h"
#include "protocol/secret/sealed_secret.h"

namespace tally::encoder {
namespace {

// Those of the source that the agreement does not ask for.
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

// Alternates are no rows of the export: what was rejected of either is told apart.
void tell_rejected(const EncodeSummary& summary) {
  RejectCounts rows = summary.rejected;
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] -= summary.alternates_rejected[i];
  const std::string rejected = describe(rows);
  if (!rejected.empty()) tell("rejected " + rejected);
  const std::string alternates = describe(summary.alternates_rejected);
  if (!alternates.empty()) tell("rejected of the alternates " + alternates);
}

// For the holder's own eyes: counts may be small.
void tell_summary(const EncodeRequest& request, const EncodeSummary& summary) {
  tell("agreement " + in_groups(request.agreement.fingerprint().bytes));
  const Dataset& dataset = request.agreement.dataset(request.dataset);
  tell("encoded: " + join(field_names(dataset.fields)));
  const std::string unused = join(field_names(dropped(summary.fields, dataset.fields)));
  if (!unused.empty()) tell("not encoded, since the agreement does not ask: " + unused);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (dataset.fields.values[i] && summary.has_nothing(static_cast<Field>(i))) {
      tell("column \"" + std::string(kFieldNames[i]) + "\": no row has a value");
    }
    const std::uint64_t invalid =
        summary.cells.values[i][static_cast<std::size_t>(CellState::invalid)];
    if (invalid == 0) continue;
    tell("column \"" + std::string(kFieldNames[i]) + "\": " + count(invalid, "invalid cell") +
         ", encoded as missing");
  }
  for (const std::string& remark : summary.remarks) tell(remark);
  if (request.exclusions == nullptr) {
    tell("nobody was excluded: no list was given (--exclude)");
  } else {
    for (const std::string& line : request.exclusions->describe()) tell(line);
    tell(count(summary.rows_excluded, "row") + " excluded");
  }
  if (summary.records_empty > 0) {
    tell(count(summary.records_empty, "record") +
         " cannot be linked: nothing in them of what is encoded");
  }
  if (summary.records_of_two_dates > 0) {
    tell(count(summary.records_of_two_dates, "record") +
         " with different dates of birth: kept, since forenames or identifiers agree");
  }
  tell_rejected(summary);
  tell(count(summary.rows_read - summary.alternates_read, "row") + " read" +
       (summary.alternates_read > 0
            ? " and " + count(summary.alternates_read, "alternate") + " of them, "
            : ", ") +
       count(summary.rows_written, "row") + " of " + count(summary.records_written, "record") +
       (request.output ? " written" : " would be written (dry run)"));
}

RowCounts counts_of(const EncodeSummary& summary) {
  const std::uint64_t left_out = summary.rows_read - summary.rows_written;
  return {summary.rows_read, left_out - summary.rows_excluded, summary.rows_excluded,
          summary.rows_written};
}

Result<EncodeSummary> encode_with_progress(EncodeRequest request) {
  const FileReader input = TRY(FileReader::open(request.input.path));
  TerminalProgress progress("encoding", input.size());
  request.progress = &progress;
  return encode(request);
}

// A submission on its way out: sealed to the linker.
Result<SealedWriter> open_submission(const PartySession& party, const Options& options,
                                     const std::string& dataset, const KeyCheck& key_check) {
  SealRequest request = party.request(SealKind::submission, dataset, "");
  request.key_check = key_check;
  return party.seal(options.get("out"), overwrite_of(options), request);
}

Status encode_and_seal(PartySession& party, const Options& options, EncodeRequest request) {
  const Dataset& agreed = party.agreement().dataset(request.dataset);
  const std::string& dataset = agreed.name;
  const KeyCheck key_check = keys::derivation_of(request.secret, party.agreement()).key_check();
  if (options.flag("dry-run")) {
    const EncodeSummary summary = TRY(encode_with_progress(request));
    tell_summary(request, summary);
    return {};
  }
  for (const std::string& line : sealed_before(party, options)) tell(line);
  // Opened before anything is read, so that an output that exists is found at once.
  SealedWriter writer = TRY(open_submission(party, options, dataset, key_check));
  request.output = [&](ByteView bytes) { return writer.write(bytes); };
  const EncodeSummary summary = TRY(encode_with_progress(request));
  TRY(party.note("encoded", encoded_facts(dataset, {agreed.profile, summary.profile},
                                          counts_of(summary), summary.records_written, key_check)));
  TRY(party.commit(writer, summary.rows_written));
  tell_summary(request, summary);
  for (const std::string& line : party.to_keep()) tell(line);
  return {};
}

Status run(const Options& options) {
  PartySession party = TRY(session_of(options));
  const DatasetIndex dataset = TRY(party.agreement().dataset(options.get("dataset")));
  TRY(party.require(Party::Role::holder));
  const OwnKey reference_key = TRY(party.identity().own_key(OwnKeyKind::reference));
  const keys::Secret secret = TRY(keys::open_secret(party, options.get("secret")));
  SourceFiles source = TRY(source_of(options));
  EncodeRequest request{party.agreement(), dataset, reference_key, secret, std::move(source)};
  request.own_profile = options.find("profile");
  const std::string day = TRY(day_of(options));
  request.day = day_number_of(day);
  Exclusions exclusions = TRY(Exclusions::load(options.all("exclude")));
  if (!exclusions.lists().empty()) request.exclusions = &exclusions;
  request.rejects = options.find("rejects");
  request.scratch_folder = folder_of(options.get("out"));
  request.overwrite = overwrite_of(options);
  return encode_and_seal(party, options, std::move(request));
}

}  // namespace

Command encode_command() {
  return {
      "encode", "encodes records for the linker",
      party_options({
          {"dataset", "NAME", Need::required, "which of its data sets this is"},
          {"secret", "FILE", Need::required, "the linkage secret, sealed to you"},
          {"in", "FILE", Need::required, "the records, as the data set's profile has them"},
          with_option(),
          {"profile", "FILE", Need::optional,
           "your own profile, where the agreement names \"own\""},
          {"out", "FILE", Need::required, "the encodings, sealed to the linker", Direction::out},
          {"exclude", "FILE", Need::any_number,
           "people who must not be encoded: a CSV with a column local_id or nhs_number"},
          day_option(),
          {"rejects", "FILE", Need::optional,
           "lists the rows left out, with the reason: line, local_id, reason; stays with you",
           Direction::out},
          {"dry-run", "", Need::flag, "does all but write the encodings"},
          {"force", "", Need::flag, "replaces outputs that exist"},
      }),
      run};
}

}  // namespace tally::encoder
