// StandardRecord -> the bands of a row, of all columns of bands under the keys of one agreement.
//
// Weighted minhashing: token t of weight w has the exponential variate e(t) / w at each place of
// each band, and the place goes to the token of least variate. Two records agree at a place with
// the probability of their tokens' Jaccard similarity by weight [MoultonJiang2018], and in a band
// of r places with its r-th power. A band is a pseudorandom function of its tokens, so it shows
// nothing but whether another record has the same band. docs/formats/encodings.md, section 4.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "encoder/hash/mask_cache.h"
#include "encoder/hash/minima.h"
#include "encoder/hash/tokenise.h"
#include "encoder/record/record.h"
#include "protocol/agreement/encodings.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {

// Not thread-safe.
class BandHasher {
 public:
  // memory bounds, in bytes, the cache of tokens.
  BandHasher(const Encoding& encoding, const RowLayout& layout, const keys::Derivation& derivation,
             std::size_t memory);
  ~BandHasher();
  BandHasher(BandHasher&&) = default;

  // Writes the bands of the row. A column without a field of each kind that it joins is zeros.
  void hash(const StandardRecord& record, std::span<std::uint8_t> row);

 private:
  // A field with its tokens and weight, in however many columns.
  struct Part {
    Feature feature;
    std::size_t space;  // in spaces_
  };
  // Parts that follow one another in every column that has one of them: their minima are found
  // once.
  struct Group {
    std::vector<std::size_t> parts;  // in parts_
    bool present = false;
    Minima minima = {};
  };
  struct BandColumn {
    RowLayout::Slot slot;
    std::uint32_t hashes;
    std::vector<std::vector<Field>> joins;
    std::vector<std::size_t> parts;   // in parts_
    std::vector<std::size_t> groups;  // in groups_: the same parts
    keys::BlockKey key;
  };
  void add_column(const Column& column, const RowLayout::Slot& slot,
                  const keys::Derivation& derivation);
  std::size_t space_of(std::string_view space, const keys::Derivation& derivation);
  std::size_t part_of(const Feature& feature, std::size_t space);
  void make_groups();
  bool always_follows(std::size_t part, std::size_t before) const;
  void fill(Group& group, const StandardRecord& record);
  void take(Group& group, const Part& part);
  Words look_up(std::size_t space, std::string_view token);
  void write(BandColumn& column, std::span<std::uint8_t> cell);

  std::vector<std::string> space_names_;
  std::vector<keys::MinhashKey> spaces_;
  std::vector<Part> parts_;
  std::vector<Group> groups_;
  std::vector<BandColumn> columns_;
  std::size_t bands_ = 0;   // the most of any column
  std::size_t hashes_ = 0;  // of any column: place p of band b is b * hashes_ + p
  std::optional<MaskCache> tokens_kept_;
  std::vector<std::uint64_t> token_words_;       // of a token that is not kept
  std::vector<keys::TokenIdentity> identities_;  // of the record's tokens, hashes_ each
  Minima minima_;                                // of a column
  Bytes blocks_;                                 // of a column, a block each band
  TokenList list_;                               // of a part
};

}  // namespace tally::encoder
