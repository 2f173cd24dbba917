// A row of cells -> its filter: format -> tokenise -> hash -> unite -> fold -> base64.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "encoder/clkhash/filter.h"
#include "encoder/clkhash/formats.h"
#include "encoder/clkhash/keys.h"
#include "encoder/clkhash/schema.h"
#include "encoder/clkhash/token_hash.h"
#include "encoder/clkhash/tokens.h"
#include "encoder/hash/mask_cache.h"

namespace tally::encoder::clkhash {

// Cells and tokens repeat from row to row, so caches keep their masks: of a cell, and of a token
// with its number of insertions. Not thread-safe: give each thread its own. All give the same
// results.
class ClkRowEncoder {
 public:
  static constexpr std::size_t kMemory = 4 << 20;

  // memory bounds, in bytes, the cache of cells; the cache of tokens has a quarter as much.
  ClkRowEncoder(Schema schema, ByteView secret, Validation validation,
                std::size_t memory = kMemory);

  const Schema& schema() const { return schema_; }

  // Appends the row's filter in base64. The cells are UTF-8. malformed: the row does not have one
  // cell for each feature, or a bad cell, with its column and never its value. Do not call this
  // again after an error: the cache may hold half a mask of the bad cell.
  Status encode(std::span<const std::string_view> row, std::string& out);

 private:
  Status add(std::size_t feature, std::string_view cell);
  Status fill(std::size_t feature, std::string_view cell, Words mask);
  void insert(std::size_t feature, std::string_view token, std::uint32_t insertions, Words mask);
  void insert_block(std::size_t feature, std::string_view token, std::uint32_t number,
                    std::uint32_t count, Words mask);

  Schema schema_;
  Validation validation_;
  bool failed_ = false;
  std::vector<std::optional<TokenHash>> hashes_;  // by feature
  std::vector<Repeats> repeats_;                  // by feature
  MaskCache cells_;
  MaskCache blocks_;  // of tokens
  Tokens list_;
  std::string storage_;
  std::vector<std::uint64_t> filter_;
};

}  // namespace tally::encoder::clkhash
