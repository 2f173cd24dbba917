// The standardiser's lists, in standard form. docs/formats/standardiser.md prints them and gives
// the reasons; a test compares the two. A change needs a new kStandardiserVersion.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tally::encoder {

// A few words of at most 31 ASCII characters. Nearly every value is not in a list; its first
// character and length show this.
template <std::size_t N>
class WordList {
 public:
  constexpr WordList(const std::string_view (&words)[N]) {  // NOLINT: implicit
    std::copy_n(words, N, words_.begin());
    for (const std::string_view word : words_) sizes(word) |= 1U << word.size();
  }
  constexpr auto begin() const { return words_.begin(); }
  constexpr auto end() const { return words_.end(); }

  constexpr bool has(std::string_view word) const {
    if (word.empty() || word.size() > 31 || (sizes(word) >> word.size() & 1U) == 0) return false;
    return std::find(begin(), end(), word) != end();
  }
  // Whether text begins with one of the words.
  constexpr bool has_beginning_of(std::string_view text) const {
    if (text.empty() || sizes(text) == 0) return false;
    return std::any_of(begin(), end(), [&](std::string_view w) { return text.starts_with(w); });
  }

 private:
  // For each first character, a bit for each length of its words.
  constexpr std::uint32_t& sizes(std::string_view word) { return sizes_[word[0] & 0x7f]; }
  constexpr std::uint32_t sizes(std::string_view word) const { return sizes_[word[0] & 0x7f]; }

  std::array<std::string_view, N> words_;
  std::array<std::uint32_t, 128> sizes_{};
};

// Dropped in front of a name, if a name remains.
inline constexpr WordList kTitles({"DR", "MASTER", "MISS", "MR", "MRS", "MS", "MSTR", "MX", "PROF",
                                   "PROFESSOR", "REV", "REVEREND", "SIR"});

// Dropped at the end of a name, if a name remains.
inline constexpr WordList kSuffixes({"ESQ", "II", "III", "IV", "JNR", "JR", "SNR", "SR"});

// Joined to the next word in a surname.
inline constexpr WordList kParticles({"ABD",   "ABDEL", "ABDUL", "ABU", "AF",  "AL",  "AP",  "AV",
                                      "BIN",   "BINT",  "D",     "DA",  "DAS", "DE",  "DEI", "DEL",
                                      "DELLA", "DEN",   "DER",   "DES", "DI",  "DO",  "DOS", "DU",
                                      "EL",    "FITZ",  "IBN",   "LA",  "LAS", "LE",  "LOS", "MAC",
                                      "MC",    "NI",    "NIC",   "O",   "ST",  "TEN", "TER", "UD",
                                      "UL",    "UR",    "VAN",   "VON", "ZU",  "ZUM", "ZUR"});

// Placeholders as the whole of any value.
inline constexpr WordList kUnknown({"MISSING",
                                    "N A",
                                    "N K",
                                    "NK",
                                    "NO DATA",
                                    "NOT APPLICABLE",
                                    "NOT AVAILABLE",
                                    "NOT DISCLOSED",
                                    "NOT GIVEN",
                                    "NOT KNOWN",
                                    "NOT PROVIDED",
                                    "NOT RECORDED",
                                    "NOT SPECIFIED",
                                    "NOT STATED",
                                    "NOT SUPPLIED",
                                    "NULL",
                                    "REFUSED",
                                    "TBC",
                                    "TO BE CONFIRMED",
                                    "UNK",
                                    "UNKNOWN",
                                    "WITHHELD"});

// Placeholders as the whole of a forename, middle name or surname.
inline constexpr WordList kNoName(
    {"ANON",           "DELETED",      "DELETED RECORD", "FNU",           "LNU",
     "NAME NOT KNOWN", "NAME UNKNOWN", "NO NAME",        "NO NAME GIVEN", "NONE",
     "NOT NAMED",      "TEST CHILD",   "TEST PATIENT",   "TEST PUPIL",    "TEST RECORD",
     "TEST TEST",      "UNBORN",       "UNBORN BABY",    "UNBORN CHILD",  "UNNAMED"});

// Beginnings of placeholders for a forename, middle name or surname.
inline constexpr WordList kNoNameBegins({"ANONYM", "BABY OF ", "DO NOT USE", "DUPLICATE",
                                         "INFANT OF "});

// Placeholders as the whole of a forename or middle name.
inline constexpr WordList kNoForename({"NFN", "NO FIRST NAME", "NO FORENAME", "STILLBORN", "TEST"});

// Beginnings of placeholders for a forename or middle name.
inline constexpr WordList kNoForenameBegins({"BABY BOY ", "BABY GIRL ", "UNBORN "});

// A forename or middle name of an unnamed child: all its words are in these two lists, and at least
// one in the first.
inline constexpr WordList kUnnamedChild({"BABY", "INFANT", "NEWBORN", "TRIPLET", "TWIN", "UNBORN"});
inline constexpr WordList kUnnamedChildDetail({"1",      "2",   "3",     "A",      "B",
                                               "BOY",    "C",   "CHILD", "FEMALE", "GIRL",
                                               "I",      "II",  "III",   "MALE",   "NO",
                                               "NUMBER", "ONE", "THREE", "TWO",    "UNNAMED"});

// Placeholders as the whole of the middle names.
inline constexpr WordList kNoMiddleName({"NA", "NIL", "NMN", "NO MIDDLE NAME", "NO MIDDLE NAMES"});

// Placeholders as the whole of a house, street or town.
inline constexpr WordList kNoAddress({"ADDRESS NOT KNOWN", "ADDRESS UNKNOWN", "NFA", "NO ADDRESS",
                                      "NO FIXED ABODE", "NO FIXED ADDRESS", "NONE",
                                      "OF NO FIXED ABODE"});

// Placeholders as the whole of a postcode, in addition to every postcode that begins with ZZ99 or
// is all zeros.
inline constexpr WordList kNoPostcode({"NF11NF", "NFA", "NOFIXEDABODE", "NONE", "NOPOSTCODE",
                                       "XX11XX"});

// Placeholders as the whole of a sex, or as its first word.
inline constexpr WordList kNoSex({"0",           "00",     "03",  "04",     "09",
                                  "3",           "4",      "9",   "I",      "INDETERMINATE",
                                  "INTERSEX",    "N",      "NON", "NONE",   "NOT",
                                  "OTHER",       "PREFER", "U",   "UNBORN", "UNKNOWN",
                                  "UNSPECIFIED", "X",      "Z"});

}  // namespace tally::encoder
