// Lists of people who must not be encoded: national data opt-outs, adoptions, sensitive and
// protected records, objections. A list is a CSV with a column local_id or a column nhs_number;
// other columns are not read. It stays with the holder.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/result.h"
#include "encoder/standardise/standardise.h"

namespace tally::encoder {

class Exclusions {
 public:
  // malformed, with file and line: not UTF-8; neither column or both; a row of another width; a
  // cell that is not an NHS number or a local_id, since its person would then be encoded. The
  // standardiser must outlive this.
  static Result<Exclusions> load(const std::vector<std::string>& paths, Standardiser& standardiser);

  // Whether a list names a record: by its local_id, ignoring case and white space around it; by any
  // NHS number in the cells, one on each line, in any form (943 476 5919, 9434765919.0,
  // 9,434,765,919); or by another id of the record, one on each line. Counts the people found.
  bool exclude(std::string_view local_id, std::string_view nhs_number_cells,
               std::string_view other_ids = {});
  // Checks a row, at a path and line, with cells that cannot be divided into columns. refused: a
  // cell names somebody on a list, because it is then not known which other rows to leave out.
  Status check_unread(std::span<const std::string_view> cells, const std::string& path,
                      std::uint64_t line);
  // refused: a list names people by NHS number, and the file at `path` has no NHS numbers.
  // Otherwise the list would silently not be applied.
  Status applies_to(const std::string& path, bool has_nhs_numbers) const;

  struct List {
    std::string path;
    std::uint64_t listed = 0;  // different entries
    std::uint64_t found = 0;   // of those, in the export
  };
  const std::vector<List>& lists() const { return lists_; }
  bool has_local_ids() const { return !local_ids_.empty(); }
  bool has_nhs_numbers() const { return !nhs_numbers_.empty(); }

 private:
  explicit Exclusions(Standardiser& standardiser) : standardiser_(&standardiser) {}
  struct Entry {
    std::uint32_t list;
    bool found;
  };
  using Entries = std::unordered_multimap<std::string, Entry>;  // one for each list
  Status read(const std::string& path);
  void add(Entries& entries, const std::string& key);
  bool find(Entries& entries, std::string_view key);
  bool find_number_in_any(std::string_view cells);
  bool find_id_in_any(std::string_view ids);
  bool find_numbers(std::string_view cell);

  Entries local_ids_, nhs_numbers_;
  std::vector<List> lists_;
  Standardiser* standardiser_;
  std::string key_, digits_;  // reused
};

// A question for the end of a line about a list with no people found: the list may be for another
// export. Empty for other lists.
std::string_view question_about(const Exclusions::List& list);
// A line for each list, for its holder: "excluded by optouts.csv: 2 of the 3 listed". Without
// lists, a line that says so.
std::vector<std::string> describe(const std::vector<Exclusions::List>& lists);

}  // namespace tally::encoder
