#include "linker/evaluate/evaluate.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>
#include <unordered_map>

#include "common/csv.h"
#include "common/paths.h"

namespace tally::linker {
namespace {

constexpr std::string_view kSuffix = ".ids.csv";

// Numbers for distinct texts, in order of appearance.
class Numbers {
 public:
  std::uint32_t of(std::string_view text) {
    return numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(numbers_.size()))
        .first->second;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

// Some columns of a CSV with a header, in the order asked for.
class Columns {
 public:
  static Result<Columns> open(const std::string& path, const std::vector<std::string>& names) {
    CsvReader csv = TRY(CsvReader::open(path));
    const bool header = TRY(csv.next());
    if (!header) return malformed(path + ": empty");
    Columns columns(std::move(csv));
    const auto row = columns.csv_.row();
    for (const std::string& name : names) {
      const auto place = std::find(row.begin(), row.end(), name);
      if (place == row.end()) return malformed(path + ": no column \"" + name + "\"");
      columns.places_.push_back(static_cast<std::size_t>(place - row.begin()));
    }
    columns.width_ = row.size();
    return columns;
  }

  // False at the end.
  Result<bool> next() {
    const bool more = TRY(csv_.next());
    if (!more) return false;
    if (csv_.row().size() != width_) return malformed(place() + ": wrong number of cells");
    for (const std::size_t column : places_) {
      if (csv_.row()[column].empty()) return malformed(place() + ": an empty cell");
    }
    return true;
  }
  std::string_view cell(std::size_t i) const { return csv_.row()[places_[i]]; }
  std::string place() const { return csv_.path() + ":" + std::to_string(csv_.line()); }

