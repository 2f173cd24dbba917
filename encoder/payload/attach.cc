#include "encoder/payload/attach.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string_view>

#include "common/bytes.h"
#include "common/csv.h"
#include "encoder/readers/utf8_csv.h"
#include "encoder/record/local_id.h"
#include "encoder/record/text.h"
#include "encoder/sort/sealed_scratch.h"
#include "encoder/sort/sort.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kReference = "reference";

bool contains(std::span<const std::string> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// What becomes of each column of the header.
struct Columns {
  std::size_t local_id = 0;
  std::size_t count = 0;
  std::vector<std::size_t> kept;  // their places
  std::optional<std::size_t> nhs_number;
  std::vector<std::size_t> excluded_with;
};

// The identifier comes first: without it this may be no header at all, and no name may be printed.
Status check_header(const AttachRequest& request, std::span<const std::string> names) {
  const std::string& path = request.input;
  if (!contains(names, column_name(request.id))) {
    return malformed(path + ": the header has no column \"" + request.id + "\"",
                     "--id names the column that the profile takes local_id from");
  }
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (*name == kReference) {
      return malformed(path + ": the header has a column \"reference\"",
                       "that name is for the output: call it something else");
    }
    if (!name->empty() && std::find(name + 1, names.end(), *name) != names.end()) {
      return malformed(path + ": the header has two columns \"" + *name + "\"");
    }
  }
  return {};
}

// Those by which the lists are applied.
Status choose_ids(const AttachRequest& request, std::span<const std::string> names,
                  Columns& columns) {
  const auto number = std::ranges::find(names, name_of(Field::nhs_number));
  if (number != names.end()) {
    columns.nhs_number = static_cast<std::size_t>(number - names.begin());
  }
  TRY(request.exclusions->applies_to(request.input, columns.nhs_number.has_value()));
  for (const std::string& wanted : request.excluded_with) {
    const auto id = std::ranges::find(names, column_name(wanted));
    if (id == names.end()) {
      return refused(request.input + ": no column \"" + wanted +
                         "\", by which a list names records of this data set too",
                     "add it to the file; --keep alone says what analysts see");
    }
    columns.excluded_with.push_back(static_cast<std::size_t>(id - names.begin()));
  }
  return {};
}

// Names are compared as profiles read them, and told as found.
Result<Columns> choose_columns(const AttachRequest& request,
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
  const std::string id = column_name(request.id);
  Columns columns{0, names.size(), {}, {}, {}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == id) columns.local_id = i;
    const bool kept = contains(keep, names[i]);
    if (kept) columns.kept.push_back(i);
    (kept ? summary.kept : summary.dropped).emplace_back(header[i]);
  }
  if (request.exclusions != nullptr) TRY(choose_ids(request, names, columns));
  return columns;
}

std::optional<Reject> reason_to_reject(const Columns& columns,
                                       std::span<const std::string_view> row) {
  if (row.size() != columns.count) return Reject::wrong_cell_count;
  return reject_local_id(trim_local_id(row[columns.local_id]));
}

// Rows of any size in the order of their references: the text lies in a scratch file, what is
// sorted is where.
class PayloadRows {
 public:
  static Result<PayloadRows> create(const std::string& scratch_folder) {
    return PayloadRows(TRY(SealedScratch::create(scratch_folder)), scratch_folder);
  }

  Status add(const Reference& reference, std::uint64_t line, std::string_view text) {
    entry_.assign(reference.bytes.begin(), reference.bytes.end());
    append_u64(entry_, TRY(scratch_.append(as_bytes(text))));
    append_u64(entry_, text.size());
    return sorter_.add(entry_, line, {});
  }
  Status finish() { return sorter_.finish(); }

  // Leaves out the record, with the rows before and those to come.
  void exclude(const Reference& reference) { excluded_.insert(reference); }

