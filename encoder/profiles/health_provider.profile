title: Children's health provider, extract of the patient system with names (CSV)
years: any
about: Links by NHS number and by person.
about: The columns are LocalPatientId, NHSNumber, NHSNumberStatus, Forename, MiddleNames, Surname, PreviousSurname, PersonBirthDate (dd/mm/yyyy), Gender, Postcode, PreviousPostcode: ask for an extract with these.
about: Only NHS numbers with status 01 (verified) are read.
local_id: LocalPatientId
nhs_number: NHSNumber where NHSNumberStatus is 01 | 1
forename: Forename
middle_names: MiddleNames
surname: Surname
alternate surname: PreviousSurname
alternate surname: parts
date_of_birth: PersonBirthDate; day month year
sex: Gender; 1 is M; 2 is F; 0 is not known; 9 is not known; X is not known
postcode: Postcode
alternate postcode: PreviousPostcode
