title: SSDA903 return of children looked after, CSV set (sex as M, F, U)
years: 2025 on
about: No names, no NHS number: alone it links by UPN, and most children under five have none. Join the case-management extract by child id: --with person=FILE (ssd_person), --with identifiers=FILE (ssd_linked_identifiers), --with addresses=FILE (ssd_address), as CSV with dates as yyyy-mm-dd.
about: Give header.csv with --in and episodes.csv with --with episodes=FILE.
about: postcode is where the child lived before care (HOME_POST) of the newest episode that has one, then the newest address, then the placement (PL_POST), which many children share.
about: CHILD is another number after an adoption and in another council. MC_DOB is the birth of the looked-after girl's own child and is not read.
table episodes: CHILD is CHILD; newest DECOM, day month year
local_id: CHILD
date_of_birth: DOB; day month year
sex: SEX; U is not known
# The holder's own case-management extract, by child id.
table person: pers_person_id is CHILD
table identifiers: link_person_id is CHILD; newest link_valid_from_date, year month day
table addresses: addr_person_id is CHILD; newest addr_address_start_date, year month day
forename: person.pers_forename
surname: person.pers_surname
alternate surname: parts
nhs_number: person.pers_common_child_id, identifiers.link_identifier_value where link_identifier_type is NHS Number
upn: UPN, identifiers.link_identifier_value where link_identifier_type is Unique Pupil Number | UPN; UN1 is not known; UN2 is not known; UN3 is not known; UN4 is not known; UN5 is not known; UN6 is not known; UN7 is not known
alternate upn: identifiers.link_identifier_value where link_identifier_type is Former Unique Pupil Number | Former UPN
postcode: episodes.HOME_POST, addresses.addr_address_postcode, episodes.PL_POST
alternate postcode: episodes.HOME_POST, addresses.addr_address_postcode
