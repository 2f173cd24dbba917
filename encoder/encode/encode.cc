#include "encoder/encode/encode.h"

#include "encoder/admit/admission.h"
#include "encoder/admit/mapping.h"
#include "encoder/admit/whole_records.h"
#include "encoder/encode/alternates.h"
#include "encoder/encode/conformance.h"
#include "encoder/encode/encode_checks.h"
#include "encoder/encode/own_repeats.h"
#include "encoder/encode/sorted_rows.h"
#include "encoder/hash/row_encoder.h"
#include "encoder/profiles/record_reader.h"
#include "protocol/agreement/encodings.h"
#include "protocol/agreement/templates.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {
namespace {

// The objects that make one submission.
struct Plan {
  explicit Plan(const EncodeRequest& asked)
      : request(asked),
        dataset(asked.agreement.dataset(asked.dataset)),
        layout(RowLayout::of(asked.agreement.encoding(), dataset)),
        derivation(asked.secret, asked.agreement.terms().project,
                   asked.agreement.encoding_fingerprint()) {}

  Reference reference_of(std::string_view local_id) const {
    return make_reference(request.reference_key, request.agreement.terms().project, dataset.name,
                          local_id);
  }

  const EncodeRequest& request;
  const Dataset& dataset;
  const RowLayout layout;
  const keys::Derivation derivation;
};

// Admitted rows -> sorted rows, and their counts.
class RowIntake {
 public:
  RowIntake(const Plan& plan, Standardiser& standardiser, SortedRows& rows, EncodeSummary& summary)
      : plan_(plan),
        encoder_(plan.request.agreement.encoding(), plan.layout, plan.derivation,
                 plan.dataset.fields, plan.request.day, standardiser),
        marker_(plan.request.day, standardiser),
        mapping_(plan.request.day),
        rows_(rows),
        summary_(summary) {}

  Status add(const AdmittedRow& row) {
    const Reference reference = plan_.reference_of(row.raw().local_id);
    const HardenedRow hardened = encoder_.encode(reference, row);
    if (!row.is_alternate()) count(row.raw());
    return rows_.add(hardened, marks_, row);
  }
  const MappingCounts& mapping() const { return mapping_.counts(); }

 private:
  void count(const RawRecord& raw) {
    const StandardRecord& standard = encoder_.standard();
    mapping_.count(raw, standard);
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      ++summary_.cells.values[i][static_cast<std::size_t>(standard.states.values[i])];
    }
    marks_ = marker_.mark(raw, standard, plan_.dataset.fields);
  }

  const Plan& plan_;
  RowEncoder encoder_;
  PersonMarker marker_;
  PersonMarks marks_;  // of the current record; its alternates have the same
  MappingCounter mapping_;
  SortedRows& rows_;
  EncodeSummary& summary_;
};

Result<RecordReader> open_reader(const Plan& plan, const Profile& profile,
                                 Standardiser& standardiser, std::uint32_t rows_per_record) {
  return RecordReader::open(standardiser, profile, plan.request.input, rows_per_record,
                            plan.dataset.fields, plan.request.day);
}

Status look_for_excluded(const Plan& plan, const RecordReader& reader, Admission& admission) {
  const Profile& profile = reader.profile();
  if (!admission.must_look_first(!profile.excluded_with.empty())) return {};
  RecordReader first = TRY(open_reader(plan, profile, reader.standardiser(), 1));
  return admission.look_for_excluded(first);
}

Status admit_rows(const Plan& plan, RecordReader& reader, Admission& admission, RowIntake& intake,
                  Rejects& rejects) {
  while (TRY(reader.next())) {
    const std::optional<AdmittedRow> row = TRY(admission.admit(reader));
    if (row) TRY(intake.add(*row));
    if (const auto reason = reader.reject()) {
      TRY(rejects.add(reader.record().line, reader.record().local_id, *reason));
    }
    if (plan.request.progress) plan.request.progress->set(reader.source().bytes_read());
  }
  return {};
}

