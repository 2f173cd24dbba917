title: Birth registrations, ONS extract (pipe-delimited)
years: any
about: Links by the baby's NHS number and by person; the postcode is the mother's. Names are cut at 20 letters.
about: Still births (SBIND 1) are left out.
# COUNT IN and COUNT OT end the older weekly extracts, "Total of Extracted records" those since; the
# annual ones have no footer.
format: csv; delimiter |; footer COUNT IN; footer COUNT OT; footer Total of Extracted records =
local_id: ledrid, ledr id, mbism204id, record id
leave out: SBIND where SBIND is 1 | 01 | Y | YES
nhs_number: NHSNO
forename: FNAMCH1
middle_names: FNAMCH2 + FNAMCH3 + FNAMCHX + FNAMCHX_1 + FNAMCHX_2
surname: SNAMCH
alternate surname: parts
date_of_birth: DOB; year month day
# 3: indeterminate. Early LEDR extracts of 2018 had words.
sex: SEX; 1 is M; 2 is F; 3 is not known; Indeterminate is not known
postcode: PCDRM
