title: School census, COLLECT table pupilonroll (column gender)
years: to summer 2023; autumn from 2015 to 2022
about: Links by UPN and by person; there is no NHS number.
about: local_id is the UPN: it stays from term to term, and analysts have it in every other table. A pupil without a UPN has the table's id, which is another in each load. Rows of one UPN (a pupil in two schools) are one record, as far as the agreement allows rows.
about: Give addressesonroll (since 2025: addresses) with --with addresses=FILE, for postcodes.
about: Pupils in independent schools and children educated at home are in no census.
local_id: upn, pupilonrolltableid; UN1 is not known; UN2 is not known; UN3 is not known; UN4 is not known; UN5 is not known; UN6 is not known; UN7 is not known; N/A is not known; N/K is not known; NK is not known; NA is not known; UNKNOWN is not known; NOT KNOWN is not known; - is not known
forename: forename
middle_names: middlenames
surname: surname
alternate surname: formersurname, preferredsurname
alternate surname: parts
date_of_birth: dob; year name day
sex: gender
upn: upn
alternate upn: formerupn
uln: uniquelearnernumber
table addresses: pupilonrolltableid is pupilonrolltableid
postcode: addresses.postcode
alternate postcode: addresses.postcode
house: addresses.saon + addresses.paon
street: addresses.street, addresses.addressline1
town: addresses.posttown, addresses.town
