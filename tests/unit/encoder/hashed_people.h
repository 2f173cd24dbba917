// The people of the vectors as rows of one of their agreements, for the tests of hashing.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <string>
#include <utility>

#include "encoder/hash/harden.h"
#include "encoder/hash/hash.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::encoder::hashed_people {

inline StandardRecord record_of(const Json& person) {
  StandardRecord record;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (const Json* value = person.find(kFieldNames[i]))
      record.values.values[i] = *value->as_string();
  }
  return record;
}

inline std::array<std::uint8_t, keys::Secret::kSize> secret_bytes() {
  const Bytes bytes = protocol_vectors::bytes(protocol_vectors::vectors(), "secret");
  std::array<std::uint8_t, keys::Secret::kSize> array{};
  REQUIRE(bytes.size() == array.size());
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

// A data set that supplies all columns.
inline Dataset whole_dataset(const Encoding& encoding) {
  Dataset dataset;
  for (const Column& column : encoding.columns) dataset.columns.push_back(column.name);
  return dataset;
}

// The objects for one agreement of the vectors.
struct Fixture {
  explicit Fixture(const std::string& file) : Fixture(protocol_vectors::agreement(file)) {}
  explicit Fixture(Agreement under)
      : agreement(std::move(under)),
        secret(keys::Secret::from_bytes(secret_bytes())),
        derivation(secret, agreement.terms().project, agreement.encoding_fingerprint()),
        layout(RowLayout::of(agreement.encoding(), whole_dataset(agreement.encoding()))),
        hasher(agreement.encoding(), layout, derivation),
        hardener(agreement.encoding(), layout, derivation),
        row(layout.row_size) {}

  ByteView hash(const StandardRecord& record) {
    hasher.hash(record, row);
    return hardener.harden(row).bytes();
  }
  ByteView column(std::string_view name) const {
    for (const RowLayout::Slot& slot : layout.slots) {
      if (slot.name == name) return ByteView(row).subspan(slot.offset, slot.size);
    }
    return {};
  }
  std::size_t bits_set(std::string_view name) const {
    std::size_t bits = 0;
    for (const std::uint8_t byte : column(name))
      bits += static_cast<std::size_t>(std::popcount(byte));
    return bits;
  }

  Agreement agreement;
  keys::Secret secret;
  keys::Derivation derivation;
  RowLayout layout;
  Hasher hasher;
  Hardener hardener;
  Bytes row;
};

}  // namespace tally::encoder::hashed_people
