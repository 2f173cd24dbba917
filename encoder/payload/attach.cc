#include "encoder/payload/attach.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include "common/bytes.h"
#include "common/csv.h"
#include "encoder/admit/admission.h"
#include "encoder/payload/payload_columns.h"
#include "encoder/payload/payload_rows.h"
#include "encoder/readers/utf8_csv.h"
#include "encoder/record/local_id.h"
#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kReference = "reference";

bool contains(std::span<const std::string> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The use of each column of the header.
struct Columns {
  Mapping local_id;
  std::optional<Mapping> listed_id;  // the profile's local_id, if `local_id` is another
  std::size_t count = 0;
  std::vector<std::size_t> kept;  // their places
  std::optional<std::size_t> nhs_number;
  std::vector<std::size_t> excluded_with;
  // Whether lists may name a record by another id than its local_id.
  bool have_other_ids() const { return listed_id || !excluded_with.empty(); }
};

// Checks the identifier first: without it the first line may not be a header, and then no name may
// be printed.
Status check_header(const AttachRequest& request, std::span<const std::string> names) {
  const std::string& path = request.input;
  if (!contains(names, column_name(request.id))) {
    return malformed(path + ": the header has no column \"" + request.id + "\"",
                     "--id names the column that the profile takes local_id from");
  }
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (*name == kReference) {
      return malformed(path + ": the header has a column \"reference\"",
                       "the output needs that name: rename the column");
    }
    if (!name->empty() && std::find(name + 1, names.end(), *name) != names.end()) {
      return malformed(path + ": the header has two columns \"" + *name + "\"");
    }
  }
  return {};
}

// refused: lists name local_ids, and the profile may take those from a column that is not there.
Status check_lists(const AttachRequest& request, const Exclusions& exclusions,
                   std::span<const std::string> names) {
  if (!exclusions.has_local_ids()) return {};
  const auto missing = missing_for_local_id(request.profile, names);
  if (!missing) return {};
  return refused(request.input + ": no column \"" + *missing + "\", from which the profile " +
                     request.profile.name + " takes local_id, so the lists could miss people",
                 "add it to the file, or give its name to the column of local_ids; analysts see "
                 "only the columns in --keep");
}

// Finds the columns that lists are applied by.
Status choose_ids(const AttachRequest& request, const Exclusions& exclusions,
                  std::span<const std::string> names, Columns& columns) {
  const auto number = std::ranges::find(names, name_of(Field::nhs_number));
  if (number != names.end()) {
    columns.nhs_number = static_cast<std::size_t>(number - names.begin());
  }
  TRY(exclusions.applies_to(request.input, columns.nhs_number.has_value()));
  TRY(check_lists(request, exclusions, names));
  for (const std::string& wanted : names_excluded_with(request.profile)) {
    const auto id = std::ranges::find(names, wanted);
    if (id == names.end()) {
      return refused(request.input + ": no column \"" + wanted +
                         "\", which exclusion lists may use for this data set",
                     "add it to the file; analysts see only the columns in --keep");
    }
    columns.excluded_with.push_back(static_cast<std::size_t>(id - names.begin()));
  }
  return {};
}

void choose_local_id(const AttachRequest& request, std::span<const std::string> names,
                     Columns& columns) {
  columns.local_id = local_id_in(request.profile, names);
  if (is_local_id(request.profile, request.id)) return;
  columns.listed_id = columns.local_id;
  const auto id = std::ranges::find(names, column_name(request.id)) - names.begin();
  columns.local_id.places = {Place{{static_cast<std::size_t>(id)}, {}, {}}};
}

// Names are compared as profiles read them, and shown as found.
Result<Columns> choose_columns(const AttachRequest& request, const Exclusions& exclusions,
                               std::span<const std::string_view> header, AttachSummary& summary) {
  std::vector<std::string> names;
  std::vector<std::string> keep;
  for (const std::string_view cell : header) names.push_back(column_name(cell));
  for (const std::string& name : request.keep) keep.push_back(column_name(name));
  TRY(check_header(request, names));
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (!contains(names, keep[i])) {
      return usage_error("--keep: no column \"" + request.keep[i] + "\" in " + request.input);
    }
  }
  Columns columns;
  columns.count = names.size();
  choose_local_id(request, names, columns);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool kept = contains(keep, names[i]);
    if (kept) columns.kept.push_back(i);
    (kept ? summary.kept : summary.dropped).emplace_back(header[i]);
  }
  if (!exclusions.lists().empty()) TRY(choose_ids(request, exclusions, names, columns));
  return columns;
}

// Writes the reference and the kept cells of rows.
class PayloadText {
 public:
  explicit PayloadText(const Columns& columns) : columns_(columns) {}
  std::string_view row(std::string_view reference, std::span<const std::string_view> cells) {
    cells_.assign(1, reference);
    for (const std::size_t i : columns_.kept) cells_.push_back(cells[i]);
    text_.clear();
    append_csv_row(text_, cells_);
    return text_;
  }

