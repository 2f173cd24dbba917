title: Children in need census, XML (element GenderCurrent)
years: 2022 to 2024
about: No names, no NHS number: alone it links by UPN, and most children under five have none. Join the case-management extract by child id: --with person=FILE (ssd_person), --with identifiers=FILE (ssd_linked_identifiers), --with addresses=FILE (ssd_address), as CSV with dates as yyyy-mm-dd.
about: A child with an expected date of birth and no date of birth is unborn: kept apart, not encoded.
format: xml; record Message/Children/Child
local_id: ChildIdentifiers/LAchildID
date_of_birth: ChildIdentifiers/PersonBirthDate; year month day
expected_date: ChildIdentifiers/ExpectedPersonBirthDate, person.pers_expected_dob; year month day
sex: ChildIdentifiers/GenderCurrent; 1 is M; 2 is F; 0 is not known; 9 is not known
# The holder's own case-management extract, by child id.
table person: pers_person_id is ChildIdentifiers/LAchildID
table identifiers: link_person_id is ChildIdentifiers/LAchildID; newest link_valid_from_date, year month day
table addresses: addr_person_id is ChildIdentifiers/LAchildID; newest addr_address_start_date, year month day
upn: ChildIdentifiers/UPN, identifiers.link_identifier_value where link_identifier_type is Unique Pupil Number | UPN
alternate upn: ChildIdentifiers/FormerUPN, identifiers.link_identifier_value where link_identifier_type is Former Unique Pupil Number | Former UPN
forename: person.pers_forename
surname: person.pers_surname
alternate surname: parts
nhs_number: person.pers_common_child_id, identifiers.link_identifier_value where link_identifier_type is NHS Number
postcode: addresses.addr_address_postcode
alternate postcode: addresses.addr_address_postcode
