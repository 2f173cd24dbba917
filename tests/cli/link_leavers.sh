# Pupils who have left a school are a separate data set, read from the table of pupils off roll. Pupils
# who went to another school of the city link to the census by UPN. A pupil who is in two schools, or
# has left two, is one record.
. "$(dirname "$0")/linking.sh" "$@"
party leavers holder
tally-people city --people 4000 --seed 5 --out city
agree_on a.json "school leavers" "keys: upn" \
  "dataset school: held by school; profile school_census_2024; fields upn; rows 2" \
  "dataset leavers: held by leavers; profile school_census_offroll; fields upn; rows 2"
secret a.json school secret.tally
# encode DATASET TABLE: each UPN is one record.
encode() {
  tally-encoder encode --agreement a.json --dataset "$1" --identity "$1" --secret secret.tally \
    --in "city/council_education/$2.csv" --out "$1.tally" 2>err.txt || { cat err.txt; exit 1; }
  tail -n +2 "city/council_education/$2.csv" | cut -d, -f9 | awk '
    length($0) == 13 && /^[A-Z][0-9]*$/ {
      for (i = 2; i <= 13; i++) sum += i * substr($0, i, 1)
      if (substr("ABCDEFGHJKLMNPQRTUVWXYZ", sum % 23 + 1, 1) == substr($0, 1, 1)) print
      sum = 0
    }' >"$1.rows"
  sort -u "$1.rows" >"$1.upns"
  [ "$(wc -l <"$1.rows")" -gt "$(wc -l <"$1.upns")" ] || fail "$1: no pupil has two rows"
}
encode school pupilonroll
encode leavers pupilnolongeronroll
tally-linker link --agreement a.json --identity linker --in school.tally --in leavers.tally \
  --out results >table.txt 2>err.txt || { cat err.txt; exit 1; }
both=$(comm -12 school.upns leavers.upns | wc -l)
[ "$both" -gt 5 ] && [ "$(rows results/links.csv)" = "$both" ] ||
  { cat table.txt; fail "$both pupils are in both tables"; }
