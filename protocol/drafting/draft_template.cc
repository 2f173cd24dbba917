#include "protocol/drafting/draft_template.h"

#include <array>

namespace tally {
namespace {

constexpr std::string_view kTitle =
    R"(# The template of an agreement. Fill it in: each line says one fact. A line that begins with # is a
# comment. Then run: tally-protocol agreement new --from THIS_FILE --out agreement.json
# That makes the agreement, which all parties read (tally-protocol agreement show) and sign
# (tally-protocol agreement sign).

# What the linkage is for.
title: )";

constexpr std::string_view kParties = R"(

# Who takes part. Write: party NAME: ROLES; card FILE. The card is NAME.party.pem in the party's identity
# folder (tally-protocol identity new). Write its path relative to this file. Roles:
#   holder      has records about people, encodes them and receives the secret
#   key_maker   the one holder that makes the secret
#   linker      compares encodings; never has the secret or a data set
#   analyst     receives a bridge: references with study ids
#   governance  signs and checks, and has no other role
# The key maker is one of the holders: it makes its keys with identity new --role holder. A party that is
# both holder and analyst makes one identity, with --role holder, and has both words here.
)";

constexpr std::string_view kDatasets = R"(

# What is linked. Write: dataset NAME: held by PARTY; profile PROFILE; fields FIELD, FIELD, ...
# The fields are forename, middle_names, surname, date_of_birth, sex, postcode, house, street, town,
# other_1, other_2, and the linking keys nhs_number, upn, uln. Only the fields named here are encoded, and
# an export without one of them is refused. The profile says how to read the export (tally-encoder
# profiles lists all profiles); the profile person reads a CSV file with these names as its header. To fix
# the text of the profile too, add its SHA-256, which tally-encoder profile show prints: profile PROFILE
# sha256:HEX. Then add what is true of the data set:
#   duplicates yes   one person may be several records; not at the level banded
#   rows 3           up to that many rows with the same local_id are one record (1 to 8): former surnames,
#                    earlier addresses
#   optional         a run may leave the data set out
)";

constexpr std::string_view kKeys = R"(

# How names, birth and address are encoded. In a filter (single, grouped or detailed) the linker sees how
# alike any two records are; a finer level links better and reveals more. In bands (banded) it sees only
# which records of two data sets are nearly alike: that reveals least, and links clean data nearly as well.
level: grouped

# What makes attacks on the filters harder, at a cost in quality, which a rehearsal shows: none, diffusion N
# (2 to 15) or saul N (1 to 9). A larger N is harder to attack and costs more. docs/threat-model.md says
# which attacks succeeded.
hardening: none

# The linking keys to use, where two data sets have them: nhs_number, upn, uln. The linker, which never
# has the secret, learns from each pass:
#   by NHS number, by UPN   which records have the same number, but not the number. Somebody who has the
#                           secret could find numbers by trying all of them.
#   by person               how alike any two records are in names, date of birth, sex and address; at
#                           the level banded, which records of two data sets are nearly alike.
#                           Somebody who knows many of the people well may recognise some of them from
#                           this (docs/threat-model.md), so use it for data sets that share no number.
# A data set with neither names nor an address is linked only by its linking keys.
)";

constexpr std::string_view kRelease = R"(

# Two records can link by an equal linking key, or by a score that reaches the threshold. The threshold is
# estimated from the encodings, or agreed: 12.5 bits of score, or 0.850 Dice. The fallback is used if too
# few records match for an estimate.
threshold: estimated
fallback threshold: 0.800 Dice

# Who receives what. Write: release to ANALYST: DATASET, DATASET, ...; flags yes or no; small counts N.
# Flags mark twins, siblings and other rivals. Files that leave the linker do not show counts below N.
)";

constexpr std::string_view kRetention = R"(

# How long a submission may be linked, the last day of the secret, and the last day of the agreement. An
# agreement lasts at most ten years.
submissions last: 30 days
secret destroyed by: 2027-12-31
ends: 2027-12-31

