// StandardRecord -> the filters of a row that SAUL hardens [Armknecht2026], under the keys of one
// agreement.
//
// Each token has a random sign at each place, and votes with the weight with which it would be
// inserted into the filter. A majority is one bit; with one majority a filter is a SimHash of the
// tokens. A bit of the filter is the XOR of its majorities. docs/formats/encodings.md, section 4.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "encoder/hash/mask_cache.h"
#include "encoder/hash/tokenise.h"
#include "encoder/record/record.h"
#include "protocol/agreement/encodings.h"
#include "protocol/keys/derivation.h"

namespace tally::encoder {

inline bool is_saul(const Column& column) {
  return column.hardening && column.hardening->kind == Hardening::Kind::saul;
}

// Not thread-safe; wiped on destruction.
class SaulHasher {
 public:
  // memory bounds, in bytes, the cache of tokens.
  SaulHasher(const Encoding& encoding, const RowLayout& layout, const keys::Derivation& derivation,
             std::size_t memory);
  ~SaulHasher();
  SaulHasher(SaulHasher&&) = default;

  // Writes the row's filters that SAUL hardens. Without a token they are zeros.
  void hash(const StandardRecord& record, std::span<std::uint8_t> row);

 private:
  struct Part {
    Feature feature;
    std::size_t key;  // in keys_
  };
  struct Filter {
    RowLayout::Slot slot;
    std::optional<Field> needs;
    std::size_t majorities;
    std::vector<Part> parts;

    std::size_t words() const { return majorities * slot.bits / 64; }
  };
  void add_filter(const Column& column, const RowLayout::Slot& slot,
                  const keys::Derivation& derivation);
  void vote(const Filter& filter, const Part& part, std::string_view value);
  Words look_up(std::size_t key, std::string_view token, std::size_t words);
  void write(const Filter& filter, std::span<std::uint8_t> cell) const;
  bool bit(const Filter& filter, std::size_t place) const;

  std::vector<keys::SignKey> keys_;
  std::vector<Filter> filters_;
  std::optional<MaskCache> tokens_kept_;
  std::vector<std::uint64_t> token_words_;  // of a token that is not kept
  std::vector<std::uint32_t> votes_;        // for, by place: those of the first majority, then ...
  std::uint32_t all_votes_ = 0;             // for and against, at every place
  TokenList list_;
};

}  // namespace tally::encoder
