#include "common/atomic_file.h"
#include "common/terminal_progress.h"
#include "linker/commands/commands.h"
#include "linker/commands/kernel_option.h"
#include "linker/compare/compare.h"
#include "protocol/agreement/clks.h"
#include "protocol/command_line/overwrite.h"

namespace tally::linker {
namespace {

// Dice to six places, rounded half up from the exact ratio.
void append_dice(Dice dice, std::string& text) {
  constexpr std::uint64_t kPlaces = 1'000'000;
  const std::uint64_t millionths =
      (4 * kPlaces * dice.overlap + dice.total) / (2 * std::uint64_t{dice.total});
  const std::string digits = std::to_string(millionths % kPlaces);
  text += std::to_string(millionths / kPlaces) + "." + std::string(6 - digits.size(), '0') + digits;
}

Status write_pairs(const std::vector<SimilarPair>& pairs, AtomicFile& file) {
  TRY(file.write(std::string_view("left,right,dice\n")));
  std::string line;
  for (const SimilarPair& pair : pairs) {
    line = std::to_string(pair.left) + "," + std::to_string(pair.right) + ",";
    append_dice(pair.dice, line);
    line += '\n';
    TRY(file.write(line));
  }
  return file.commit();
}

Status run(const Options& options) {
  const std::string& left_path = options.get("left");
  const std::string& right_path = options.get("right");
  const Threshold threshold = TRY(parse_threshold(options.get("threshold")));
  const unsigned threads = TRY(threads_of(options));
  const Kernel* kernel = TRY(kernel_of(options));
  AtomicFile file =
      TRY(AtomicFile::open(options.get("out"), overwrite_of(options), Access::owner_only));
  const ClkTable left = TRY(read_clks(left_path));
  const ClkTable right = TRY(read_clks(right_path));
  TerminalProgress progress("comparing", kCompareSteps);
  const std::vector<SimilarPair> pairs =
      TRY(compare(left, right, threshold, *kernel, threads, &progress));
  TRY(write_pairs(pairs, file));
  tell(std::to_string(left.rows()) + " x " + std::to_string(right.rows()) + " CLKs of " +
       std::to_string(left.bits()) + " bits, " + std::to_string(pairs.size()) +
       (pairs.size() == 1 ? " pair" : " pairs") + " at or over the threshold; kernel " +
       std::string(kernel->name));
  return {};
}

}  // namespace

Command compare_command() {
  return {"compare",
          "find all pairs of CLKs in two anonlink files whose similarity reaches a threshold",
          {
              {"left", "FILE", Need::required, R"(a JSON file of CLKs, {"clks": ["base64", ...]})"},
              {"right", "FILE", Need::required, "another; it may be the same"},
              {"threshold", "T", Need::required,
               "the least Dice similarity, above 0 and at most 1, exact: 0.8"},
              {"out", "FILE", Need::required,
               "gets left,right,dice: row numbers from 0, the most similar first", Direction::out},
              threads_option(),
              kernel_option(),
              {"force", "", Need::flag, "replace the output if it exists"},
          },
          run};
}

}  // namespace tally::linker