 private:
  const Columns& columns_;
  std::vector<std::string_view> cells_;
  std::string text_;
};

// Reads the rows of a payload in the form that Admission takes.
class PayloadReader {
 public:
  PayloadReader(Utf8Csv& csv, const Columns& columns, bool has_lists)
      : csv_(csv), columns_(columns), has_lists_(has_lists) {}

  Result<bool> next() { return csv_.next(); }
  std::span<const std::string_view> cells() const { return csv_.row(); }

  // Valid until the next row.
  ReadRow row() {
    ReadRow row;
    row.line = csv_.line();
    if (cells().size() != columns_.count) {
      row.reason = Reject::wrong_cell_count;
      if (has_lists_) row.unread_cells = cells();
      return row;
    }
    row.local_id = read_local_id(columns_.local_id, cells(), local_id_);
    row.reason = reject_local_id(row.local_id);
    if (!has_lists_) return row;
    row.names = names();
    has_numbers_ = has_numbers_ || (!row.reason && !trim(row.names.nhs_numbers).empty());
    return row;
  }
  // Whether any row that is not rejected has text in the column of NHS numbers.
  bool has_numbers() const { return has_numbers_; }

 private:
  // The row's names: the profile's ids besides the local_id, and the NHS number if the payload's
  // own table has it.
  RowNames names() {
    const std::string_view number = columns_.nhs_number ? cells()[*columns_.nhs_number] : "";
    number_.clear();
    add_line(number, number_);
    ids_.clear();
    for (const std::size_t i : columns_.excluded_with) add_line(cells()[i], ids_);
    if (columns_.listed_id) add_line(read_local_id(*columns_.listed_id, cells(), listed_id_), ids_);
    return {number_, ids_};
  }
  static void add_line(std::string_view cell, std::string& lines) {
    for (const char c : cell) lines += c == '\n' ? ' ' : c;
    lines += '\n';
  }

  Utf8Csv& csv_;
  const Columns& columns_;
  bool has_lists_;
  bool has_numbers_ = false;
  std::string local_id_, listed_id_, number_, ids_;  // reused
};

// Opens a payload and reads its header.
Result<Utf8Csv> open_payload(const std::string& path) {
  Utf8Csv csv = TRY(Utf8Csv::open(path));
  if (!TRY(csv.next())) return malformed(path + ": empty");
  return csv;
}

// refused: a list names people by NHS number, and no row has one.
Status look_for_excluded(const AttachRequest& request, const Columns& columns,
                         const Exclusions& exclusions, Admission& admission) {
  if (!admission.must_look_first(columns.have_other_ids())) return {};
  Utf8Csv csv = TRY(open_payload(request.input));
  PayloadReader reader(csv, columns, true);
  while (TRY(reader.next())) TRY(admission.look_for_excluded(reader.row()));
  return exclusions.applies_to(request.input, reader.has_numbers());
}

Status read_rows(const AttachRequest& request, Utf8Csv& csv, const Columns& columns,
                 Admission& admission, PayloadRows& rows) {
  const std::string& dataset = request.agreement.dataset(request.dataset).name;
  PayloadReader reader(csv, columns, admission.has_lists());
  PayloadText text(columns);
  while (TRY(reader.next())) {
    if (request.progress) request.progress->set(csv.bytes_read());
    const ReadRow row = reader.row();
    if (!TRY(admission.admit(row))) continue;
    const Reference reference = make_reference(
        request.reference_key, request.agreement.terms().project, dataset, row.local_id);
    TRY(rows.add(reference, csv.line(), text.row(to_text(reference), reader.cells())));
  }
  return rows.finish();
}

Status write_rows(const AttachRequest& request, PayloadRows& rows) {
  while (const auto text = TRY(rows.next())) TRY(request.output(*text));
  return {};
}

}  // namespace

Result<AttachSummary> attach(const AttachRequest& request) {
  AttachSummary summary;
  Standardiser standardiser;
  Exclusions exclusions = TRY(Exclusions::load(request.exclusions, standardiser));
  Utf8Csv csv = TRY(open_payload(request.input));
  const Columns columns = TRY(choose_columns(request, exclusions, csv.row(), summary));
  summary.remarks = csv.remarks();
  TRY(request.output(as_bytes(PayloadText(columns).row(kReference, csv.row()))));
  Admission admission(exclusions, request.input, summary.ledger);
  TRY(look_for_excluded(request, columns, exclusions, admission));
  PayloadRows rows = TRY(PayloadRows::create(request.scratch_folder));
  TRY(read_rows(request, csv, columns, admission, rows));
  TRY(write_rows(request, rows));
  if (summary.ledger.usable().rows == 0) {
    return refused(request.input + ": no row to write", describe(summary.ledger.rejected_rows()));
  }
  summary.lists = exclusions.lists();
  summary.records = rows.records();
  return summary;
}

}  // namespace tally::encoder
