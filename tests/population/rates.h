// How often things happen: every rate of the population and of the data sets, each with its source.
// Rates are in ten thousand.
//
//   kids       differences between true matches in the children data of the linkage trials
//   ONS, DfE   published figures, rounded
//   notes      data-quality notes of councils, schools and NHS bodies
//   judgement  no figure was found
#pragma once

#include "tests/population/random.h"

namespace tally::population {

// ---- The population -------------------------------------------------------------------------

inline constexpr int kOldest = 18;  // years, completed
// Of families with children at home, 45 % have one, 40 % two, ... (ONS families 2023). These are
// births; twins add to them.
inline constexpr Rate kFamiliesOf1{4500};
inline constexpr Rate kFamiliesOf2{3950};
inline constexpr Rate kFamiliesOf3{1100};
inline constexpr Rate kFamiliesOf4{330};
inline constexpr int kMostBirths = 5;
inline constexpr Rate kTwinBirth{150};          // ONS: 14 to 15 maternities in a thousand
inline constexpr Rate kIdenticalTwins{3000};    // a third of twin births
inline constexpr Rate kTwinsSameInitial{2500};  // judgement
inline constexpr int kShortestGapDays = 300;    // between births
inline constexpr int kLongestGapDays = 1400;

inline constexpr Rate kFatherOfOtherOrigin{1200};  // ONS: a tenth of couples
// Which surname the children have; the rest have the father's. (judgement)
inline constexpr Rate kMothersSurname{1700};
inline constexpr Rate kJointSurname{1300};
inline constexpr Rate kJointWithoutHyphen{2000};    // of joint ones
inline constexpr Rate kChildWithOtherSurname{900};  // a half-sibling, a stepchild
inline constexpr Rate kSurnameChanged{900};         // once since birth
inline constexpr Rate kMiddleName{6000};            // kids: 45 % present in the fuller set
inline constexpr Rate kSecondMiddleName{1000};
inline constexpr Rate kKnownByShortForm{2200};  // of those whose name has one (judgement)
inline constexpr Rate kKnownByMiddleName{250};
inline constexpr Rate kKnownByOtherSpelling{600};  // of those whose name has one (judgement)

inline constexpr Rate kMovesEachYear{1000};  // ONS: one in ten
inline constexpr Rate kOtherHome{1100};      // parents living apart (ONS: a fifth of families)
// Of families. With the coverage below this gives 8 % of children. (DfE: some 5 % in a year; more
// over a childhood)
inline constexpr Rate kKnownToSocialCare{950};
inline constexpr Rate kRegisteredApart{
    1500};  // from brothers and sisters, at an older address (judgement)

// ---- What each data set holds and gets wrong -------------------------------------------------

struct DatasetRates {
  // Coverage.
  Rate age_0_3, age_4, age_5_15, age_16_18;  // of children (social: of families known to it)

  // Facts reported to it. The home or a surname may be from an earlier day, up to so many years
  // ago.
  Rate home_out_of_date;
  int home_years;
  Rate surname_out_of_date;
  int surname_years;
  Rate other_home;            // of those who have one
  Rate carers_home;           // a placement, shared by several children
  Rate known_as;              // writes the everyday name, if there is one
  Rate middle_names;          // asked for at all
  Rate middle_initial;        // of those
  Rate middle_with_forename;  // "Anna Maria" in the forename's cell
  Rate part_of_joint_surname, joint_surname_joined, joint_surname_turned;

  // Facts that it gets wrong.
  Rate forename_spelt_otherwise;  // of those with another spelling: Mohammed, Muhammad
  Rate forename_mistyped, middle_names_mistyped, surname_mistyped;
  Rate names_swapped;
  Rate day_month_swapped, birth_digit_wrong, birth_day_unknown, birth_first_of_january;
  Rate sex_wrong;
  Rate postcode_mistyped, house_mistyped, street_mistyped;

