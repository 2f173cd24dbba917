// StandardRecord -> the row of a submission: filters, tokens and bands under the keys of one
// agreement.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "encoder/hash/band_hasher.h"
#include "encoder/hash/mask_cache.h"
#include "encoder/hash/saul_hasher.h"
#include "encoder/hash/tokenise.h"
#include "encoder/record/record.h"
#include "protocol/agreement/encodings.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {

// The keys for the columns that one data set supplies. Values and tokens repeat from record to
// record, so caches keep the mask of a value and the positions of a token. Not thread-safe.
class Hasher {
 public:
  static constexpr std::size_t kMemory = 8 << 20;

  // memory bounds, in bytes, the cache of values; the cache of tokens has a quarter as much, and
  // that of bands eight times as much, for its tokens are large; that of SAUL has as much again.
  Hasher(const Encoding& encoding, const RowLayout& layout, const keys::Derivation& derivation,
         std::size_t memory = kMemory);

  // Writes all columns of the row (layout.row_size bytes); the reference in front is not changed. A
  // missing field inserts nothing, so that it never agrees with another.
  void hash(const StandardRecord& record, std::span<std::uint8_t> row);

 private:
  struct FeatureKey {
    Feature feature;
    std::size_t key;  // in keys_
  };
  // A filter as words, and the place of these words in filter_words_.
  struct FilterColumn {
    RowLayout::Slot slot;
    std::optional<Field> needs;
    std::size_t begin, words;
  };
  // The bit positions that a field sets in one filter, and their place in the field's masks.
  struct Part {
    std::size_t filter;  // in filters_
    std::size_t begin;
    std::vector<FeatureKey> features;
  };
  // Everything that a field sets is together, so that a value is looked up once for all filters.
  struct FieldMasks {
    Field field;
    std::size_t words = 0;
    std::vector<Part> parts = {};
    Repeats repeats = {};
    MaskCache::Key looked_up = {};  // of the current record
  };
  struct TokenColumn {
    RowLayout::Slot slot;
    Field field;
    keys::TokenKey key;
  };
  void add_filter(const Column& column, const RowLayout::Slot& slot,
                  const keys::Derivation& derivation);
  Part& part_of(Field field, std::size_t filter);
  std::size_t words_of_most() const;
  void look_up(const StandardRecord& record);
  void add(FieldMasks& field, std::string_view value);
  Words words_of(const FilterColumn& filter);
  void fill(const FieldMasks& field, std::string_view value, Words masks);
  void fill(const FeatureKey& feature, Words mask);
  void insert(std::size_t key, std::string_view token, std::size_t count, Words mask);

  std::vector<keys::PositionKey> keys_;
  std::vector<FilterColumn> filters_;
  std::vector<FieldMasks> fields_;
  std::vector<TokenColumn> tokens_;
  BandHasher bands_;
  SaulHasher saul_;
  std::optional<MaskCache> values_kept_;
  MaskCache tokens_kept_;
  TokenList list_;
  std::vector<std::uint64_t> filter_words_;  // of all filters
  std::vector<std::uint64_t> masks_;         // of a value that the cache does not keep
  std::vector<std::uint32_t> positions_;     // with room for the most
};

}  // namespace tally::encoder
