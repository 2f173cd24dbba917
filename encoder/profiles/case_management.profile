title: Case-management person extract (Standard Safeguarding Dataset tables, CSV)
years: any
about: The main social-care profile: names, date of birth, sex, NHS number and UPN as far as they are filled, addresses.
about: Give ssd_person with --in, ssd_linked_identifiers with --with identifiers=FILE and ssd_address with --with addresses=FILE. Dates are yyyy-mm-dd, a time of day may follow.
about: A person with an expected date of birth and no date of birth is unborn: kept apart, not encoded.
local_id: pers_person_id
forename: pers_forename
surname: pers_surname
alternate surname: parts
date_of_birth: pers_dob; year month day
expected_date: pers_expected_dob; year month day
sex: pers_sex, pers_gender; 0 is not known; 00 is not known; 9 is not known; 09 is not known; U is not known
table identifiers: link_person_id is pers_person_id; newest link_valid_from_date, year month day
nhs_number: pers_common_child_id, identifiers.link_identifier_value where link_identifier_type is NHS Number
upn: identifiers.link_identifier_value where link_identifier_type is Unique Pupil Number | UPN
alternate upn: identifiers.link_identifier_value where link_identifier_type is Unique Pupil Number | UPN | Former Unique Pupil Number | Former UPN
table addresses: addr_person_id is pers_person_id; newest addr_address_start_date, year month day
postcode: addresses.addr_address_postcode
alternate postcode: addresses.addr_address_postcode