  // The text of the next row, until the call after; nothing at the end.
  Result<std::optional<ByteView>> next() {
    while (TRY(sorter_.next())) {
      Reference reference;
      std::copy_n(sorter_.row().begin(), Reference::kSize, reference.bytes.begin());
      if (excluded_.contains(reference)) {
        ++rows_excluded_;
        continue;
      }
      records_ += last_ != reference;
      last_ = reference;
      const ByteView place = sorter_.row().subspan(Reference::kSize);
      text_.resize(load_u64(place.subspan(8)));
      TRY(scratch_.read(load_u64(place), text_));
      return std::optional<ByteView>(text_);
    }
    return std::optional<ByteView>();
  }
  // Of the rows so far: how many records they are of, and how many were left out.
  std::uint64_t records() const { return records_; }
  std::uint64_t rows_excluded() const { return rows_excluded_; }

 private:
  static constexpr std::size_t kEntrySize = Reference::kSize + 8 + 8;  // and place, size
  PayloadRows(SealedScratch scratch, const std::string& folder)
      : scratch_(std::move(scratch)), sorter_(folder, kEntrySize) {}
  SealedScratch scratch_;
  RowSorter sorter_;
  Bytes entry_;  // reused
  Bytes text_;   // reused
  std::set<Reference> excluded_;
  std::optional<Reference> last_;  // of the row before
  std::uint64_t records_ = 0, rows_excluded_ = 0;
};

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

// By local_id and the profile's other ids, and by NHS number where the payload's own table has it.
bool is_listed(const AttachRequest& request, const Columns& columns,
               std::span<const std::string_view> row) {
  if (request.exclusions == nullptr) return false;
  const std::string_view number = columns.nhs_number ? row[*columns.nhs_number] : "";
  bool listed = request.exclusions->exclude(trim_local_id(row[columns.local_id]), number);
  for (const std::size_t i : columns.excluded_with) {
    listed = request.exclusions->exclude(row[i], {}) || listed;
  }
  return listed;
}

Status read_rows(const AttachRequest& request, Utf8Csv& csv, const Columns& columns,
                 PayloadRows& rows, AttachSummary& summary) {
  const std::string& dataset = request.agreement.dataset(request.dataset).name;
  const auto reference_of = [&](std::string_view local_id) {
    return make_reference(request.reference_key, request.agreement.terms().project, dataset,
                          trim_local_id(local_id));
  };
  PayloadText text(columns);
  bool has_numbers = false;
  while (TRY(csv.next())) {
    const std::span<const std::string_view> row = csv.row();
    ++summary.rows_read;
    if (request.progress) request.progress->set(csv.bytes_read());
    if (const auto reason = reason_to_reject(columns, row)) {
      ++summary.rejected[static_cast<std::size_t>(*reason)];
      if (*reason == Reject::wrong_cell_count && request.exclusions != nullptr) {
        TRY(request.exclusions->check_unread(row, request.input, csv.line()));
      }
      continue;
    }
    const Reference reference = reference_of(row[columns.local_id]);
    has_numbers = has_numbers || (columns.nhs_number && !trim(row[*columns.nhs_number]).empty());
    if (is_listed(request, columns, row)) rows.exclude(reference);
    TRY(rows.add(reference, csv.line(), text.row(to_text(reference), row)));
  }
  if (request.exclusions != nullptr) {
    TRY(request.exclusions->applies_to(request.input, has_numbers));
  }
  return rows.finish();
}

}  // namespace

Result<AttachSummary> attach(const AttachRequest& request) {
  AttachSummary summary;
  Utf8Csv csv = TRY(Utf8Csv::open(request.input));
  if (!TRY(csv.next())) return malformed(request.input + ": empty");
  const Columns columns = TRY(choose_columns(request, csv.row(), summary));
  summary.remarks = csv.remarks();
  TRY(request.output(as_bytes(PayloadText(columns).row(kReference, csv.row()))));
  PayloadRows rows = TRY(PayloadRows::create(request.scratch_folder));
  TRY(read_rows(request, csv, columns, rows, summary));
  while (const auto text = TRY(rows.next())) {
    TRY(request.output(*text));
    ++summary.rows_written;
  }
  if (summary.rows_written == 0) {
    return refused(request.input + ": no row to write", describe(summary.rejected));
  }
  summary.rows_excluded = rows.rows_excluded();
  summary.records = rows.records();
  return summary;
}

}  // namespace tally::encoder