# Only for a rehearsal: all secrets come from this number, so nothing is protected.
# rehearsal-seed: 7
)";

constexpr DraftTemplate kTemplates[] = {
    {"start", "two holders and three data sets, in CSV files with the field names as header",
     "School census and children in need, for planning of services",
     R"(party council: holder, key_maker; card council.party.pem
party health: holder; card health.party.pem
party linkers: linker; card linkers.party.pem
party insights: analyst; card insights.party.pem
party assurance: governance; card assurance.party.pem)",
     R"(dataset school: held by council; profile person; fields forename, surname, date_of_birth, sex, postcode, upn
dataset cin: held by council; profile person; fields upn; duplicates yes; optional
dataset child_health: held by health; profile person; fields forename, surname, date_of_birth, sex, postcode)",
     "keys: upn", "release to insights: school, cin, child_health; flags yes; small counts 10"},

    {"council",
     "a council's school census, children in need census and SSDA903 return, linked by UPN",
     "School census, children in need and looked-after children, every week",
     R"(party education: holder; card education.party.pem
party social_care: holder, key_maker; card social_care.party.pem
party linkers: linker; card linkers.party.pem
party insights: analyst; card insights.party.pem
party assurance: governance; card assurance.party.pem)",
     R"(# These are the returns as councils send them. They have no names, so they link only by UPN, and a child
# without a UPN cannot be linked. To link such children too, join names and addresses from the
# case-management extract (the template children has the lines).
dataset school_census: held by education; profile school_census_2024; fields upn; rows 2
dataset cin: held by social_care; profile cin_2025; fields upn; rows 2
dataset ssda903: held by social_care; profile ssda903_2025; fields upn; rows 2)",
     "keys: upn", "release to insights: school_census, cin, ssda903; flags yes; small counts 10"},

    {"children",
     "six data sets about children: school census, CIN, SSDA903, health services, births, deaths",
     "School census, social care, health services, births and deaths of children",
     R"(party education: holder; card education.party.pem
party social_care: holder, key_maker; card social_care.party.pem
party health: holder; card health.party.pem
party registration: holder; card registration.party.pem
party linkers: linker; card linkers.party.pem
party insights: analyst; card insights.party.pem
party assurance: governance; card assurance.party.pem)",
     R"(# Names, NHS numbers and addresses of cin and ssda903 come from the holder's own case-management extract.
# The holder joins them by child id when it encodes (--with person=..., identifiers=..., addresses=...).
dataset school_census: held by education; profile school_census_2024; fields forename, middle_names, surname, date_of_birth, sex, postcode, upn; rows 4
dataset cin: held by social_care; profile cin_2025; fields forename, surname, date_of_birth, sex, postcode, nhs_number, upn; rows 4
dataset ssda903: held by social_care; profile ssda903_2025; fields forename, surname, date_of_birth, sex, postcode, nhs_number, upn; rows 4
dataset cyps: held by health; profile health_provider; fields forename, middle_names, surname, date_of_birth, sex, postcode, nhs_number; rows 4
dataset births: held by registration; profile births; fields forename, middle_names, surname, date_of_birth, sex, postcode, nhs_number; rows 2
dataset deaths: held by registration; profile deaths; fields forename, middle_names, surname, date_of_birth, sex, postcode, nhs_number; rows 4; optional)",
     "keys: nhs_number, upn",
     "release to insights: school_census, cin, ssda903, cyps, births, deaths; flags yes; small "
     "counts 10"},
};

}  // namespace

std::string DraftTemplate::text() const {
  std::string out;
  for (const std::string_view part : {kTitle, title, kParties, parties, kDatasets, datasets, kKeys,
                                      keys, kRelease, release, kRetention}) {
    out += part;
  }
  return out;
}

std::span<const DraftTemplate> draft_templates() {
  return kTemplates;
}

}  // namespace tally
