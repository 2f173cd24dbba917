#include "protocol/drafting/draft_template.h"

#include <array>

namespace tally {
namespace {

constexpr std::string_view kTitle =
    R"(# An agreement, to be filled in: one fact a line; lines that begin with # are comments.
# tally-protocol agreement new --from THIS_FILE --out agreement.json writes the agreement itself,
# which all parties read (tally-protocol agreement show) and sign (tally-protocol agreement sign).

# What the linkage is for.
title: )";

constexpr std::string_view kParties = R"(

# Who takes part: party NAME: ROLES; card FILE. A card is NAME.party.pem of the party's identity
# folder (tally-protocol identity new); its place is relative to this file. Roles:
#   holder      has records about people; encodes them, receives the secret
#   key_maker   the one holder that makes the secret
#   linker      compares encodings; never has the secret or a data set
#   analyst     receives a bridge: references with study ids
#   governance  signs and checks, and has no other role
# To be key maker is a duty of one holder: its keys are made with identity new --role holder. A party
# that is holder and analyst makes one identity, as holder, and has both words here.
)";

constexpr std::string_view kDatasets = R"(

# What is linked: dataset NAME: held by PARTY; profile PROFILE; fields FIELD, FIELD, ...
# Fields: forename, middle_names, surname, date_of_birth, sex, postcode, house, street, town,
# other_1, other_2, and the keys nhs_number, upn, uln. They are what is encoded, and no more: an
# export that lacks one is refused. The profile says how the source is read (tally-encoder profiles
# lists them); person is a CSV file with these names as its header. To fix its text as well, add
# the SHA-256 that tally-encoder profile show prints: profile PROFILE sha256:HEX. And where it is so:
#   duplicates yes   one person may be in it as several records
#   rows 3           up to so many rows of one local_id are one record (1 to 8): former surnames,
#                    earlier addresses
#   optional         a run may go without it
)";

constexpr std::string_view kKeys = R"(

# How finely names, birth and address are told apart: single, grouped or detailed. The finer, the
# better it links and the more an encoding gives away.
level: grouped

# Identifiers to link by first, where two data sets have them: nhs_number, upn, uln. The passes, and
# what each tells the linker, who never has the secret:
#   by NHS number, by UPN   which records hold the same number, not the number. Somebody with the
#                           secret could find numbers by listing all of them.
#   by person               how alike any two records are in names, date of birth, sex and address.
#                           Whoever knows many people well may recognise some by that alone
#                           (docs/threat-model.md), so it is for data sets that share no number.
# A data set with neither names nor an address links by its numbers alone.
)";

constexpr std::string_view kRelease = R"(

# What links two records, beside equal identifiers: a threshold estimated from the encodings
# themselves, or one that is agreed: 12.5 bits of score, or 0.850 Dice. The fallback is used where too
# few records match for an estimate.
threshold: estimated
fallback threshold: 0.800 Dice

# Who receives what: release to ANALYST: DATASET, DATASET, ...; flags yes or no; small counts N.
# Flags mark twins, siblings and other rivals. Counts below N are not told in what leaves the linker.
)";

constexpr std::string_view kRetention = R"(

# How long a submission may be linked, and the last days of the secret and of the agreement. An
# agreement lasts ten years at most.
submissions last: 30 days
secret destroyed by: 2027-12-31
ends: 2027-12-31

# Only to rehearse: everything secret comes from this number, so nothing is protected.
# rehearsal-seed: 7
)";

constexpr DraftTemplate kTemplates[] = {
    {"start", "two holders, three data sets, as CSV files with the field names as header",
     "School census and children in need, for planning of services",
     R"(party council: holder, key_maker; card council.party.pem
party health: holder; card health.party.pem
party linkers: linker; card linkers.party.pem
party insights: analyst; card insights.party.pem
party assurance: governance; card assurance.party.pem)",
     R"(dataset school: held by council; profile person; fields local_id, forename, surname, date_of_birth, sex, postcode, upn
dataset cin: held by council; profile person; fields local_id, date_of_birth, sex, upn; duplicates yes; optional
dataset child_health: held by health; profile person; fields local_id, forename, surname, date_of_birth, sex, postcode, nhs_number)",
     "keys: upn", "release to insights: school, cin, child_health; flags yes; small counts 10"},

    {"council", "a council's school census, children in need census and SSDA903 return, by UPN",
     "School census, children in need and looked-after children, every week",
     R"(party education: holder; card education.party.pem
party social_care: holder, key_maker; card social_care.party.pem
party linkers: linker; card linkers.party.pem
party insights: analyst; card insights.party.pem
party assurance: governance; card assurance.party.pem)",
     R"(# The returns as they are sent: they hold no names, so they link by UPN alone, and a child without
# one cannot be linked. To link those too, join names and addresses from the case-management extract
# (template children has the lines).
dataset school_census: held by education; profile school_census_2024; fields upn; rows 2
dataset cin: held by social_care; profile cin_2025; fields upn; rows 2
dataset ssda903: held by social_care; profile ssda903_2025; fields upn; rows 2)",
     "keys: upn", "release to insights: school_census, cin, ssda903; flags yes; small counts 10"},

    {"children",
     "six data sets on children: school census, CIN, SSDA903, health services, births, deaths",
     "School census, social care, health services, births and deaths of children",
     R"(party education: holder; card education.party.pem
party social_care: holder, key_maker; card social_care.party.pem
party health: holder; card health.party.pem
party registration: holder; card registration.party.pem
party linkers: linker; card linkers.party.pem
party insights: analyst; card insights.party.pem
party assurance: governance; card assurance.party.pem)",
     R"(# Names, NHS numbers and addresses of cin and ssda903 come from the holder's own case-management
# extract, joined by child id when it encodes (--with person=..., identifiers=..., addresses=...).
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
