// How well random pairs of records agree by chance, on each kind of identifiers that bands join.
//
// The linker cannot see it, for strangers share no bands, yet needs it to weigh agreement. The
// holder counts it in the clear, over all pairs of a sample, and sends only how often each level
// occurs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "common/ids.h"
#include "encoder/hash/tokenise.h"
#include "encoder/record/record.h"
#include "protocol/agreement/band_kinds.h"
#include "protocol/base/levels.h"

namespace tally::encoder {

// The sample is the kSampled records of lowest reference, which are as good as random and the same
// for every order of the export. Holds identifiers; wiped when it goes.
class ChanceSample {
 public:
  static constexpr std::size_t kSampled = 500;  // about 125,000 pairs

  explicit ChanceSample(const Encoding& encoding);
  ~ChanceSample();
  ChanceSample(const ChanceSample&) = delete;
  ChanceSample& operator=(const ChanceSample&) = delete;

  void add(const Reference& reference, const StandardRecord& record);
  // Of each kind of band_kinds(encoding).
  std::vector<LevelCounts> count();

 private:
  struct Weighed {
    std::string token;  // its key space in front
    double weight;
  };
  using Tokens = std::vector<Weighed>;  // in byte order
  Tokens tokens_of(const BandKind& kind, const StandardRecord& record);

  std::vector<BandKind> kinds_;
  std::map<Reference, StandardRecord> sample_;
  TokenList list_;
};

}  // namespace tally::encoder
