#include "encoder/exclusions.h"

#include <algorithm>

#include "common/csv.h"
#include "encoder/local_id.h"
#include "encoder/standardise.h"
#include "encoder/text.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kLocalId = "local_id";
constexpr std::string_view kNhsNumber = "nhs_number";
constexpr std::string_view kHint = "a list has one column called local_id or nhs_number";

std::string lower(std::string_view cell) {
  std::string name(trim(cell));
  for (char& c : name) {
    if (is_upper(c)) c = static_cast<char>(c + 32);
  }
  return name;
}

struct ListColumn {
  std::size_t index, width;
  bool nhs_number;
};

Result<ListColumn> find_column(const CsvReader& csv) {
  std::vector<std::string> names;
  for (const std::string_view cell : csv.row()) names.push_back(lower(cell));
  const auto is_key = [](const std::string& n) { return n == kLocalId || n == kNhsNumber; };
  if (std::ranges::count_if(names, is_key) != 1) {
    return malformed(csv.path() + ": not one column of people to exclude", std::string(kHint));
  }
  const auto found = std::ranges::find_if(names, is_key);
  return ListColumn{static_cast<std::size_t>(found - names.begin()), names.size(),
                    *found == kNhsNumber};
}

}  // namespace

Result<Exclusions> Exclusions::load(const std::vector<std::string>& paths) {
  Exclusions exclusions;
  for (const std::string& path : paths) TRY(exclusions.read(path));
  return exclusions;
}

Status Exclusions::read(const std::string& path) {
  CsvReader csv = TRY(CsvReader::open(path));
  const bool has_header = TRY(csv.next());
  if (!has_header) return malformed(path + ": empty", std::string(kHint));
  const ListColumn column = TRY(find_column(csv));
  lists_.push_back({path});
  Standardiser standardiser;
  while (TRY(csv.next())) {
    const std::string place = path + ":" + std::to_string(csv.line()) + ": ";
    if (csv.row().size() != column.width) return malformed(place + "wrong number of cells");
    const std::string_view cell = csv.row()[column.index];
    if (column.nhs_number) {
      std::string number;
      if (standardiser.standardise(Field::nhs_number, cell, number) != CellState::present) {
        return malformed(place + "not an NHS number", "mend the list: nobody may be missed");
      }
      add(nhs_numbers_, std::move(number));
    } else {
      const std::string_view id = trim_local_id(cell);
      if (reject_local_id(id)) return malformed(place + "not a local_id");
      add(local_ids_, std::string(id));
    }
  }
  return {};
}

std::vector<std::string> Exclusions::describe() const {
  std::vector<std::string> lines;
  for (const List& list : lists_) {
    lines.push_back("excluded by " + list.path + ": " + std::to_string(list.found) + " of the " +
                    std::to_string(list.listed) + " listed");
  }
  return lines;
}

void Exclusions::add(Entries& entries, std::string key) {
  const auto list = static_cast<std::uint32_t>(lists_.size() - 1);
  if (entries.emplace(std::move(key), Entry{list, false}).second) ++lists_.back().listed;
}

bool Exclusions::find(Entries& entries, std::string_view key) {
  if (entries.empty()) return false;
  key_.assign(key);
  const auto found = entries.find(key_);
  if (found == entries.end()) return false;
  if (!found->second.found) ++lists_[found->second.list].found;
  found->second.found = true;
  return true;
}

// Both are looked up, so that what was found is counted for every list.
bool Exclusions::exclude(std::string_view local_id, std::string_view nhs_number) {
  const bool by_id = find(local_ids_, local_id);
  const bool by_number = find(nhs_numbers_, nhs_number);
  return by_id || by_number;
}

}  // namespace tally::encoder
