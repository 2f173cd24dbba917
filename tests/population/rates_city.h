// Rates of the whole city and its six data sets in their real layouts: in ten thousand, each with
// its source, as in rates.h.
//
//   kids, ONS, DfE, notes, judgement   as in rates.h
//   return   errors that a statutory return's validation lets through
#pragma once

#include "tests/population/rates.h"

namespace tally::population {

// ---- Who lives here --------------------------------------------------------------------------

// ONS: 4 % of families with children move to another council in a year; a third do over a
// childhood.
inline constexpr Rate kFamilyArrived{3000};  // of families here, from elsewhere
inline constexpr Rate kFamiliesLeft{
    3500};  // children of families that left, relative to children here
// ONS, NCMD: 39 of 10,000 die in their first year, two thirds of them in the first four weeks;
// some 10 more before they are 18.
inline constexpr Rate kDiesInChildhood{50};
inline constexpr Rate kDiesInFirstMonth{5500};  // of those
inline constexpr Rate kDiesInFirstYear{2500};
// DfE: 3,000 adoptions a year of 12 million children, most of them young.
inline constexpr Rate kAdopted{45};

// Caribbean families have English names. (judgement, after the shares of a Midlands city)
inline constexpr Rate kCaribbeanOfEnglishNames{500};
inline constexpr Rate kMixedOfEnglishNames{500};
inline constexpr Rate kIrishOfIrishNames{3000};
inline constexpr Rate kEthnicityRefused{100};  // of codes in education and social care (DfE)
inline constexpr Rate kEthnicityNotObtained{150};

// ---- Social care ------------------------------------------------------------------------------

// Shares of the children of families known to social care (8 % of all). They give 1.2 % of all
// children in a year, 1 % on a day. (DfE: 70 of 10,000; Coventry about 100)
inline constexpr Rate kLookedAfter{1220};
inline constexpr Rate kCareEndedInYear{1400};
inline constexpr Rate kUnaccompanied{7000};  // of those from abroad, of 14 to 17 (DfE: 7 % of all)
inline constexpr Rate kCaseClosedInYear{5500};         // DfE: half of a year's cases
inline constexpr Rate kProtectionPlan{1200};           // DfE: one case in eight
inline constexpr Rate kUnborn{150};                    // of families known (DfE: 1 to 2 % of cases)
inline constexpr Rate kUnbornWithMothersNumber{4000};  // notes
inline constexpr Rate kChildrensHome{1200};            // of placements (DfE: an eighth in homes)
inline constexpr Rate kNoHomePostcode{400};            // of episodes (kids)
inline constexpr Rate kYoungMother{200};               // of girls in care of 15 and over (DfE)
inline constexpr Rate kEarlierHomeKnown{6000};         // judgement
inline constexpr Rate kNumberAmongIdentifiers{7000};   // judgement
inline constexpr Rate kYouthJusticeNumber{300};        // judgement

// ---- Education --------------------------------------------------------------------------------

inline constexpr Rate kSchoolAcrossBorder{2000};  // of those who left within two years (judgement)
inline constexpr Rate kFormerUpn{800};            // of those who came from elsewhere (notes)
inline constexpr Rate kPreferredSurnameGiven{6000};  // judgement
inline constexpr Rate kFormerSurnameGiven{5000};
inline constexpr Rate kSchoolKeepsOldIdentity{6000};  // two years after an adoption (judgement)
inline constexpr Rate kPlacementReported{
    6500};  // of those in care; health services too (judgement)

// DfE: some 25,000 subsidiary registrations (a unit, a hospital school) of nine million pupils.
inline constexpr Rate kTwoSchools{30};
inline constexpr Rate kChangedSchool{120};  // within the city since September (judgement)
inline constexpr Rate kLeftTwice{350};      // of leavers (the sample of the table: 11 of 297)

// DfE, rounded: SEN support, EHC plans, English as an additional language.
inline constexpr Rate kSenSupport{1400};
inline constexpr Rate kEhcPlan{500};
inline constexpr Rate kOtherLanguage{5000};  // of those who are not White British
inline constexpr Rate kYoungCarer{60};
inline constexpr Rate kServiceChild{80};
inline constexpr Rate kPartTime{100};  // judgement

// ---- Health, births, deaths -------------------------------------------------------------------

inline constexpr Rate kPatientAfterLeaving{5000};   // in the first year (judgement)
inline constexpr Rate kOldPatientRecordKept{1500};  // for three years after an adoption (judgement)
inline constexpr Rate kFirstOfJanuaryFromAbroad{3000};  // notes; of unaccompanied children
inline constexpr Rate kNumberNotTraced{100};            // status 02 (notes)
inline constexpr Rate kEarlierNameKept{6000};           // judgement
inline constexpr Rate kEarlierPostcodeKept{6000};       // judgement
inline constexpr Rate kSexIndeterminate{2};
inline constexpr Rate kEthnicityNotStated{600};  // MHSDS, CSDS publications, rounded
inline constexpr Rate kEthnicityNotKnown{300};
inline constexpr Rate kFatherNotNamed{500};        // ONS: one registration in twenty
inline constexpr Rate kMothersBirthInexact{60};    // judgement
inline constexpr Rate kNumberFromInformant{3000};  // judgement
inline constexpr int kDeathYears = 5;              // that the extract covers
inline constexpr int kNotificationYears = 2;

// ---- Exclusions ---------------------------------------------------------------------------------

// NHS England: 3.6 million of 67 million had opted out; parents decide for children, a family at a
// time.
inline constexpr Rate kFamilyOptedOut{350};
inline constexpr Rate kChildOptedOut{60};
inline constexpr Rate kSensitiveRecord{15};  // judgement
inline constexpr Rate kObjection{25};        // judgement

// ---- What each data set holds and gets wrong ----------------------------------------------------

// A school return is validated: a missing UPN, a wrong check letter and a UPN given twice are
// errors that must be fixed (return). Temporary UPNs remain (notes).
inline constexpr DatasetRates kCensusRates = [] {
  DatasetRates rates = kSchoolRates;
  rates.no_upn = {15};
  rates.upn_mistyped = {8};
  rates.upn_of_sibling = {0};
  rates.no_birth = {0};
  rates.no_sex = {0};
  return rates;
}();

// The case-management system, and so both returns made from it. 30 % of NHS numbers are missing;
// UPNs come from schools and the returns check them for letter and repeats (return). Its fields
// hold only real dates, so an unknown day becomes another day. Placements have their own rows.
inline constexpr DatasetRates kCaseRates = [] {
  DatasetRates rates = kSocialRates;
  rates.no_nhs_number = {3000};
  rates.no_upn = {1200};
  rates.upn_mistyped = {20};
  rates.upn_of_sibling = {5};
  rates.birth_day_unknown = {0};
  rates.birth_first_of_january = {60};
  rates.carers_home = {0};
  rates.birth_placeholder = {5};
  rates.no_birth = {10};
  return rates;
}();

// The provider's patients; numbers are traced. (kids)
inline constexpr DatasetRates kPatientRates = [] {
  DatasetRates rates = kHealthRates;
  rates.nhs_number_placeholder = {2};
  rates.birth_placeholder = {3};
  rates.no_birth = {5};
  return rates;
}();

// A registrar writes down the parents' statement, and the parents read and sign it: few errors.
// (judgement)
inline constexpr DatasetRates kBirthRates = {.age_0_3 = {9970},
                                             .age_4 = {9970},
                                             .age_5_15 = {9970},
                                             .age_16_18 = {9970},
                                             .home_out_of_date = {150},
                                             .home_years = 1,
                                             .surname_out_of_date = {0},
                                             .surname_years = 1,
                                             .other_home = {0},
                                             .carers_home = {0},
                                             .known_as = {0},
                                             .middle_names = {10000},
                                             .middle_initial = {0},
                                             .middle_with_forename = {0},
                                             .part_of_joint_surname = {0},
                                             .joint_surname_joined = {10},
                                             .joint_surname_turned = {10},
                                             .forename_spelt_otherwise = {50},
                                             .forename_mistyped = {40},
                                             .middle_names_mistyped = {60},
                                             .surname_mistyped = {40},
                                             .names_swapped = {0},
                                             .day_month_swapped = {3},
                                             .birth_digit_wrong = {5},
                                             .birth_day_unknown = {0},
                                             .birth_first_of_january = {0},
                                             .sex_wrong = {5},
                                             .postcode_mistyped = {50},
                                             .house_mistyped = {80},
                                             .street_mistyped = {120},
                                             .newborn_unnamed = {30},
                                             .name_placeholder = {0},
                                             .birth_placeholder = {0},
                                             .postcode_placeholder = {10},
                                             .no_birth = {0},
                                             .no_sex = {0},
                                             .no_postcode = {30},
                                             .no_house = {50},
                                             .no_street = {20},
                                             .no_town = {20},
                                             .no_nhs_number = {60},
                                             .nhs_number_mistyped = {5},
                                             .nhs_number_of_mother = {0},
                                             .nhs_number_of_sibling = {5},
                                             .nhs_number_placeholder = {0},
                                             .no_upn = {10000},
                                             .upn_mistyped = {0},
                                             .upn_of_sibling = {0},
                                             .upn_temporary = {0},
                                             .upn_reason = {0},
                                             .other_case = {0},
                                             .accents_lost = {10000},
                                             .apostrophe_lost = {800},
                                             .other_format = {0}};

// A midwife writes it in the hour of the birth: three in four children have no forename yet.
// (judgement)
inline constexpr DatasetRates kNotificationRates = [] {
  DatasetRates rates = kBirthRates;
  rates.newborn_unnamed = {7500};
  rates.forename_mistyped = {200};
  rates.surname_mistyped = {200};
  rates.no_nhs_number = {0};  // the notification itself assigns it
  rates.nhs_number_mistyped = {0};
  rates.nhs_number_of_sibling = {0};
  rates.home_out_of_date = {1500};
  return rates;
}();

// The informant grieves, and is often not a parent. The number is looked up afterwards. (judgement)
inline constexpr DatasetRates kDeathRates = [] {
  DatasetRates rates = kBirthRates;
  rates.age_0_3 = rates.age_4 = rates.age_5_15 = rates.age_16_18 = {10000};
  rates.known_as = {600};
  rates.newborn_unnamed = {1500};
  rates.forename_mistyped = {120};
  rates.surname_mistyped = {120};
  rates.birth_day_unknown = {100};
  rates.no_nhs_number = {250};
  rates.home_out_of_date = {800};
  rates.surname_out_of_date = {500};
  rates.surname_years = 5;
  return rates;
}();

}  // namespace tally::population
