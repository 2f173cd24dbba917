// StandardRecord -> the row of a submission: filters and tokens under the keys of one agreement.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "encoder/mask_cache.h"
#include "encoder/record.h"
#include "encoder/tokenise.h"
#include "protocol/encodings.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {

// Keys for the columns that one data set supplies. Values and tokens repeat from record to record,
// and so what they set is kept: of a value its mask, of a token its positions. Not thread-safe.
class Hasher {
 public:
  static constexpr std::size_t kMemory = 8 << 20;

  // memory bounds, in bytes, what is kept of values; a quarter as much is kept of tokens.
  Hasher(const Encoding& encoding, const RowLayout& layout, const keys::Derivation& derivation,
         std::size_t memory = kMemory);

  // Writes all columns of the row (layout.row_size bytes); the reference in front is left alone. A
  // missing field inserts nothing, so that it never agrees with another.
  void hash(const StandardRecord& record, std::span<std::uint8_t> row);

 private:
  struct FeatureKey {
    Feature feature;
    std::size_t key;     // in keys_
    std::size_t number;  // among the features of all filters
    Repeats repeats;
    MaskCache::Key looked_up;  // of the record at hand
  };
  struct FilterColumn {
    RowLayout::Slot slot;
    std::optional<Field> needs;
    std::vector<FeatureKey> features;
  };
  struct TokenColumn {
    RowLayout::Slot slot;
    Field field;
    keys::TokenKey key;
  };
  void add_filter(const Column& column, const RowLayout::Slot& slot,
                  const keys::Derivation& derivation);
  void look_up(const StandardRecord& record);
  void add(FeatureKey& feature, const StandardRecord& record, Words bits);
  void fill(const FeatureKey& feature, std::string_view value, Words mask);
  void insert(std::size_t key, std::string_view token, std::size_t count, Words mask);

  std::vector<keys::PositionKey> keys_;
  std::vector<FilterColumn> filters_;
  std::vector<TokenColumn> tokens_;
  std::size_t features_ = 0;
  MaskCache values_kept_;
  MaskCache tokens_kept_;
  TokenList list_;
  std::vector<std::uint64_t> filter_;     // with room for the widest
  std::vector<std::uint32_t> positions_;  // with room for the most
};

}  // namespace tally::encoder
