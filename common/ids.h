// Identifiers as types of their own, so that one cannot be passed for another.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace tally {

enum class DatasetIndex : std::uint16_t {};  // place of a data set in the agreement's list
enum class RecordIndex : std::uint32_t {};   // place of a record in one submission, by reference
enum class RowIndex : std::uint32_t {};      // place of a row in one submission (a record has 1..8)

template <class Id>
constexpr std::size_t at(Id id) {
  return static_cast<std::size_t>(id);
}

// Opaque bytes compared and ordered as unsigned bytes; Tag keeps kinds apart.
template <std::size_t N, class Tag>
struct Opaque {
  static constexpr std::size_t kSize = N;
  std::array<std::uint8_t, N> bytes{};
  friend auto operator<=>(const Opaque&, const Opaque&) = default;
};

// The name of a record outside its holder: keyed by the holder, stable from week to week.
using Reference = Opaque<16, struct ReferenceTag>;
// An analyst's name for a person.
using StudyId = Opaque<16, struct StudyIdTag>;
// The agreement's project, kept by amendments; salt of every key derivation.
using ProjectId = Opaque<16, struct ProjectTag>;
// SHA-256.
using Digest = Opaque<32, struct DigestTag>;

}  // namespace tally
