#include "protocol/draft_text.h"

namespace tally {

const std::string_view kDraftTemplate =
    R"(# An agreement, to be filled in: one fact a line; lines that begin with # are comments.
# tally-protocol agreement new --from THIS_FILE --out agreement.json writes the agreement itself,
# which all parties read (tally-protocol agreement show) and sign (tally-protocol agreement sign).

# What the linkage is for.
title: School census and children in need, for planning of services

# Who takes part: party NAME: ROLES; card FILE. A card is NAME.party.pem of the party's identity
# folder (tally-protocol identity new); its place is relative to this file. Roles:
#   holder      has records about people; encodes them, receives the secret
#   key_maker   the one holder that makes the secret
#   linker      compares encodings; never has the secret or a data set
#   analyst     receives a bridge: references with study ids
#   governance  signs and checks, and has no other role
party council: holder, key_maker; card council.party.pem
party health: holder; card health.party.pem
party linkers: linker; card linkers.party.pem
party insights: analyst; card insights.party.pem
party assurance: governance; card assurance.party.pem

# What is linked: dataset NAME: held by PARTY; profile PROFILE; fields FIELD, FIELD, ...
# Fields: forename, middle_names, surname, date_of_birth, sex, postcode, house, street, town,
# other_1, other_2, and the keys nhs_number, upn, uln. The profile says how the source is read;
# person is a CSV file with these names as its header. And where it is so:
#   duplicates yes   one person may be in it as several records
#   rows 3           up to so many rows of one local_id are one record (1 to 8)
#   optional         a run may go without it
dataset school: held by council; profile person; fields local_id, forename, surname, date_of_birth, sex, postcode, upn
dataset cin: held by council; profile person; fields local_id, date_of_birth, sex, upn; duplicates yes; optional
dataset child_health: held by health; profile person; fields local_id, forename, surname, date_of_birth, sex, postcode, nhs_number

# How finely names, birth and address are told apart: single, grouped or detailed. The finer, the
# better it links and the more an encoding gives away.
level: grouped

# Identifiers to link by first, where two data sets have them: nhs_number, upn, uln.
keys: upn

# What links two records, beside equal identifiers: a threshold estimated from the encodings
# themselves, or one that is agreed: 12.5 bits of score, or 0.850 Dice. The fallback is used where too
# few records match for an estimate.
threshold: estimated
fallback threshold: 0.800 Dice

# Who receives what: release to ANALYST: DATASET, DATASET, ...; flags yes or no; small counts N.
# Flags mark twins, siblings and other rivals. Counts below N are not told in what leaves the linker.
release to insights: school, cin, child_health; flags yes; small counts 10

# How long a submission may be linked, and the last days of the secret and of the agreement. An
# agreement lasts ten years at most.
submissions last: 30 days
secret destroyed by: 2027-12-31
ends: 2027-12-31

# Only to rehearse: everything secret comes from this number, so nothing is protected.
# rehearsal-seed: 7
)";

}  // namespace tally
