#include <algorithm>

#include "linker/commands/commands.h"
#include "linker/evaluate/evaluate.h"
#include "linker/report/text_table.h"

namespace tally::linker {
namespace {

std::vector<std::string> table_row(std::string name, const PairCounts& pairs) {
  return {std::move(name),
          std::to_string(pairs.matches),
          std::to_string(pairs.links),
          std::to_string(pairs.correct),
          print_share(pairs.correct, pairs.links),
          print_share(pairs.correct, pairs.matches),
          print_share(2 * pairs.correct, pairs.links + pairs.matches)};
}

std::string called(const Evaluation::Row& row) {
  if (row.right.empty()) return "within " + row.left;
  return row.group.empty() ? row.left + " x " + row.right : "  " + row.group;
}

Status run_evaluate(const Options& options) {
  const Evaluation evaluation =
      TRY(evaluate(options.get("truth"), options.all("ids"), options.find("by")));
  std::vector<std::vector<std::string>> rows = {
      {"records", "matches", "links", "correct", "precision", "recall", "F1"}};
  std::size_t pairs = 0;
  for (const Evaluation::Row& row : evaluation.rows) {
    if (!row.right.empty() && row.group.empty()) ++pairs;
    rows.push_back(table_row(called(row), row.pairs));
  }
  if (pairs > 1) {
    const auto within = std::ranges::find_if(
        evaluation.rows, [](const Evaluation::Row& row) { return row.right.empty(); });
    rows.insert(rows.begin() + 1 + (within - evaluation.rows.begin()),
                table_row("all pairs of files", evaluation.between));
  }
  if (evaluation.not_in_truth > 0) {
    tell("records not in the truth, left out: " + std::to_string(evaluation.not_in_truth));
  }
  if (evaluation.not_in_ids > 0) {
    tell("records of the truth without a study id: " + std::to_string(evaluation.not_in_ids));
  }
  const std::string text = print_table(rows, 1);
  return print_out(text);
}

}  // namespace

Command evaluate_command() {
  return {"evaluate",
          "scores study ids against a known truth",
          {
              {"truth", "FILE", Need::required, "CSV with the columns file, local_id, person"},
              {"ids", "FILE", Need::repeated,
               "CSV with the columns local_id, study_id, named after a file of the truth: records "
               "of the file births are in births.ids.csv"},
              {"by", "COLUMN", Need::optional,
               "also scores groups of records, one for each value of this column of the truth; a "
               "pair of records belongs to the group of the record in the file named first"},
          },
          run_evaluate};
}

}  // namespace tally::linker
