title: A list of people, prepared by hand
years: any
about: A CSV whose header is local_id and any of the field names, each once, in any order.
about: Dates are yyyy-mm-dd, with 00 (0000) for a part that is not known.
about: Rows of the same local_id are one record, as far as the agreement allows rows.
columns: only these
local_id: local_id
forename: forename
middle_names: middle_names
surname: surname
date_of_birth: date_of_birth; year month day
sex: sex
postcode: postcode
house: house
street: street
town: town
other_1: other_1
other_2: other_2
nhs_number: nhs_number
upn: upn
uln: uln
