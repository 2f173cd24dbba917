#include "encoder/readers/joined_table.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>

#include "encoder/readers/headed_csv.h"
#include "encoder/record/local_id.h"

namespace tally::encoder {
namespace {

constexpr std::uint32_t kNoRow = UINT32_MAX;
// A row's place in its bucket, twice because there are at most twice as many buckets as rows.
constexpr std::uint64_t kIndexBytes = 3 * sizeof(std::uint32_t);

}  // namespace

Result<JoinedTable> JoinedTable::load(const std::string& path, const std::string& key,
                                      std::span<const std::string> wanted,
                                      std::uint64_t max_bytes) {
  std::vector<std::string> names = {key};
  names.insert(names.end(), wanted.begin(), wanted.end());
  HeadedCsv csv = TRY(HeadedCsv::open(path, ',', names));
  if (!csv.has(0)) return malformed(csv.header_place() + "no column \"" + key + "\"");
  JoinedTable table;
  table.path_ = path;
  table.columns_ = names.size();
  for (std::size_t i = 1; i < names.size(); ++i) table.has_.push_back(csv.has(i));
  TRY(table.add_rows(csv, max_bytes));
  table.index_rows();
  return table;
}

Status JoinedTable::add_rows(HeadedCsv& csv, std::uint64_t max_bytes) {
  std::uint64_t bytes = 0;
  for (;;) {
    const bool more = TRY(csv.next());
    if (!more) break;
    const std::string_view key = trim_local_id(csv.cell(0));
    if (csv.wrong_cell_count() || key.empty()) {
      ++(csv.wrong_cell_count() ? wrong_cell_count_ : no_key_);
      continue;
    }
    bytes += key.size() + columns_ * sizeof(std::uint32_t) + kIndexBytes;
    for (std::size_t i = 1; i < columns_; ++i) bytes += csv.cell(i).size();
    if (bytes > max_bytes) {
      return malformed(csv.path() + ":" + std::to_string(csv.line()) +
                           ": the table has more than " + std::to_string(max_bytes) +
                           " bytes in the columns that the profile reads",
                       "leave out the rows of people who are not in the export");
    }
    for (std::size_t i = 0; i < columns_; ++i) {
      text_ += i == 0 ? key : csv.cell(i);
      ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    }
  }
  code_page_ = csv.remarks();
  return {};
}

void JoinedTable::index_rows() {
  next_.assign(ends_.size() / columns_, kNoRow);
  is_matched_.assign(next_.size(), false);
  first_.assign(std::bit_ceil(next_.size() + 1), kNoRow);
  for (std::uint32_t row = rows(); row-- > 0;) {
    std::uint32_t& first = first_[bucket(stored(row, 0))];
    next_[row] = first;
    first = row;
  }
}

std::size_t JoinedTable::bucket(std::string_view key) const {
  return XXH3_64bits(key.data(), key.size()) & (first_.size() - 1);
}

std::string_view JoinedTable::stored(std::uint32_t row, std::size_t column) const {
  const std::size_t at = row * columns_ + column;
  const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
  return std::string_view(text_).substr(begin, ends_[at] - begin);
}

void JoinedTable::find(std::string_view key, std::vector<std::uint32_t>& rows) {
  rows.clear();
  const std::string_view trimmed = trim_local_id(key);
  if (trimmed.empty()) return;
  for (std::uint32_t row = first_[bucket(trimmed)]; row != kNoRow; row = next_[row]) {
    if (stored(row, 0) != trimmed) continue;
    rows.push_back(row);
    is_matched_[row] = true;
  }
}

std::vector<std::string> JoinedTable::remarks(Unmatched unmatched) const {
  std::vector<std::string> lines = code_page_;
  const auto add = [&](std::string_view what, std::uint64_t count) {
    if (count > 0) lines.push_back(path_ + ": " + std::string(what) + ": " + std::to_string(count));
  };
  add("rows left out for more or fewer cells than the header", wrong_cell_count_);
  add("rows left out for an empty key", no_key_);
  if (unmatched == Unmatched::counted) {
    add("rows without a record",
        static_cast<std::uint64_t>(std::ranges::count(is_matched_, false)));
  }
  return lines;
}

}  // namespace tally::encoder
