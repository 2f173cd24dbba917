#include "linker/people/release.h"

#include <algorithm>

#include "common/csv.h"

namespace tally::linker {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 16;

// Collects rows of a CSV and writes many at a time.
class CsvRows {
 public:
  explicit CsvRows(const ByteSink& sink) : sink_(sink) {}
  Status add(std::initializer_list<std::string_view> cells) {
    append_csv_row(text_, {cells.begin(), cells.size()});
    if (text_.size() < kBuffer) return {};
    return flush();
  }
  Status flush() {
    TRY(sink_(as_bytes(text_)));
    text_.clear();
    return {};
  }

 private:
  const ByteSink& sink_;
  std::string text_;
};

// A value in 1/unit, rounded half up to so many decimals.
std::string print_fixed(std::int64_t value, std::int64_t unit, std::size_t decimals) {
  std::int64_t scale = 1;
  for (std::size_t i = 0; i < decimals; ++i) scale *= 10;
  const std::int64_t magnitude = ((value < 0 ? -value : value) * scale + unit / 2) / unit;
  std::string fraction = std::to_string(magnitude % scale);
  fraction.insert(0, decimals - fraction.size(), '0');
  const bool negative = value < 0 && magnitude != 0;
  return (negative ? "-" : "") + std::to_string(magnitude / scale) + "." + fraction;
}

std::string print_flags(const Link& link) {
  std::string flags;
  const auto add = [&](bool set, std::string_view flag) {
    if (!set) return;
    if (!flags.empty()) flags += ';';
    flags += flag;
  };
  add(link.ambiguous, "ambiguous");
  add(link.different_keys, "different_keys");
  return flags;
}

// For each record number, whether the record has a link with a rival.
std::vector<bool> ambiguous_records(const Resolution& resolution) {
  std::vector<bool> ambiguous(resolution.numbers.count());
  for (const PlacedLink& placed : resolution.links) {
    if (!placed.link.ambiguous) continue;
    ambiguous[resolution.numbers.number(placed.left, placed.link.left)] = true;
    ambiguous[resolution.numbers.number(placed.right, placed.link.right)] = true;
  }
  return ambiguous;
}

// The rows of a bridge, one for each record.
class BridgeRows {
 public:
  BridgeRows(const Agreement& agreement, const ReleaseKey& release_key, const Release& release,
             const Linkage& linkage, CsvRows& csv)
      : agreement_(agreement),
        release_key_(release_key),
        release_(release),
        linkage_(linkage),
        ambiguous_(ambiguous_records(linkage.resolution)),
        csv_(csv) {}

  // The rows of one submission.
  Status add(const Submission& submission) {
    const DatasetIndex dataset = submission.dataset();
    const std::string& name = agreement_.dataset(dataset).name;
    for (std::size_t r = 0; r < submission.records(); ++r) {
      const auto record = RecordIndex(r);
      const std::string id = to_text(study_id(linkage_.people.person(dataset, record)));
      const std::string reference = to_text(submission.reference(record));
      const bool flagged = ambiguous_[linkage_.resolution.numbers.number(dataset, record)];
      TRY(release_.flags ? csv_.add({name, reference, id, flagged ? "ambiguous" : ""})
                         : csv_.add({name, reference, id}));
    }
    return {};
  }

 private:
  StudyId study_id(const PersonId& person) const {
    return make_study_id(release_key_, agreement_.terms().project, release_.analyst,
                         person.digest.bytes);
  }
  const Agreement& agreement_;
  const ReleaseKey& release_key_;
  const Release& release_;
  const Linkage& linkage_;
  const std::vector<bool> ambiguous_;
  CsvRows& csv_;
};

}  // namespace

std::string print_score(Score score) {
  switch (score.unit()) {
    case ScoreUnit::bits:
    case ScoreUnit::bands:
      return print_fixed(score.value(), kBit, 3);
    case ScoreUnit::dice:
      return print_fixed(score.value(), std::int64_t{1} << 32, 6);
    case ScoreUnit::none:
      break;
  }
  return "1";
}

Status write_links(const Agreement& agreement, const Linkage& linkage, const ByteSink& sink) {
  CsvRows csv(sink);
  TRY(csv.add({"left_dataset", "left_reference", "right_dataset", "right_reference", "pass",
               "score", "flags"}));
  for (const PlacedLink& placed : linkage.resolution.links) {
    const Submission& left = linkage.submission(placed.left);
    const Submission& right = linkage.submission(placed.right);
    TRY(csv.add({agreement.dataset(placed.left).name, to_text(left.reference(placed.link.left)),
                 agreement.dataset(placed.right).name, to_text(right.reference(placed.link.right)),
                 agreement.terms().policy.passes[placed.pass].name, print_score(placed.link.score),
                 print_flags(placed.link)}));
  }
  return csv.flush();
}

Result<std::uint64_t> write_bridge(const Agreement& agreement, const ReleaseKey& release_key,
                                   const Release& release, const Linkage& linkage,
                                   const ByteSink& sink) {
  CsvRows csv(sink);
  TRY(release.flags ? csv.add({"dataset", "reference", "study_id", "flags"})
                    : csv.add({"dataset", "reference", "study_id"}));
  BridgeRows rows(agreement, release_key, release, linkage, csv);
  std::uint64_t count = 0;
  for (const Submission& submission : linkage.submissions) {
    const std::string& dataset = agreement.dataset(submission.dataset()).name;
    if (std::ranges::find(release.datasets, dataset) == release.datasets.end()) continue;
    TRY(rows.add(submission));
    count += submission.records();
  }
  TRY(csv.flush());
  return count;
}

}  // namespace tally::linker
