// StandardRecord -> the row of a submission: filters and tokens under the keys of one agreement.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "encoder/record.h"
#include "encoder/tokenise.h"
#include "protocol/encodings.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {

// Keys for the columns that one data set supplies. Not thread-safe.
class Hasher {
 public:
  Hasher(const Encoding& encoding, const RowLayout& layout, const keys::Derivation& derivation);

  // Writes all columns of the row (layout.row_size bytes); the reference in front is left alone. A
  // missing field inserts nothing, so that it never agrees with another.
  void hash(const StandardRecord& record, std::span<std::uint8_t> row);

 private:
  struct FeatureKey {
    Feature feature;
    std::size_t key;  // in keys_
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
  void insert(const FeatureKey& feature, const StandardRecord& record,
              std::span<std::uint8_t> bits);

  std::vector<keys::PositionKey> keys_;
  std::vector<FilterColumn> filters_;
  std::vector<TokenColumn> tokens_;
  TokenList list_;
  std::vector<std::uint32_t> positions_;
};

}  // namespace tally::encoder
