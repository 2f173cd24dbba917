#include "encoder/encode/encode.h"

#include <algorithm>
#include <cstring>
#include <set>
#include <string>
#include <vector>

#include "common/bytes.h"
#include "encoder/admit/mapping.h"
#include "encoder/admit/one_person.h"
#include "encoder/admit/record_reader.h"
#include "encoder/encode/alternates.h"
#include "encoder/encode/conformance.h"
#include "encoder/hash/hash.h"
#include "encoder/profiles/explain.h"
#include "encoder/sort/sort.h"
#include "encoder/standardise/dates.h"
#include "encoder/standardise/standardise.h"
#include "protocol/agreement/encodings.h"
#include "protocol/agreement/templates.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {
namespace {

// Behind each row, until it is written: whose it is, and whether it is an alternate.
constexpr std::size_t kPerson = sizeof(PersonMarks);
constexpr std::size_t kMarks = kPerson + 1;

Reference reference_in(ByteView row) {
  Reference reference;
  std::copy_n(row.begin(), Reference::kSize, reference.bytes.begin());
  return reference;
}

// A few rows tell nothing of a file.
constexpr std::uint64_t kFewest = 20;

// Whether nothing was there to encode.
bool is_empty(ByteView row) {
  const ByteView columns = row.subspan(Reference::kSize);
  return std::ranges::all_of(columns, [](std::uint8_t byte) { return byte == 0; });
}

// The rows of one record until its last is known: two of them may be two people's.
struct HeldRow {
  std::uint64_t line;
  bool is_alternate, is_empty;
};
struct HeldRecord {
  Reference reference;
  std::string local_id;
  bool are_two = false;
  std::vector<HeldRow> rows;
};

class Pipeline {
 public:
  Pipeline(const EncodeRequest& request, Rejects& rejects)
      : request_(request),
        agreement_(request.agreement),
        dataset_(agreement_.dataset(request.dataset)),
        layout_(RowLayout::of(agreement_.encoding(), dataset_)),
        derivation_(request.secret, agreement_.terms().project, agreement_.encoding_fingerprint()),
        hasher_(agreement_.encoding(), layout_, derivation_),
        sorter_(request.scratch_folder, layout_.row_size + kMarks),
        row_(layout_.row_size + kMarks),
        mapping_(request.day),
        marker_(request.day),
        rejects_(rejects) {}

  Status read();
  Status select();
  Status write(const ByteSink& sink);
  const EncodeSummary& summary() const { return summary_; }

 private:
  Status check_fields(const Profile& profile) const;
  Status check_values() const;
  Status add(const RecordReader& reader);
  Reference reference_of(std::string_view local_id) const;
  Status exclude_by_rejected(const RecordReader& reader);
  ByteView sorted_row() const { return sorter_.row().first(layout_.row_size); }
  PersonMarks sorted_marks() const;
  Status settle_held();
  Status reject(const HeldRow& row, Reject reason);
  bool is_excluded() const;
  Status check_selected();
  EncodingsHeader header() const;