  // Values that are missing or say that they are.
  Rate newborn_unnamed;  // of children under three months
  Rate name_placeholder, birth_placeholder, postcode_placeholder;
  Rate no_birth, no_sex, no_postcode, no_house, no_street, no_town;

  // Numbers.
  Rate no_nhs_number, nhs_number_mistyped, nhs_number_of_mother, nhs_number_of_sibling;
  Rate nhs_number_placeholder;
  Rate no_upn, upn_mistyped, upn_of_sibling, upn_temporary;
  Rate upn_reason;  // of the missing: UN1 to UN5

  // Its style: the share of rows that are typed differently from its system's style.
  Rate other_case, accents_lost, apostrophe_lost, other_format;
};

// DfE: 93 % of children of school age are in state schools; sixth forms hold two in five of 16 to
// 18. Admission papers are checked, so errors are few. Addresses become outdated between terms
// (kids: 16 % differ from health's).
inline constexpr DatasetRates kSchoolRates = {.age_0_3 = {0},
                                              .age_4 = {8300},
                                              .age_5_15 = {9200},
                                              .age_16_18 = {4200},
                                              .home_out_of_date = {3500},
                                              .home_years = 3,
                                              .surname_out_of_date = {3000},
                                              .surname_years = 4,
                                              .other_home = {800},
                                              .carers_home = {20},
                                              .known_as = {1500},
                                              .middle_names = {7500},
                                              .middle_initial = {300},
                                              .middle_with_forename = {40},
                                              .part_of_joint_surname = {500},
                                              .joint_surname_joined = {200},
                                              .joint_surname_turned = {100},
                                              .forename_spelt_otherwise = {300},
                                              .forename_mistyped = {110},
                                              .middle_names_mistyped = {150},
                                              .surname_mistyped = {150},
                                              .names_swapped = {15},
                                              .day_month_swapped = {20},
                                              .birth_digit_wrong = {35},
                                              .birth_day_unknown = {0},
                                              .birth_first_of_january = {5},
                                              .sex_wrong = {10},
                                              .postcode_mistyped = {120},
                                              .house_mistyped = {120},
                                              .street_mistyped = {250},
                                              .newborn_unnamed = {0},
                                              .name_placeholder = {0},
                                              .birth_placeholder = {0},
                                              .postcode_placeholder = {10},
                                              .no_birth = {2},
                                              .no_sex = {2},
                                              .no_postcode = {80},
                                              .no_house = {250},
                                              .no_street = {250},
                                              .no_town = {500},
                                              .no_nhs_number = {0},
                                              .nhs_number_mistyped = {0},
                                              .nhs_number_of_mother = {0},
                                              .nhs_number_of_sibling = {0},
                                              .nhs_number_placeholder = {0},
                                              .no_upn = {90},
                                              .upn_mistyped = {20},
                                              .upn_of_sibling = {10},
                                              .upn_temporary = {60},
                                              .upn_reason = {0},
                                              .other_case = {200},
                                              .accents_lost = {5500},
                                              .apostrophe_lost = {700},
                                              .other_format = {300}};

// Written down from telephone calls and others' letters: more errors, more gaps (kids: 5 % of
// postcodes and 30 % of NHS numbers missing, 29 % of postcodes differ; notes: a child's row can
// have the mother's NHS number, two children can have one UPN, the day of birth can be unknown).
inline constexpr DatasetRates kSocialRates = {.age_0_3 = {8600},
                                              .age_4 = {8600},
                                              .age_5_15 = {8600},
                                              .age_16_18 = {7500},
                                              .home_out_of_date = {6000},
                                              .home_years = 4,
                                              .surname_out_of_date = {4000},
                                              .surname_years = 5,
                                              .other_home = {2000},
                                              .carers_home = {500},
                                              .known_as = {4500},
                                              .middle_names = {5000},
                                              .middle_initial = {300},
                                              .middle_with_forename = {100},
                                              .part_of_joint_surname = {1200},
                                              .joint_surname_joined = {400},
                                              .joint_surname_turned = {300},
                                              .forename_spelt_otherwise = {1200},
                                              .forename_mistyped = {400},
                                              .middle_names_mistyped = {400},
                                              .surname_mistyped = {450},
                                              .names_swapped = {90},
                                              .day_month_swapped = {70},
                                              .birth_digit_wrong = {90},
                                              .birth_day_unknown = {40},
                                              .birth_first_of_january = {40},
                                              .sex_wrong = {60},
                                              .postcode_mistyped = {300},
                                              .house_mistyped = {300},
                                              .street_mistyped = {600},
                                              .newborn_unnamed = {3000},
                                              .name_placeholder = {25},
                                              .birth_placeholder = {15},
                                              .postcode_placeholder = {100},
                                              .no_birth = {60},
                                              .no_sex = {150},
                                              .no_postcode = {400},
                                              .no_house = {900},
                                              .no_street = {800},
                                              .no_town = {2000},
                                              .no_nhs_number = {3500},
                                              .nhs_number_mistyped = {60},
                                              .nhs_number_of_mother = {60},
                                              .nhs_number_of_sibling = {15},
                                              .nhs_number_placeholder = {40},
                                              .no_upn = {2500},
                                              .upn_mistyped = {60},
                                              .upn_of_sibling = {25},
                                              .upn_temporary = {80},
                                              .upn_reason = {4000},
                                              .other_case = {2500},
                                              .accents_lost = {8500},
                                              .apostrophe_lost = {2500},
                                              .other_format = {1500}};

// Registered at birth and traced since: numbers are nearly complete, names are as first given,
// addresses are from the last contact (kids: 1 % of numbers missing, 0.5 % of sex; notes: newborns
// traced as "Baby", 1 January entered if only the year is known).
inline constexpr DatasetRates kHealthRates = {.age_0_3 = {9700},
                                              .age_4 = {9650},
                                              .age_5_15 = {9500},
                                              .age_16_18 = {9300},
                                              .home_out_of_date = {4500},
                                              .home_years = 5,
                                              .surname_out_of_date = {6000},
                                              .surname_years = 12,
                                              .other_home = {800},
                                              .carers_home = {30},
                                              .known_as = {800},
                                              .middle_names = {8500},
                                              .middle_initial = {400},
                                              .middle_with_forename = {80},
                                              .part_of_joint_surname = {700},
                                              .joint_surname_joined = {300},
                                              .joint_surname_turned = {150},
                                              .forename_spelt_otherwise = {400},
                                              .forename_mistyped = {160},
                                              .middle_names_mistyped = {200},
                                              .surname_mistyped = {220},
                                              .names_swapped = {40},
                                              .day_month_swapped = {30},
                                              .birth_digit_wrong = {45},
                                              .birth_day_unknown = {0},
                                              .birth_first_of_january = {25},
                                              .sex_wrong = {25},
                                              .postcode_mistyped = {150},
                                              .house_mistyped = {150},
                                              .street_mistyped = {350},
                                              .newborn_unnamed = {4000},
                                              .name_placeholder = {5},
                                              .birth_placeholder = {10},
                                              .postcode_placeholder = {60},
                                              .no_birth = {15},
                                              .no_sex = {40},
                                              .no_postcode = {90},
                                              .no_house = {280},
                                              .no_street = {260},
                                              .no_town = {900},
                                              .no_nhs_number = {150},
                                              .nhs_number_mistyped = {10},
                                              .nhs_number_of_mother = {8},
                                              .nhs_number_of_sibling = {5},
                                              .nhs_number_placeholder = {5},
                                              .no_upn = {0},
                                              .upn_mistyped = {0},
                                              .upn_of_sibling = {0},
                                              .upn_temporary = {0},
                                              .upn_reason = {0},
                                              .other_case = {600},
                                              .accents_lost = {9000},
                                              .apostrophe_lost = {1500},
                                              .other_format = {600}};

}  // namespace tally::population
