title: Unborn children known to social care, by their mothers (Standard Safeguarding Dataset tables, CSV)
years: any
about: Each record is an unborn child; what is encoded are the mother's identifiers, so that the record links to the mother's records elsewhere, never to a child's. Only an agreement that names this profile allows it.
about: Give ssd_mother with --in, ssd_person twice, with --with mother=FILE and --with child=FILE, ssd_linked_identifiers with --with identifiers=FILE and ssd_address with --with addresses=FILE.
about: Children with a date of birth, or without an expected one, are left out.
about: A list of exclusions names a record by the child's id, the mother's id or the mother's NHS number.
local_id: moth_childs_person_id
excluded with: moth_person_id
table child: pers_person_id is moth_childs_person_id
only: child.pers_expected_dob
leave out: child.pers_dob
table mother: pers_person_id is moth_person_id
forename: mother.pers_forename
surname: mother.pers_surname
alternate surname: parts
date_of_birth: mother.pers_dob; year month day
sex: mother.pers_sex, mother.pers_gender; 0 is not known; 00 is not known; 9 is not known; 09 is not known; U is not known
table identifiers: link_person_id is moth_person_id; newest link_valid_from_date, year month day
nhs_number: mother.pers_common_child_id, identifiers.link_identifier_value where link_identifier_type is NHS Number
table addresses: addr_person_id is moth_person_id; newest addr_address_start_date, year month day
postcode: addresses.addr_address_postcode
alternate postcode: addresses.addr_address_postcode
