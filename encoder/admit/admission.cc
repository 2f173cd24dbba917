#include "encoder/admit/admission.h"

namespace tally::encoder {

Admission::Admission(Exclusions& exclusions, std::string path, Ledger& ledger)
    : exclusions_(exclusions), path_(std::move(path)), ledger_(ledger) {}

bool Admission::must_look_first(bool has_other_ids) const {
  return exclusions_.has_nhs_numbers() || (exclusions_.has_local_ids() && has_other_ids);
}

Status Admission::look_for_excluded(const ReadRow& row) {
  if (!has_lists() || row.is_alternate) return {};
  if (!row.unread_cells.empty()) return exclusions_.check_unread(row.unread_cells, path_, row.line);
  const bool is_listed =
      exclusions_.exclude(row.local_id, row.names.nhs_numbers, row.names.other_ids);
  if (is_listed) excluded_.emplace(row.local_id);
  return {};
}

Status Admission::look_for_excluded(RecordReader& reader) {
  while (TRY(reader.next())) TRY(look_for_excluded(row_of(reader)));
  return {};
}

Result<bool> Admission::admit(const ReadRow& row) {
  TRY(look_for_excluded(row));
  ledger_.read.add(row.is_alternate);
  if (row.reason) {
    ledger_.reject(*row.reason, row.is_alternate);
    return false;
  }
  if (excluded_.empty() || !excluded_.contains(row.local_id)) return true;
  ledger_.excluded.add(row.is_alternate);
  return false;
}

ReadRow Admission::row_of(const RecordReader& reader) const {
  ReadRow row{reader.record().local_id, reader.is_alternate(), reader.reject()};
  if (!has_lists() || row.is_alternate) return row;
  row.unread_cells = reader.source().unread_cells();
  if (row.unread_cells.empty()) row.names = reader.names();
  row.line = reader.source().line();
  return row;
}

Result<std::optional<AdmittedRow>> Admission::admit(const RecordReader& reader) {
  if (!TRY(admit(row_of(reader)))) return std::optional<AdmittedRow>();
  return std::optional(AdmittedRow(reader.record(), reader.is_alternate()));
}

}  // namespace tally::encoder
