// A CSV of its own whose rows belong to records by a key: loaded whole, but only the key and the
// columns that are wanted.
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
  // Of the text kept and its index.
  static constexpr std::uint64_t kMaxBytes = std::uint64_t{4} << 30U;

  // malformed: no column key, one that is wanted twice, more than max_bytes to keep. Commas
  // separate it, whatever separates the export.
  static Result<JoinedTable> load(const std::string& path, const std::string& key,
                                  std::span<const std::string> wanted,
                                  std::uint64_t max_bytes = kMaxBytes);

  bool has(std::size_t wanted) const { return has_[wanted]; }
  // The rows whose key is this, both without spaces around them, in the order of the file; an empty
  // key has none. Fills rows.
  void find(std::string_view key, std::vector<std::uint32_t>& rows);
  std::string_view cell(std::uint32_t row, std::size_t wanted) const {
    return stored(row, 1 + wanted);
  }

  // On the code page, on rows left out; `unmatched` adds how many rows no find() has given.
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
  // Rows by the hash of their key: a bucket's first row, and of each row the next of its bucket,
  // ascending.
  std::vector<std::uint32_t> first_, next_;
  std::vector<bool> is_matched_;
  std::uint64_t wrong_cell_count_ = 0, no_key_ = 0;
  std::vector<std::string> code_page_;
};

}  // namespace tally::encoder
