// A CSV file of a table. A key joins its rows to records. It is loaded whole, but only with the key
// and the wanted columns.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"

namespace tally::encoder {

class HeadedCsv;

class JoinedTable {
 public:
  // The limit for the kept text and its index.
  static constexpr std::uint64_t kMaxBytes = std::uint64_t{4} << 30U;

  // malformed: no column `key`, a wanted column that comes twice, more than max_bytes to keep.
  // Commas separate its cells, even if the export has another delimiter.
  static Result<JoinedTable> load(const std::string& path, const std::string& key,
                                  std::span<const std::string> wanted,
                                  std::uint64_t max_bytes = kMaxBytes);

  bool has(std::size_t wanted) const { return has_[wanted]; }
  // Fills rows with the rows that have this key, in the order of the file. Keys are compared
  // without spaces around them. An empty key has no rows.
  void find(std::string_view key, std::vector<std::uint32_t>& rows);
  std::string_view cell(std::uint32_t row, std::size_t wanted) const {
    return stored(row, 1 + wanted);
  }

  // Remarks on the code page and on rows left out. With Unmatched::counted, also how many rows
  // find() has never returned.
  enum class Unmatched : std::uint8_t { left_out, counted };
  std::vector<std::string> remarks(Unmatched unmatched) const;

 private:
  JoinedTable() = default;
  Status add_rows(HeadedCsv& csv, std::uint64_t max_bytes);
  void index_rows();
  std::size_t bucket(std::string_view key) const;
  std::string_view stored(std::uint32_t row, std::size_t column) const;
  std::uint32_t rows() const { return static_cast<std::uint32_t>(next_.size()); }

  std::string path_;
  std::size_t columns_ = 1;          // the key, then the wanted ones
  std::vector<bool> has_;            // of each wanted
  std::string text_;                 // the cells, row after row
  std::vector<std::uint32_t> ends_;  // of each cell, in text_
  // Rows by the hash of their key: the first row of each bucket, and for each row the next in its
  // bucket, ascending.
  std::vector<std::uint32_t> first_, next_;
  std::vector<bool> is_matched_;
  std::uint64_t wrong_cell_count_ = 0, no_key_ = 0;
  std::vector<std::string> code_page_;
};

}  // namespace tally::encoder
