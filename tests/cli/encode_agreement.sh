# encode refuses a data set that the agreement does not have, and a field that the agreement asks for
# but the export lacks. It does not encode other fields, and says so.
. "$(dirname "$0")/holder.sh" "$@"
people 3 > in.csv
expect 1 '"prison": no such data set' tally-encoder encode --agreement a.json --dataset prison --identity school \
  --secret secret.tally --in in.csv --out out
sed 's/school/schule/' a.json | tail -n +2 > broken.json
cp a.json.p7s broken.json.p7s
expect 3 "broken.json" tally-encoder encode --agreement broken.json --dataset school --identity school \
  --secret secret.tally --in in.csv --out out
cut -d, -f1-7 in.csv > no_key.csv
expect 1 'no_key.csv: no column for the field "nhs_number", which the agreement encodes' encode no_key.csv out
grep -q 'hint: the profile reads it from column nhs_number' stderr.txt || fail "does not name the column of the field"
cut -d, -f1,5-8 in.csv > no_names.csv
expect 1 'no column for the field "forename"' encode no_names.csv out
sed 's/"standardiser": 2/"standardiser": 3/' a.json > newer.json
expect 1 "newer.json: nobody has signed it" tally-encoder encode --agreement newer.json --dataset school \
  --identity school --secret secret.tally --in in.csv --out out
cp a.json.p7s newer.json.p7s
expect 1 "newer.json" tally-encoder encode --agreement newer.json --dataset school --identity school \
  --secret secret.tally --in in.csv --out out
absent out
sed '1s/$/,upn,town/; 2,$s/$/,,Rugby/' in.csv > more.csv
expect 0 "not encoded, because the agreement does not use them: town, upn" encode more.csv more
encode in.csv out 2>/dev/null
same more out
