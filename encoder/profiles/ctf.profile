title: Common transfer file (CTF), XML
years: any
about: One school's pupils, in either layout: identifiers below Pupil or below Pupil/BasicDetails.
about: Links by UPN and by person; there is no NHS number. local_id is the UPN: a pupil without one is rejected.
format: xml; record CTfile/CTFpupilData/Pupil
local_id: UPN, BasicDetails/UPN; UN1 is not known; UN2 is not known; UN3 is not known; UN4 is not known; UN5 is not known; UN6 is not known; UN7 is not known; N/A is not known; N/K is not known; NK is not known; NA is not known; UNKNOWN is not known; NOT KNOWN is not known; - is not known
forename: Forename, BasicDetails/Forename, LegalForename, BasicDetails/LegalForename
alternate forename: PreferredForename, BasicDetails/PreferredForename, BasicDetails/FormerForename
middle_names: MiddleNames, BasicDetails/MiddleNames
surname: Surname, BasicDetails/Surname, LegalSurname, BasicDetails/LegalSurname
alternate surname: FormerSurname, BasicDetails/FormerSurname
alternate surname: PreferredSurname, BasicDetails/PreferredSurname
alternate surname: parts
date_of_birth: DOB, BasicDetails/DOB; year month day
# Gender until 2023, then Sex
sex: Sex, BasicDetails/Sex, Gender, BasicDetails/Gender
upn: UPN, BasicDetails/UPN
alternate upn: FormerUPN, BasicDetails/FormerUPN
uln: UniqueLearnerNumber, BasicDetails/UniqueLearnerNumber
postcode: Address/Postcode, Address/PostCode, BasicDetails/Address/Postcode, BasicDetails/Address/PostCode
