// The words of the agreement's format, each list in the order of its enum. Part of the file format.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace tally {

inline constexpr std::string_view kAgreementFormat = "tallystick-agreement/3";
// The name for a holder's own profile. Every other name is a profile of the encoder, and only the
// encoder knows these.
inline constexpr std::string_view kOwnProfile = "own";
inline constexpr std::array<std::string_view, 2> kPurposeWords = {"linkage", "rehearsal"};
inline constexpr std::array<std::string_view, 5> kRoleWords = {"holder", "key_maker", "linker",
                                                               "analyst", "governance"};
inline constexpr std::array<std::string_view, 3> kColumnKindWords = {"filter", "token", "bands"};
inline constexpr std::array<std::string_view, 5> kTokensWords = {
    "padded_bigrams", "positional_characters", "date_components", "date_digits", "value"};
inline constexpr std::array<std::string_view, 3> kInsertionsWords = {"bits", "k", "weight"};
inline constexpr std::array<std::string_view, 2> kHardeningWords = {"diffusion", "saul"};
inline constexpr std::array<std::string_view, 2> kHardeningCountWords = {"t", "majorities"};
inline constexpr std::array<std::string_view, 3> kRuleWords = {"exact", "threshold",
                                                               "without_truth"};
inline constexpr std::array<std::string_view, 2> kYesNoWords = {"no", "yes"};

template <std::size_t N, class Enum>
constexpr std::string_view word_of(const std::array<std::string_view, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

template <class Enum, std::size_t N>
constexpr std::optional<Enum> parse_word(const std::array<std::string_view, N>& words,
                                         std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace tally