  const EncodeRequest& request_;
  const Agreement& agreement_;
  const Dataset& dataset_;
  const RowLayout layout_;
  const keys::Derivation derivation_;
  Standardiser standardiser_;
  Hasher hasher_;
  RowSorter sorter_;
  StandardRecord record_;  // reused
  Bytes row_;              // reused
  MappingCounter mapping_;
  PersonMarker marker_;
  PersonMarks marks_;  // of the record that is read: its alternates have no others
  PeopleFinder people_;
  HeldRecord held_;  // reused
  std::set<Reference> excluded_;
  Rejects& rejects_;
  EncodeSummary summary_;
};

// Every row, standardised, hashed and sorted.
Status Pipeline::read() {
  const Profile profile =
      TRY(agreed_profile({dataset_.profile, dataset_.profile_text}, request_.own_profile));
  summary_.profile = profile.digest;
  RecordReader reader = TRY(RecordReader::open(profile, request_.input, dataset_.rows_per_record,
                                               dataset_.fields, request_.day));
  summary_.fields = reader.fields();
  TRY(check_fields(profile));
  if (request_.exclusions != nullptr) {
    TRY(request_.exclusions->applies_to(request_.input.path, summary_.fields[Field::nhs_number]));
  }
  while (TRY(reader.next())) {
    ++summary_.rows_read;
    summary_.alternates_read += reader.is_alternate();
    if (reader.reject()) {
      TRY(rejects_.add(reader.record().line, reader.record().local_id, *reader.reject()));
      if (request_.exclusions != nullptr) TRY(exclude_by_rejected(reader));
    } else {
      TRY(add(reader));
    }
    if (request_.progress) request_.progress->set(reader.source().bytes_read());
  }
  summary_.remarks = reader.source().remarks();
  TRY(check_mapping(request_.input.path, mapping_.counts(), profile));
  TRY(check_values());
  return sorter_.finish();
}

// What is agreed is encoded whole: not more, and not less.
Status Pipeline::check_fields(const Profile& profile) const {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (!dataset_.fields.values[i] || summary_.fields.values[i]) continue;
    return refused(request_.input.path + ": no column for the field \"" +
                       std::string(kFieldNames[i]) + "\", which the agreement encodes",
                   "the profile reads it from " + where_from(profile, static_cast<Field>(i)));
  }
  return {};
}

// A field without one value in a whole file is a file of another year, or a joined table whose ids
// are others. Middle names and keys may rightly be missing.
Status Pipeline::check_values() const {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    const bool optional = field == Field::middle_names || is_key(field);
    if (!dataset_.fields[field] || optional || !summary_.has_nothing(field, kFewest)) continue;
    return refused(
        request_.input.path + ": no row has a value for the field \"" +
            std::string(kFieldNames[i]) + "\", which the agreement encodes",
        "is it the right file, read by the profile of its year, joined by the right ids?");
  }
  return {};
}

Status Pipeline::add(const RecordReader& reader) {
  const RawRecord& raw = reader.record();
  standardiser_.standardise(part_of(raw, dataset_.fields), record_);
  if (!reader.is_alternate()) mapping_.count(raw, record_);
  drop_future_date(record_, request_.day);
  for (std::size_t i = 0; !reader.is_alternate() && i < kFieldCount; ++i) {
    ++summary_.cells.values[i][static_cast<std::size_t>(record_.states.values[i])];
  }
  const Reference reference = reference_of(raw.local_id);
  std::copy(reference.bytes.begin(), reference.bytes.end(), row_.begin());
  if (request_.exclusions != nullptr && reader.is_listed(*request_.exclusions)) {
    excluded_.insert(reference);
  }
  hasher_.hash(record_, std::span(row_).first(layout_.row_size));
  if (!reader.is_alternate()) marks_ = marker_.mark(raw, record_, dataset_.fields);
  std::memcpy(row_.data() + layout_.row_size, &marks_, kPerson);
  row_.back() = reader.is_alternate();
  return sorter_.add(row_, raw.line, raw.local_id);
}

// Who is listed is left out with every row, though the one that says so is no record.
Status Pipeline::exclude_by_rejected(const RecordReader& reader) {
  if (reader.source().wrong_cell_count()) {
    return request_.exclusions->check_unread(reader.source().unread_cells(), request_.input.path,
                                             reader.source().line());
  }
  if (reader.is_listed(*request_.exclusions)) {
    excluded_.insert(reference_of(reader.record().local_id));
  }
  return {};
}

Reference Pipeline::reference_of(std::string_view local_id) const {
  return make_reference(request_.reference_key, agreement_.terms().project, dataset_.name,
                        local_id);
}

PersonMarks Pipeline::sorted_marks() const {
  PersonMarks marks;
  std::memcpy(&marks, sorter_.row().data() + layout_.row_size, kPerson);
  return marks;
}

bool Pipeline::is_excluded() const {
  return !excluded_.empty() && excluded_.contains(reference_in(sorter_.row()));
}

