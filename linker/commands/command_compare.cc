#include "common/terminal_progress.h"
#include "linker/commands/commands.h"
#include "linker/commands/kernel_option.h"
#include "linker/compare/compare.h"
#include "linker/use_cases/compare_files.h"
#include "protocol/command_line/overwrite.h"

namespace tally::linker {
namespace {

Status run_compare(const Options& options) {
  const Threshold threshold = TRY(parse_threshold(options.get("threshold")));
  const unsigned threads = TRY(threads_of(options));
  const Kernel* kernel = TRY(kernel_of(options));
  TerminalProgress progress;
  const CompareOutcome outcome =
      TRY(compare_files({options.get("left"), options.get("right"), threshold, options.get("out"),
                         overwrite_of(options), *kernel, threads, progress}));
  tell(std::to_string(outcome.left_rows) + " x " + std::to_string(outcome.right_rows) +
       " CLKs of " + std::to_string(outcome.bits) + " bits, " + std::to_string(outcome.pairs) +
       (outcome.pairs == 1 ? " pair" : " pairs") + " at or above the threshold; kernel " +
       std::string(kernel->name));
  return {};
}

}  // namespace

Command compare_command() {
  return {"compare",
          "finds all pairs of CLKs in two anonlink files with a similarity at or above a threshold",
          {
              {"left", "FILE", Need::required, R"(a JSON file of CLKs, {"clks": ["base64", ...]})"},
              {"right", "FILE", Need::required, "another such file, or the same file"},
              {"threshold", "T", Need::required,
               "the lowest Dice similarity of a pair, above 0 and at most 1, such as 0.8"},
              {"out", "FILE", Need::required,
               "the pairs, as a CSV with the columns left, right (positions in the two files, from "
               "0) and dice; the most similar pair comes first",
               Direction::out},
              threads_option(),
              kernel_option(),
              {"force", "", Need::flag, "replaces an output that exists"},
          },
          run_compare};
}

}  // namespace tally::linker
