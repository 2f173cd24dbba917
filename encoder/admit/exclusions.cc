#include "encoder/admit/exclusions.h"

#include <algorithm>

#include "encoder/readers/headed_csv.h"
#include "encoder/record/local_id.h"
#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kNhsNumber = 10;  // digits

// Removes differences in the way people write a local_id: white space around it, and letter case.
std::string plain_id(std::string_view local_id) {
  std::string id(trim(local_id));
  constexpr std::string_view kNoBreakSpace = "\u00a0";
  while (id.starts_with(kNoBreakSpace)) id.erase(0, kNoBreakSpace.size());
  while (id.ends_with(kNoBreakSpace)) id.resize(id.size() - kNoBreakSpace.size());
  for (char& c : id) c = to_upper(c);
  return id;
}

// Whether the text is a suffix that a spreadsheet adds to a whole number, such as ".00".
std::string_view without_fraction(std::string_view cell) {
  cell = trim(cell);
  const std::size_t point = cell.rfind('.');
  const bool is_fraction =
      point != cell.npos && cell.find_first_not_of('0', point + 1) == cell.npos;
  return cell.substr(0, is_fraction ? point : cell.npos);
}

// Removes the first line.
std::string_view take_line(std::string_view& lines) {
  const std::string_view line = lines.substr(0, lines.find('\n'));
  lines.remove_prefix(std::min(lines.size(), line.size() + 1));
  return line;
}

// An open list, at its first row.
Result<HeadedCsv> open_list(const std::string& path) {
  const std::string names[] = {"local_id", "nhs_number"};
  HeadedCsv csv = TRY(HeadedCsv::open(path, ',', names));
  if (csv.has(0) == csv.has(1)) {
    return malformed(
        csv.header_place() + (csv.has(0) ? "both a column local_id and a column nhs_number"
                                         : "no column called local_id or nhs_number"),
        "an exclusion list is a CSV with one of these two names in its first line and "
        "one person in each line below");
  }
  // In another code page, an id with a letter outside ASCII would not be found, and its person not
  // left out.
  const std::uint64_t other = csv.encoding().first_other;
  if (other == 0) return csv;
  return malformed(path + ":" + std::to_string(other) + ": not UTF-8", "save it as CSV UTF-8");
}

}  // namespace

Result<Exclusions> Exclusions::load(const std::vector<std::string>& paths,
                                    Standardiser& standardiser) {
  Exclusions exclusions(standardiser);
  for (const std::string& path : paths) TRY(exclusions.read(path));
  return exclusions;
}

Status Exclusions::read(const std::string& path) {
  HeadedCsv csv = TRY(open_list(path));
  lists_.push_back({path});
  while (TRY(csv.next())) {
    const std::string place = path + ":" + std::to_string(csv.line()) + ": ";
    if (csv.wrong_cell_count()) return malformed(place + "wrong number of cells");
    if (csv.has(0)) {
      const std::string_view id = trim_local_id(csv.cell(0));
      if (reject_local_id(id)) return malformed(place + "not a local_id");
      add(local_ids_, plain_id(id));
    } else {
      std::string number;
      if (standardiser_->standardise(Field::nhs_number, csv.cell(1), number) !=
          CellState::present) {
        return malformed(place + "not an NHS number",
                         "fix the list: everyone on it must be excluded");
      }
      add(nhs_numbers_, number);
    }
  }
  return {};
}

Status Exclusions::applies_to(const std::string& path, bool has_nhs_numbers) const {
  if (nhs_numbers_.empty() || has_nhs_numbers) return {};
  return refused(path + ": no NHS numbers, but an exclusion list names people by NHS number",
                 "name people by local_id in the list");
}

std::string_view question_about(const Exclusions::List& list) {
  return list.found == 0 && list.listed > 0 ? ": is this the right list for this export?" : "";
}

std::vector<std::string> describe(const std::vector<Exclusions::List>& lists) {
  if (lists.empty()) return {"nobody was excluded: no list was given (--exclude)"};
  std::vector<std::string> lines;
  for (const Exclusions::List& list : lists) {
    if (list.listed == 0) {
      lines.push_back("excluded by " + list.path + ": nobody, because the list names nobody");
      continue;
    }
    lines.push_back("excluded by " + list.path + ": " + std::to_string(list.found) + " of the " +
                    std::to_string(list.listed) + " listed" + std::string(question_about(list)));
  }
  return lines;
}

void Exclusions::add(Entries& entries, const std::string& key) {
  const auto list = static_cast<std::uint32_t>(lists_.size() - 1);
  const auto [begin, end] = entries.equal_range(key);
  if (std::any_of(begin, end, [&](const auto& entry) { return entry.second.list == list; })) return;
  entries.emplace(key, Entry{list, false});
  ++lists_.back().listed;
}

bool Exclusions::find(Entries& entries, std::string_view key) {
  if (entries.empty()) return false;
  key_.assign(key);
  const auto [begin, end] = entries.equal_range(key_);
  for (auto entry = begin; entry != end; ++entry) {
    if (!entry->second.found) ++lists_[entry->second.list].found;
    entry->second.found = true;
  }
  return begin != end;
}

// Looks all of them up, so that every list counts the people found.
bool Exclusions::exclude(std::string_view local_id, std::string_view nhs_number_cells,
                         std::string_view other_ids) {
  const bool by_id = has_local_ids() && find(local_ids_, plain_id(local_id));
  const bool by_number = has_nhs_numbers() && find_number_in_any(nhs_number_cells);
  const bool by_other_id = has_local_ids() && find_id_in_any(other_ids);
  return by_id || by_number || by_other_id;
}

bool Exclusions::find_number_in_any(std::string_view cells) {
  bool found = false;
  while (!cells.empty()) {
    const std::string_view cell = take_line(cells);
    if (!cell.empty()) found = find_numbers(cell) || found;
  }
  return found;
}

bool Exclusions::find_id_in_any(std::string_view ids) {
  bool found = false;
  while (!ids.empty()) {
    const std::string_view id = trim(take_line(ids));
    if (!id.empty()) found = find(local_ids_, plain_id(id)) || found;
  }
  return found;
}

Status Exclusions::check_unread(std::span<const std::string_view> cells, const std::string& path,
                                std::uint64_t line) {
  for (const std::string_view cell : cells) {
    if (!exclude(cell, {}) && (nhs_numbers_.empty() || !find_numbers(cell))) continue;
    return refused(
        path + ":" + std::to_string(line) +
            ": more or fewer cells than the header, and a cell names somebody on an exclusion list",
        "fix the row: until its cells are right, the program cannot find that person's other rows");
  }
  return {};
}

// Finds runs of ten digits without leading zeros, also across characters that are not letters. A
// cell in an unusual form is not a linking key, but the person that it names must still be found.
bool Exclusions::find_numbers(std::string_view cell) {
  std::string number;
  bool found = standardiser_->standardise(Field::nhs_number, cell, number) == CellState::present &&
               find(nhs_numbers_, number);
  for (const bool joined : {false, true}) {
    digits_.clear();
    for (const char c : joined ? without_fraction(cell) : cell) {
      if (is_digit(c)) {
        digits_ += c;
      } else if (!joined || is_upper(to_upper(c))) {
        digits_ += ' ';
      }
    }
    for (std::string_view rest = digits_; !rest.empty();) {
      std::string_view run = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), run.size() + 1));
      while (run.starts_with('0')) run.remove_prefix(1);
      found = (run.size() == kNhsNumber && find(nhs_numbers_, run)) || found;
    }
  }
  return found;
}

}  // namespace tally::encoder