// Counts what will be written, for the header comes before it, and rejects the rest.
Status Pipeline::select() {
  while (TRY(sorter_.next())) {
    if (is_excluded()) {
      ++summary_.rows_excluded;
      continue;
    }
    const Reference reference = reference_in(sorter_.row());
    if (held_.rows.empty() || reference != held_.reference) {
      TRY(settle_held());
      held_.reference = reference;
      held_.local_id = sorter_.local_id();
    }
    held_.are_two = people_.take(reference, sorted_marks());
    held_.rows.push_back({sorter_.line(), sorter_.row().back() != 0, is_empty(sorted_row())});
    if (held_.are_two) TRY(settle_held());
  }
  TRY(settle_held());
  summary_.records_of_two_dates = people_.of_two_dates();
  return check_selected();
}

Status Pipeline::settle_held() {
  const std::size_t allowed = held_.are_two ? 0 : dataset_.rows_per_record;
  bool empty = true;
  for (std::size_t i = 0; i < held_.rows.size(); ++i) {
    const HeldRow& row = held_.rows[i];
    if (i < allowed) {
      ++summary_.rows_written;
      empty = empty && row.is_empty;
    } else {
      TRY(reject(row, held_.are_two ? Reject::two_people : Reject::too_many_rows));
    }
  }
  const bool is_written = allowed > 0 && !held_.rows.empty();
  summary_.records_written += is_written;
  summary_.records_empty += is_written && empty;
  held_.rows.clear();
  return {};
}

Status Pipeline::reject(const HeldRow& row, Reject reason) {
  summary_.alternates_rejected[static_cast<std::size_t>(reason)] += row.is_alternate;
  return rejects_.add(row.line, held_.local_id, reason);
}

Status Pipeline::check_selected() {
  summary_.rejected = rejects_.counts();
  if (summary_.rows_written == 0) {
    return refused(request_.input.path + ": nothing to encode: every row was rejected or excluded",
                   describe(summary_.rejected));
  }
  if (summary_.records_written >= kFewest && summary_.records_empty == summary_.records_written) {
    return refused(request_.input.path +
                       ": nothing to encode: no row has a usable value of any field that the "
                       "agreement encodes",
                   "tally-encoder check says what is wrong with them");
  }
  if (summary_.rows_written > kMaxRows) {
    return refused(request_.input.path + ": more rows than a submission can hold");
  }
  return {};
}

EncodingsHeader Pipeline::header() const {
  EncodingsHeader header;
  header.agreement = agreement_.fingerprint();
  header.encoding = agreement_.encoding_fingerprint();
  header.project = agreement_.terms().project;
  header.key_check = derivation_.key_check();
  header.standardiser = kStandardiserVersion;
  header.unicode = unicode_version();
  header.dataset = dataset_.name;
  header.layout = layout_;
  header.conformance_rows = static_cast<std::uint32_t>(conformance_people().size());
  header.rows = summary_.rows_written;
  return header;
}

Status Pipeline::write(const ByteSink& sink) {
  TRY(sink(print_header(header())));
  TRY(sink(encode_conformance(agreement_, layout_, derivation_)));
  RecordRows rows(dataset_.rows_per_record);
  AlternatesWriter alternates(sink, layout_.row_size, dataset_.rows_per_record);
  TRY(sorter_.rewind());
  while (TRY(sorter_.next())) {
    if (is_excluded() || people_.are_two(reference_in(sorter_.row()))) continue;
    if (rows.take(sorter_.row())) TRY(alternates.write());
    if (!rows.too_many()) alternates.add(sorted_row());
  }
  return alternates.write();
}

}  // namespace

Result<EncodeSummary> encode(const EncodeRequest& request) {
  TRY(check_versions(request.agreement.encoding()));
  Rejects rejects = TRY(Rejects::open(request.rejects, request.overwrite));
  Pipeline pipeline(request, rejects);
  TRY(pipeline.read());
  TRY(pipeline.select());
  if (request.output) TRY(pipeline.write(request.output));
  TRY(rejects.commit());
  return pipeline.summary();
}

}  // namespace tally::encoder
