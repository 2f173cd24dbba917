#include "linker/release.h"

#include <array>

#include "common/csv.h"

namespace tally::linker {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 16;

// Rows of a CSV into a file, some at a time.
class CsvFile {
 public:
  explicit CsvFile(AtomicFile& file) : file_(file) {}
  Status add(std::initializer_list<std::string_view> cells) {
    append_csv_row(text_, {cells.begin(), cells.size()});
    if (text_.size() < kBuffer) return {};
    return flush();
  }
  Status flush() {
    TRY(file_.write(text_));
    text_.clear();
    return {};
  }

 private:
  AtomicFile& file_;
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

// The submission of each data set of the agreement, null where it is absent.
std::vector<const Submission*> by_dataset(const Agreement& agreement, const Linkage& linkage) {
  std::vector<const Submission*> submissions(agreement.terms().datasets.size());
  for (const Submission& s : linkage.submissions) submissions[at(s.dataset())] = &s;
  return submissions;
}

Status write_links(const Agreement& agreement, const Linkage& linkage, AtomicFile& file) {
  const std::vector<const Submission*> submissions = by_dataset(agreement, linkage);
  CsvFile csv(file);
  TRY(csv.add({"left_dataset", "left_reference", "right_dataset", "right_reference", "pass",
               "score", "flags"}));
  for (const PlacedLink& placed : linkage.resolution.links) {
    const Submission& left = *submissions[at(placed.left)];
    const Submission& right = *submissions[at(placed.right)];
    TRY(csv.add({agreement.dataset(placed.left).name, to_text(left.reference(placed.link.left)),
                 agreement.dataset(placed.right).name, to_text(right.reference(placed.link.right)),
                 agreement.terms().policy.passes[placed.pass].name,
                 print_score(placed.unit, placed.link.score), print_flags(placed.link)}));
  }
  return csv.flush();
}

// SHA-256 of the name, its length in front, and the reference.
Digest person_id(const std::string& dataset, const Reference& reference) {
  Bytes size;
  append_u32(size, static_cast<std::uint32_t>(dataset.size()));
  return sha256({size, as_bytes(dataset), reference.bytes});
}

// The person of each cluster, at the number of its first record.
std::vector<Digest> people(const Agreement& agreement, const Linkage& linkage) {
  std::vector<Digest> ids(linkage.resolution.cluster_of.size());
  for (std::size_t s = 0; s < linkage.submissions.size(); ++s) {
    const Submission& submission = linkage.submissions[s];
    for (std::size_t r = 0; r < submission.records(); ++r) {
      const std::uint32_t number =
          linkage.resolution.first_number[s] + static_cast<std::uint32_t>(r);
      if (linkage.resolution.cluster_of[number] != number) continue;
      ids[number] = person_id(agreement.dataset(submission.dataset()).name,
                              submission.reference(RecordIndex(r)));
    }
  }
  return ids;
}

Status write_bridge(const Agreement& agreement, const OwnKey& release_key,
                    const std::string& recipient, const Linkage& linkage,
                    const std::vector<Digest>& people, AtomicFile& file) {
  CsvFile csv(file);
  TRY(csv.add({"dataset", "reference", "study_id"}));
  for (std::size_t s = 0; s < linkage.submissions.size(); ++s) {
    const Submission& submission = linkage.submissions[s];
    const std::string& dataset = agreement.dataset(submission.dataset()).name;
    for (std::size_t r = 0; r < submission.records(); ++r) {
      const Digest& person = people[linkage.resolution.cluster(s, RecordIndex(r))];
      const StudyId id =
          make_study_id(release_key, agreement.terms().project, recipient, person.bytes);
      TRY(csv.add({dataset, to_text(submission.reference(RecordIndex(r))), to_text(id)}));
    }
  }
  return csv.flush();
}

}  // namespace

std::string print_score(ScoreUnit unit, std::int64_t score) {
  switch (unit) {
    case ScoreUnit::bits:
      return print_fixed(score, kBit, 3);
    case ScoreUnit::dice:
      return print_fixed(score, std::int64_t{1} << 32, 6);
    case ScoreUnit::none:
      break;
  }
  return "1";
}

Status release(const Agreement& agreement, const OwnKey& release_key, const Linkage& linkage,
               AtomicFolder& folder) {
  AtomicFile* links = TRY(folder.add("links.csv"));
  TRY(write_links(agreement, linkage, *links));
  const std::vector<Digest> ids = people(agreement, linkage);
  for (const Party& party : agreement.terms().parties) {
    if (!party.has(Party::Role::analyst)) continue;
    AtomicFile* bridge = TRY(folder.add("bridge-" + party.name + ".csv"));
    TRY(write_bridge(agreement, release_key, party.name, linkage, ids, *bridge));
  }
  return {};
}

}  // namespace tally::linker
