#include "linker/use_cases/compare_files.h"

#include <vector>

#include "common/atomic_file.h"
#include "linker/compare/compare.h"
#include "protocol/agreement/clks.h"

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

}  // namespace

Result<CompareOutcome> compare_files(const CompareRequest& request) {
  AtomicFile file = TRY(AtomicFile::open(request.out, request.overwrite, Access::owner_only));
  const ClkTable left = TRY(read_clks(request.left));
  const ClkTable right = TRY(read_clks(request.right));
  request.progress.begin("comparing", kCompareSteps);
  const std::vector<SimilarPair> pairs = TRY(
      compare(left, right, request.threshold, request.kernel, request.threads, &request.progress));
  request.progress.end();
  TRY(write_pairs(pairs, file));
  return CompareOutcome{left.rows(), right.rows(), left.bits(), pairs.size()};
}

}  // namespace tally::linker
