title: Birth notifications, extract of the Birth Notification Application (CSV)
years: any
about: Links by the baby's NHS number and by person. A baby is often not named yet.
about: The application's guide lists the items, not the header: where yours differs, name the columns as here.
about: local_id is the baby's NHS number, the only identifier of the extract. Still births are left out.
local_id: Baby NHS Number; 0000000000 is not known; 9999999999 is not known; UNKNOWN is not known
leave out: Live or Still Born Indicator where Live or Still Born Indicator is S | Still | Stillborn | Still Born
nhs_number: Baby NHS Number
forename: Baby Forename
middle_names: Baby Other Name
surname: Baby Surname
alternate surname: Mother Surname
alternate surname: parts
date_of_birth: Baby Date of Birth; day month year
sex: Baby Sex; 1 is M; 2 is F; 0 is not known; 9 is not known
postcode: Baby Usual Address Postcode
alternate postcode: Baby Discharge Address Postcode