 private:
  explicit Columns(CsvReader csv) : csv_(std::move(csv)) {}
  CsvReader csv_;
  std::vector<std::size_t> places_;
  std::size_t width_ = 0;
};

// A record of one file: its person and its study id.
struct Judged {
  std::uint32_t person;
  std::uint32_t study_id;
  std::string group;
};

struct Known {
  std::uint32_t person;
  std::string group;  // empty without a column of groups
};

// "under 1" before "1-4" before "11-15".
struct GroupOrder {
  static std::uint32_t number(std::string_view group) {
    std::uint32_t n = 0;
    std::from_chars(group.data(), group.data() + group.size(), n);
    return n;
  }
  bool operator()(const std::string& a, const std::string& b) const {
    return std::pair(number(a), std::string_view(a)) < std::pair(number(b), std::string_view(b));
  }
};

struct File {
  std::string name;
  std::unordered_map<std::string, Known> truth;  // by local_id
  std::vector<Judged> records;
};

Result<std::vector<File>> name_files(const std::vector<std::string>& ids) {
  std::vector<File> files;
  for (const std::string& path : ids) {
    std::string name = name_of(path);
    if (!name.ends_with(kSuffix) || name.size() == kSuffix.size()) {
      return usage_error(path + ": the name must be FILE.ids.csv");
    }
    name.resize(name.size() - kSuffix.size());
    if (std::ranges::find(files, name, &File::name) != files.end()) {
      return usage_error("two ids files have the name " + name);
    }
    files.push_back({std::move(name), {}, {}});
  }
  return files;
}

Status read_truth(const std::string& path, const std::optional<std::string>& by,
                  std::vector<File>& files) {
  std::vector<std::string> names = {"file", "local_id", "person"};
  if (by) names.push_back(*by);
  Columns truth = TRY(Columns::open(path, names));
  Numbers people;
  while (TRY(truth.next())) {
    const auto file = std::ranges::find(files, truth.cell(0), &File::name);
    if (file == files.end()) continue;
    Known known{people.of(truth.cell(2)), by ? std::string(truth.cell(3)) : std::string()};
    if (!file->truth.try_emplace(std::string(truth.cell(1)), std::move(known)).second) {
      return malformed(truth.place() + ": this record occurs twice");
    }
  }
  for (const File& file : files) {
    if (file.truth.empty()) return malformed(path + ": no rows for file " + file.name);
  }
  return {};
}

// Judges the records of one ids file. Records that stay in file.truth have no study id.
Status read_ids(const std::string& path, File& file, Numbers& study_ids, Evaluation& evaluation) {
  Columns ids = TRY(Columns::open(path, {"local_id", "study_id"}));
  std::unordered_map<std::string, bool> seen;
  while (TRY(ids.next())) {
    const std::string local_id(ids.cell(0));
    if (!seen.try_emplace(local_id).second) {
      return malformed(ids.place() + ": this record occurs twice");
    }
    const auto truth = file.truth.find(local_id);
    if (truth == file.truth.end()) {
      ++evaluation.not_in_truth;
    } else {
      file.records.push_back(
          {truth->second.person, study_ids.of(ids.cell(1)), truth->second.group});
    }
  }
  return {};
}

// Counts the records that share a person, a study id, or both.
struct Tallies {
  std::map<std::uint32_t, std::uint64_t> people, study_ids;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> both;
};

// The counts of one group, or of all records.
Tallies tally_records(const File& file, const std::string* group) {
  Tallies tallies;
  // People without a study id also have matches to find.
  for (const auto& [local_id, known] : file.truth) {
    if (group == nullptr || known.group == *group) ++tallies.people[known.person];
  }
  for (const Judged& record : file.records) {
    if (group != nullptr && record.group != *group) continue;
    ++tallies.study_ids[record.study_id];
    ++tallies.both[{record.person, record.study_id}];
  }
  return tallies;
}

template <class Key>
std::uint64_t pairs_between(const std::map<Key, std::uint64_t>& left,
                            const std::map<Key, std::uint64_t>& right) {
  std::uint64_t pairs = 0;
  for (const auto& [key, count] : left) {
    const auto other = right.find(key);
    if (other != right.end()) pairs += count * other->second;
  }
  return pairs;
}

template <class Key>
std::uint64_t pairs_within(const std::map<Key, std::uint64_t>& counts) {
  std::uint64_t pairs = 0;
  for (const auto& [key, count] : counts) pairs += count * (count - 1) / 2;
  return pairs;
}

PairCounts count_between(const Tallies& left, const Tallies& right) {
  return {pairs_between(left.people, right.people), pairs_between(left.study_ids, right.study_ids),
          pairs_between(left.both, right.both)};
}

std::map<std::string, Tallies, GroupOrder> tally_groups(const File& file) {
  std::map<std::string, Tallies, GroupOrder> groups;
  for (const auto& [local_id, known] : file.truth) {
    if (known.group.empty() || groups.contains(known.group)) continue;
    groups.emplace(known.group, tally_records(file, &known.group));
  }
  return groups;
}

void add_pairs(const std::vector<File>& files, const std::vector<Tallies>& tallies,
               Evaluation& evaluation) {
  for (std::size_t l = 0; l < files.size(); ++l) {
    const auto groups = tally_groups(files[l]);
    for (std::size_t r = l + 1; r < files.size(); ++r) {
      const PairCounts pairs = count_between(tallies[l], tallies[r]);
      evaluation.rows.push_back({files[l].name, files[r].name, "", pairs});
      evaluation.between += pairs;
      for (const auto& [group, left] : groups) {
        evaluation.rows.push_back(
            {files[l].name, files[r].name, group, count_between(left, tallies[r])});
      }
    }
  }
}

void add_rows(const std::vector<File>& files, const std::vector<Tallies>& tallies,
              Evaluation& evaluation) {
  add_pairs(files, tallies, evaluation);
  for (std::size_t f = 0; f < files.size(); ++f) {
    const PairCounts pairs{pairs_within(tallies[f].people), pairs_within(tallies[f].study_ids),
                           pairs_within(tallies[f].both)};
    if (files.size() > 1 && pairs.matches == 0 && pairs.links == 0) continue;
    evaluation.rows.push_back({files[f].name, "", "", pairs});
  }
}

}  // namespace

PairCounts& PairCounts::operator+=(const PairCounts& other) {
  matches += other.matches;
  links += other.links;
  correct += other.correct;
  return *this;
}

Result<Evaluation> evaluate(const std::string& truth, const std::vector<std::string>& ids,
                            const std::optional<std::string>& by) {
  std::vector<File> files = TRY(name_files(ids));
  TRY(read_truth(truth, by, files));
  Evaluation evaluation;
  Numbers study_ids;
  std::vector<Tallies> tallies;
  for (std::size_t f = 0; f < files.size(); ++f) {
    TRY(read_ids(ids[f], files[f], study_ids, evaluation));
    evaluation.not_in_ids += files[f].truth.size() - files[f].records.size();
    tallies.push_back(tally_records(files[f], nullptr));
  }
  add_rows(files, tallies, evaluation);
  return evaluation;
}

std::string print_share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "-";
  constexpr std::uint64_t kScale = 10'000;
  const std::uint64_t share = (part * kScale * 2 + whole) / (whole * 2);
  std::string fraction = std::to_string(share % kScale);
  fraction.insert(0, 4 - fraction.size(), '0');
  return std::to_string(share / kScale) + "." + fraction;
}

}  // namespace tally::linker
