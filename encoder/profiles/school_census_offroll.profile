title: School census, COLLECT table pupilnolongeronroll
years: 2015 on
about: Pupils who have left. Links by UPN and by person; there is no NHS number.
about: local_id is the UPN, else the table's id. A pupil who left twice has two rows of one UPN: one record, as far as the agreement allows rows.
about: Give addressesoffroll with --with addresses=FILE, for postcodes.
local_id: upn, pupilnolongeronrolltableid; UN1 is not known; UN2 is not known; UN3 is not known; UN4 is not known; UN5 is not known; UN6 is not known; UN7 is not known; N/A is not known; N/K is not known; NK is not known; NA is not known; UNKNOWN is not known; NOT KNOWN is not known; - is not known
forename: forename
middle_names: middlenames
surname: surname
alternate surname: formersurname, preferredsurname
alternate surname: parts
date_of_birth: dob; year name day
# gender until 2022 or 2023, by term
sex: sex, gender
upn: upn
alternate upn: formerupn
uln: uniquelearnernumber
table addresses: pupilnolongeronrolltableid is pupilnolongeronrolltableid
postcode: addresses.postcode
alternate postcode: addresses.postcode
