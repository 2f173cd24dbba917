title: Community Services Data Set, table CYP001MPI (CSV)
years: version 1.5 and later
about: No names: links by NHS number, and by date of birth, sex and postcode, which alone tell few people apart.
about: Only NHS numbers with status 01 (verified) are read. An unverified number is as good as a typed one; a profile of your own can add other statuses.
about: local_id is LocalPatientId, which is unique in one provider. For a file of several providers write a profile of your own with local_id: OrgIDLocalPatientId + LocalPatientId.
about: Dates are yyyy-mm-dd.
local_id: LocalPatientId
nhs_number: NHSNumber where NHSNumberStatus is 01 | 1
date_of_birth: PersonBirthDate; year month day
sex: Gender, PersonStatedGenderCode; 1 is M; 2 is F; 0 is not known; 9 is not known; X is not known
postcode: Postcode
