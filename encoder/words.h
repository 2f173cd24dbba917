// The standardiser's lists, in standard form. docs/formats/standardiser.md prints them and says
// why; a test holds the two together. A change is a new kStandardiserVersion.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace tally::encoder {

template <std::size_t N>
using WordList = std::array<std::string_view, N>;

template <std::size_t N>
constexpr bool contains(const WordList<N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// In front of a name, dropped if a name remains.
inline constexpr auto kTitles =
    std::to_array<std::string_view>({"DR", "MASTER", "MISS", "MR", "MRS", "MS", "MSTR", "MX",
                                     "PROF", "PROFESSOR", "REV", "REVEREND", "SIR"});

// At the end of a name, dropped if a name remains.
inline constexpr auto kSuffixes =
    std::to_array<std::string_view>({"ESQ", "II", "III", "IV", "JNR", "JR", "SNR", "SR"});

// In a surname, joined to the next word.
inline constexpr auto kParticles = std::to_array<std::string_view>(
    {"ABD", "ABDEL", "ABDUL", "ABU", "AF",    "AL",  "AP",  "AV",  "BIN", "BINT", "D",   "DA",
     "DAS", "DE",    "DEI",   "DEL", "DELLA", "DEN", "DER", "DES", "DI",  "DO",   "DOS", "DU",
     "EL",  "FITZ",  "IBN",   "LA",  "LAS",   "LE",  "LOS", "MAC", "MC",  "NI",   "NIC", "O",
     "ST",  "TEN",   "TER",   "UD",  "UL",    "UR",  "VAN", "VON", "ZU",  "ZUM",  "ZUR"});

// As the whole of any value.
inline constexpr auto kUnknown = std::to_array<std::string_view>({"MISSING",
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

// As the whole of a forename, middle name or surname.
inline constexpr auto kNoName = std::to_array<std::string_view>(
    {"ANON",           "ANONYMOUS",    "DELETED",    "DELETED RECORD", "FNU",       "LNU",
     "NAME NOT KNOWN", "NAME UNKNOWN", "NO NAME",    "NO NAME GIVEN",  "NONE",      "NOT NAMED",
     "TEST CHILD",     "TEST PATIENT", "TEST PUPIL", "TEST RECORD",    "TEST TEST", "UNBORN",
     "UNBORN BABY",    "UNBORN CHILD", "UNNAMED"});

// How such a forename, middle name or surname begins.
inline constexpr auto kNoNameBegins =
    std::to_array<std::string_view>({"BABY OF ", "DO NOT USE", "DUPLICATE", "INFANT OF "});

// As the whole of a forename or middle name.
inline constexpr auto kNoForename =
    std::to_array<std::string_view>({"NFN", "NO FIRST NAME", "NO FORENAME", "STILLBORN", "TEST"});

// How such a forename or middle name begins.
inline constexpr auto kNoForenameBegins =
    std::to_array<std::string_view>({"BABY BOY ", "BABY GIRL ", "UNBORN "});

// A forename or middle name all of whose words are of these two lists, one at least of the first:
// an unnamed child.
inline constexpr auto kUnnamedChild =
    std::to_array<std::string_view>({"BABY", "INFANT", "NEWBORN", "TRIPLET", "TWIN", "UNBORN"});
inline constexpr auto kUnnamedChildDetail = std::to_array<std::string_view>(
    {"1", "2",  "3",   "A",    "B",  "BOY",    "C",   "CHILD", "FEMALE", "GIRL",
     "I", "II", "III", "MALE", "NO", "NUMBER", "ONE", "THREE", "TWO",    "UNNAMED"});

// As the whole of the middle names.
inline constexpr auto kNoMiddleName =
    std::to_array<std::string_view>({"NA", "NIL", "NMN", "NO MIDDLE NAME", "NO MIDDLE NAMES"});

// As the whole of a house, street or town.
inline constexpr auto kNoAddress = std::to_array<std::string_view>(
    {"ADDRESS NOT KNOWN", "ADDRESS UNKNOWN", "NFA", "NO ADDRESS", "NO FIXED ABODE",
     "NO FIXED ADDRESS", "NONE", "OF NO FIXED ABODE"});

// As the whole of a postcode; with these every one that begins with ZZ99 or is all noughts.
inline constexpr auto kNoPostcode = std::to_array<std::string_view>(
    {"NF11NF", "NFA", "NOFIXEDABODE", "NONE", "NOPOSTCODE", "XX11XX"});

// As the whole of a sex, or as its first word.
inline constexpr auto kNoSex = std::to_array<std::string_view>(
    {"0",           "00", "03",  "04",   "09",  "3",     "4",      "9", "I",      "INDETERMINATE",
     "INTERSEX",    "N",  "NON", "NONE", "NOT", "OTHER", "PREFER", "U", "UNBORN", "UNKNOWN",
     "UNSPECIFIED", "X",  "Z"});

static_assert(std::ranges::is_sorted(kTitles) && std::ranges::is_sorted(kSuffixes) &&
              std::ranges::is_sorted(kParticles) && std::ranges::is_sorted(kUnknown) &&
              std::ranges::is_sorted(kNoName) && std::ranges::is_sorted(kNoForename) &&
              std::ranges::is_sorted(kUnnamedChild) &&
              std::ranges::is_sorted(kUnnamedChildDetail) &&
              std::ranges::is_sorted(kNoMiddleName) && std::ranges::is_sorted(kNoAddress) &&
              std::ranges::is_sorted(kNoPostcode) && std::ranges::is_sorted(kNoSex));

}  // namespace tally::encoder