// read -> admit -> encode -> sort.
Status read_rows(const Plan& plan, SortedRows& rows, Rejects& rejects, EncodeSummary& summary) {
  const EncodeRequest& request = plan.request;
  Standardiser standardiser;
  Exclusions exclusions = TRY(Exclusions::load(request.exclusions, standardiser));
  const Profile profile =
      TRY(agreed_profile({plan.dataset.profile, plan.dataset.profile_text}, request.own_profile));
  summary.profile = profile.digest;
  RecordReader reader = TRY(open_reader(plan, profile, standardiser, plan.dataset.rows_per_record));
  summary.fields = reader.fields();
  TRY(check_fields(request.input.path, profile, plan.dataset, summary.fields));
  TRY(exclusions.applies_to(request.input.path, summary.fields[Field::nhs_number]));
  Admission admission(exclusions, request.input.path, summary.ledger);
  TRY(look_for_excluded(plan, reader, admission));
  RowIntake intake(plan, standardiser, rows, summary);
  TRY(admit_rows(plan, reader, admission, intake, rejects));
  summary.lists = exclusions.lists();
  summary.remarks = reader.source().remarks();
  TRY(check_mapping(request.input.path, intake.mapping(), profile));
  TRY(check_values(request.input.path, plan.dataset, summary));
  return rows.finish();
}

// Counts the rows to write, because the header comes before them, and rejects the other rows.
Status judge_records(SortedRows& rows, WholeRecords& records, EncodeSummary& summary) {
  while (TRY(rows.next())) TRY(records.take(rows.judged()));
  TRY(records.finish());
  summary.records_written = records.records();
  summary.records_empty = records.empty_records();
  summary.records_with_conflicting_birth_dates = records.records_with_conflicting_birth_dates();
  return {};
}

EncodingsHeader header_of(const Plan& plan, std::uint64_t rows, const OwnRepeats& repeats) {
  const Agreement& agreement = plan.request.agreement;
  EncodingsHeader header;
  header.agreement = agreement.fingerprint();
  header.encoding = agreement.encoding_fingerprint();
  header.project = agreement.terms().project;
  header.key_check = plan.derivation.key_check();
  header.standardiser = kStandardiserVersion;
  header.unicode = unicode_version();
  header.dataset = plan.dataset.name;
  header.layout = plan.layout;
  for (const Dataset& other : agreement.terms().datasets) {
    if (plan.layout.has_bands() && other.name != plan.dataset.name) {
      header.nearest.push_back(repeats.nearest(other.columns));
    }
  }
  header.conformance_rows = static_cast<std::uint32_t>(conformance_people().size());
  header.rows = rows;
  return header;
}

// Which of the written rows' bands are replaced, for bands are compared with all others.
Status find_repeats(SortedRows& rows, WholeRecords& records, OwnRepeats& repeats) {
  TRY(rows.rewind());
  records.again();
  while (TRY(rows.next())) {
    if (records.is_written(rows.reference())) TRY(repeats.add(rows.row()));
  }
  return repeats.find();
}

Status write_submission(const Plan& plan, SortedRows& rows, WholeRecords& records,
                        OwnRepeats& repeats, const EncodeSummary& summary) {
  const ByteSink& sink = plan.request.output;
  TRY(sink(print_header(header_of(plan, summary.rows_written(), repeats))));
  TRY(sink(encode_conformance(plan.request.agreement, plan.layout, plan.derivation)));
  AlternatesWriter writer(sink, plan.layout.row_size, plan.dataset.rows_per_record);
  TRY(rows.rewind());
  records.again();
  while (TRY(rows.next())) {
    if (!records.is_written(rows.reference())) continue;
    const HardenedRow row = TRY(repeats.replace(rows.row()));
    TRY(writer.add(row));
  }
  return writer.finish();
}

}  // namespace

Result<EncodeSummary> encode(const EncodeRequest& request) {
  TRY(check_versions(request.agreement.encoding()));
  Rejects rejects = TRY(Rejects::open(request.rejects, request.overwrite));
  const Plan plan(request);
  EncodeSummary summary;
  SortedRows rows(request.scratch_folder, plan.layout.row_size);
  TRY(read_rows(plan, rows, rejects, summary));
  WholeRecords records(plan.dataset.rows_per_record, summary.ledger, rejects);
  TRY(judge_records(rows, records, summary));
  TRY(check_written(request.input.path, summary));
  OwnRepeats repeats(plan.layout, request.scratch_folder, request.reference_key,
                     request.agreement.terms().project, plan.dataset.name);
  if (plan.layout.has_bands()) TRY(find_repeats(rows, records, repeats));
  if (request.output) TRY(write_submission(plan, rows, records, repeats, summary));
  TRY(rejects.commit());
  return summary;
}

}  // namespace tally::encoder
