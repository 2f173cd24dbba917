#include "encoder/quality/quality_report.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "common/page.h"
#include "common/paths.h"
#include "common/printable.h"
#include "encoder/quality/findings.h"
#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

std::string right(std::string text, std::size_t width) {
  if (text.size() < width) text.insert(0, width - text.size(), ' ');
  return text;
}

// Widths of the table's columns: a field, a count and its share, a number of values.
constexpr std::size_t kNameWidth = 14;
constexpr std::size_t kCount = 11;
constexpr std::size_t kShare = 8;
constexpr std::size_t kValues = 17;

void add_field_row(Field field, const Quality& quality, std::string& out) {
  const FieldQuality& counts = quality.fields[field];
  out += padded(name_of(field), kNameWidth);
  for (const CellState state :
       {CellState::present, CellState::missing, CellState::placeholder, CellState::invalid}) {
    out += right(with_commas(counts.in(state)), kCount);
    out += right(percent(counts.in(state), quality.usable_rows()), kShare);
  }
  out += right(counted(counts.values.distinct(), counts.values.exact()), kValues) + '\n';
}

void add_table(const Quality& quality, std::string& out) {
  out += padded("field", kNameWidth);
  for (const char* state : {"present", "missing", "placeholder", "invalid"}) {
    out += right(state, kCount + kShare);
  }
  out += right("different", kValues) + '\n';
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    if (quality.fields[field].supplied) add_field_row(field, quality, out);
  }
}

// The rows that are left out on purpose.
std::string kept_apart(const Quality& quality) {
  RejectCounts counts{};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!is_fault(static_cast<Reject>(i))) counts[i] = quality.ledger.rejected[i].rows;
  }
  std::string out;
  if (const std::string text = describe(counts); !text.empty())
    out += "\nLeft out on purpose: " + text + '\n';
  for (const Exclusions::List& list : quality.lists) {
    out += "\nExcluded by " + printable(name_of(list.path)) + ": " + with_commas(list.found) +
           " of the " + with_commas(list.listed) + " listed" + std::string(question_about(list)) +
           '\n';
  }
  return out;
}

}  // namespace

std::string quality_report(const std::string& name, const Quality& quality) {
  std::string out = printable(name) + ": " + with_commas(quality.ledger.read.rows) + " rows, " +
                    with_commas(quality.usable_rows()) + " of them usable\n\n";
  add_table(quality, out);
  for (const std::string& remark : quality.remarks) out += '\n' + printable(remark) + '\n';
  out += kept_apart(quality);
  const std::vector<Finding> found = findings(quality);
  out += found.empty() ? "\nNothing stands out.\n" : "\nWhat to fix first:\n";
  for (std::size_t i = 0; i < found.size(); ++i) {
    out += right(std::to_string(i + 1), 2) + ". " + line_of(found[i]) + '\n';
  }
  return out;
}

}  // namespace tally::encoder
