title: Death registrations, ONS extract (pipe-delimited)
years: any
about: Links by NHS number and by person. The date of birth comes in three columns, 00 where a part is not known.
about: NHS numbers are those of the NHS register; the informant's (NHSNORSS) counts only without one. Other surnames are AKSNAMD and NAMEMAID; ALIASD is free text and is not read.
# COUNT IN and COUNT OT end the older weekly extracts, "Total of Extracted records" those since; the
# annual ones have no footer.
format: csv; delimiter |; footer COUNT IN; footer COUNT OT; footer Total of Extracted records =
local_id: ledrid, ledr id, mbism204id, record id
nhs_number: NHSNO1, NHSNO_1, NHSNO2, NHSNO_2, NHSNO3, NHSNO_3, NHSNO4, NHSNO_4, NHSNO5, NHSNO_5, NHSNORSS
alternate nhs_number: NHSNO2, NHSNO_2, NHSNO3, NHSNO_3, NHSNO4, NHSNO_4, NHSNO5, NHSNO_5
forename: FNAMD1
alternate forename: AKFNAMD1A, AKFNAMD_1_1, AKFNAMD1B, AKFNAMD_1_2, AKFNAMD1C, AKFNAMD_1_3, AKFNAMD1D, AKFNAMD_1_4, AKFNAMD1E, AKFNAMD_1_5
middle_names: FNAMD2 + FNAMD3 + FNAMDX1 + FNAMDX_1 + FNAMDX2 + FNAMDX_2
surname: SNAMD
alternate surname: AKSNAMD1, AKSNAMD_1, AKSNAMD2, AKSNAMD_2, AKSNAMD3, AKSNAMD_3, AKSNAMD4, AKSNAMD_4, AKSNAMD5, AKSNAMD_5, NAMEMAID
alternate surname: parts
date_of_birth: DOBYR + DOBMT + DOBDY; parts
sex: SEX; 1 is M; 2 is F; 3 is not known
postcode: PCDR
