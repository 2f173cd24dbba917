// A row of cells -> its filter: format -> tokenise -> hash -> unite -> fold -> base64.
#pragma once

#include <array>
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
#include "encoder/mask_cache.h"

namespace tally::encoder::clkhash {

// Values and tokens repeat from row to row, and so what they set is kept: of a value its mask, of a
// token its blocks of positions, which serve whatever the number of insertions. Not thread-safe:
// threads each have one of their own, and every one gives the same.
class RowEncoder {
 public:
  static constexpr std::size_t kMemory = 4 << 20;

  // memory bounds, in bytes, the masks that are kept, and twice the positions.
  RowEncoder(Schema schema, ByteView secret, Validation validation, std::size_t memory = kMemory);

  const Schema& schema() const { return schema_; }

  // Appends the row's filter in base64. The cells are UTF-8. malformed: a row of another number of
  // cells than features, or a bad cell, with its column and never its value. That ends the run: the
  // cell may have been kept with half a mask, and so this is not called again.
  Status encode(std::span<const std::string_view> row, std::string& out);

 private:
  using Block = std::array<std::uint32_t, TokenHash::kBlock>;
  Status add(std::size_t feature, std::string_view cell);
  Status fill(std::size_t feature, std::string_view cell, Words mask);
  void insert(std::size_t feature, std::string_view token, std::uint32_t insertions, Words mask);
  Block block(std::size_t feature, std::string_view token, std::uint32_t number);

  // How often a column's cells were found again.
  struct Repeats {
    std::uint64_t cells = 0;
    std::uint64_t found = 0;
    bool worth_keeping() const { return cells < 4096 || found * 8 > cells; }
  };

  Schema schema_;
  Validation validation_;
  bool failed_ = false;
  std::vector<std::optional<TokenHash>> hashes_;  // by feature
  std::vector<Repeats> repeats_;                  // by feature
  MaskCache values_;                              // of whole cells
  MaskCache tokens_;                              // of blocks of positions
  Tokens list_;
  std::string storage_;
  std::vector<std::uint64_t> filter_;
};

}  // namespace tally::encoder::clkhash
