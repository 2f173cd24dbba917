#include "encoder/quality/quality_page.h"

#include <utility>
#include <vector>

#include "common/join.h"
#include "common/page.h"
#include "common/paths.h"
#include "common/printable.h"
#include "encoder/quality/findings.h"
#include "encoder/quality/remarks.h"
#include "encoder/quality/suspicions.h"

namespace tally::encoder {
namespace {

// Replaces spaces with spaces that do not break a line.
std::string unbroken(std::string text) {
  for (std::size_t at = text.find(' '); at != text.npos; at = text.find(' ', at)) {
    text.replace(at, 1, "\u00a0");
  }
  return text;
}

using Rows = std::vector<std::vector<std::string>>;

std::vector<Field> supplied_fields(const Quality& quality) {
  std::vector<Field> fields;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    if (quality.fields[field].supplied) fields.push_back(field);
  }
  return fields;
}

void add_rows(Page& page, const Quality& quality) {
  Rows rows = {
      {"read", with_commas(quality.ledger.read.rows), "of the export, not counting alternates"}};
  const RejectCounts rejected = quality.ledger.rejected_rows();
  for (std::size_t i = 0; i < rejected.size(); ++i) {
    if (rejected[i] == 0) continue;
    const Reject reason = static_cast<Reject>(i);
    rows.push_back({is_fault(reason) ? "left out" : "left out on purpose", with_commas(rejected[i]),
                    std::string(describe(reason))});
  }
  for (const Exclusions::List& list : quality.lists) {
    rows.push_back({"on a list", with_commas(list.found),
                    "of the " + with_commas(list.listed) + " people that " + name_of(list.path) +
                        " lists" + std::string(question_about(list))});
  }
  if (!quality.lists.empty()) {
    rows.push_back({"excluded", with_commas(quality.ledger.excluded.rows),
                    "rows of the records that a list names"});
  }
  rows.push_back({"usable", with_commas(quality.usable_rows()),
                  percent(quality.usable_rows(), quality.ledger.read.rows) + " of those read"});
  rows.push_back({"alternates", with_commas(quality.ledger.read.alternates),
                  "more rows of the same people (an alias, a former surname, an earlier address), "
                  "encoded as far as the agreement allows more rows"});
  page.heading("Rows");
  page.table({"What happens to the rows", {"rows", "number", "which"}, rows, Cells::notes});
}

void add_mend_first(Page& page, const Quality& quality) {
  page.heading("Fix first");
  const std::vector<Finding> found = findings(quality);
  if (found.empty()) return page.notice("Nothing stands out.", Tone::good);
  page.paragraph(
      "Faults that affect the most rows come first. Fix data at their source, then export again.");
  Rows rows;
  for (std::size_t i = 0; i < found.size(); ++i) {
    rows.push_back({std::to_string(i + 1) + ". " +
                        (found[i].field ? std::string(name_of(*found[i].field)) : "rows"),
                    counted(found[i].people, found[i].exact), found[i].text});
  }
  page.table({"What to fix first", {"field", "rows affected", "what"}, rows, Cells::notes});
}

void add_fields(Page& page, const Quality& quality) {
  page.heading("Fields");
  PageBars bars{"Cells of each field", {"present", "missing", "placeholder", "invalid"}, {}};
  Rows rows;
  const std::uint64_t all = quality.usable_rows();
  for (const Field field : supplied_fields(quality)) {
    const FieldQuality& counts = quality.fields[field];
    PageBars::Row bar{std::string(name_of(field)), {}, percent(counts.in(CellState::present), all)};
    std::vector<std::string> row = {std::string(name_of(field))};
    for (const CellState state :
         {CellState::present, CellState::missing, CellState::placeholder, CellState::invalid}) {
      bar.counts.push_back(counts.in(state));
      row.push_back(
          unbroken(with_commas(counts.in(state)) + " (" + percent(counts.in(state), all) + ')'));
    }
    row.push_back(counted(counts.values.distinct(), counts.values.exact()));
    bars.rows.push_back(std::move(bar));
    rows.push_back(std::move(row));
  }
  page.bars(bars);
  page.table({"Cells of each field: number, and share of the usable rows",
              {"field", "present", "missing", "placeholder", "invalid", "different values"},
              rows});
  page.paragraph(
      "A placeholder says that something is not known: N/K, UN3, a ZZ99 postcode. An invalid cell "
      "fails its check or cannot be a value of its field. Both are encoded as missing, and a "
      "missing "
      "value never agrees with anything.");
}

void add_suspicious(Page& page, const Quality& quality) {
  Rows rows;
  for (const Suspicion& s : suspicions(quality)) {
    rows.push_back({s.name, counted(s.rows, s.exact), s.what});
  }
  page.heading("Suspicious values");
  page.table(
      {"Values that may not be what they seem", {"values", "rows", "what"}, rows, Cells::notes});
  if (quality.day.is_known())
    page.paragraph("Dates and ages are judged as of " + quality.day.print() + ".");
}

void add_columns(Page& page, const Quality& quality) {
  page.heading("What would be encoded");
  page.paragraph(
      "The fields below, as far as the agreement asks for them; nothing else leaves. local_id "
      "leaves only as a keyed reference.");
  Rows rows;
  for (const Field field : supplied_fields(quality)) {
    rows.push_back({std::string(name_of(field)),
                    with_commas(quality.fields[field].in(CellState::present)),
                    is_key(field) ? "an exact keyed token" : "part of a filter",
                    printable(join(quality.fields[field].columns))});
  }
  page.table({"Fields, and the columns that they come from",
              {"field", "rows with a value", "leaves as", "columns"},
              rows,
              Cells::notes});
  const Reach& reach = quality.reach;
  const auto row = [&](const char* name, std::uint64_t count, const char* what) {
    return std::vector<std::string>{name, with_commas(count),
                                    unbroken(percent(count, quality.usable_rows())), what};
  };
  page.table({"How rows can be linked",
              {"rows", "number", "", "which"},
              {row("by a linking key", reach.by_key, "a valid NHS number, UPN or ULN"),
               row("by person", reach.by_person, "forename, surname and whole date of birth"),
               row("by neither", reach.by_neither, "few of these can be linked")},
              Cells::notes});
  if (quality.unused_columns.empty()) return;
  page.paragraph(
      "Columns of the export that are not read: " + printable(join(quality.unused_columns)) + ".");
}

void add_remarks(Page& page, const Quality& quality) {
  if (quality.remarks.empty()) return;
  page.heading("How the files were read");
  std::vector<std::string> items;
  for (const std::string& remark : quality.remarks) items.push_back(without_line(remark));
  page.list(items);
}

}  // namespace

std::string quality_page(const std::string& name, const Quality& quality) {
  Page page("Quality of " + printable(name));
  page.notice(
      "This page stays with you, the data holder. It holds counts and no value of any field, but "
      "small counts can still reveal something about people: do not send it on.");
  page.paragraph("Read by the profile " + printable(quality.profile) + ".");
  add_rows(page, quality);
  add_mend_first(page, quality);
  add_fields(page, quality);
  add_suspicious(page, quality);
  add_columns(page, quality);
  add_remarks(page, quality);
  return page.html();
}

}  // namespace tally::encoder
