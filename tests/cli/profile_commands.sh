# profiles lists, profile show explains, profile check tries a profile on a file and prints no value;
# a wrong mapping is caught there, in check and in encode.
. "$(dirname "$0")/holder.sh" "$@"
# shows STATUS TEXT COMMAND ...: as expect, of what it prints.
shows() {
  local text=$2
  expect "$1" "" "${@:3}"
  grep -qF -e "$text" stdout.txt || { cat stdout.txt >&2; fail "${*:3}: does not show: $text"; }
}
shows 0 "title" tally-encoder profiles
cp stdout.txt list.txt
for name in person school_census_2024 ctf cin_2025 ssda903_xml case_management deaths; do
  grep -q "^$name " list.txt || fail "does not list $name"
  shows 0 "What becomes what" tally-encoder profile show --profile "$name"
  tally-encoder profile show --profile "$name" --text | cmp - "$2/encoder/profiles/$name.profile"
done
expect 1 '"nhs": no such profile' tally-encoder profile show --profile nhs

cat > my.profile <<'END'
title: Ours
local_id: id
surname: name
date_of_birth: born; day month year
nhs_number: nhs
table homes: child is id
postcode: homes.postcode
END
{ echo "id,name,born,nhs"; for i in $(seq 30); do echo "$i,Zqname$i,$((i % 28 + 1))/03/2010,9434765919"; done; } > in.csv
printf 'child,postcode\n1,CV1 2AB\n' > homes.csv
try() { tally-encoder profile check --profile "$1" --in "${@:2}"; }
shows 0 "table homes: not given (--with homes=FILE)" try my.profile in.csv
grep -q "columns found: id, name, born, nhs" stdout.txt || fail "no columns"
shows 0 "table homes found: postcode" try my.profile in.csv --with homes=homes.csv
! grep -iE 'zq|9434|CV1' stdout.txt stderr.txt || fail "says a value"
expect 2 "--with: not NAME=FILE" try my.profile in.csv --with homes.csv
expect 2 "no such table" try my.profile in.csv --with zq=homes.csv

sed 's/day month year/year month day/' my.profile > days.profile
shows 1 "date_of_birth: 30 of 30 values cannot be dates" try days.profile in.csv
shows 0 "date_of_birth: 30 of 30 values cannot be dates" tally-encoder check --profile days.profile --in in.csv
sed 's/9434765919/9276308686/' in.csv > ulns.csv
shows 1 "nhs_number: 30 of 30 values are learner numbers" try my.profile ulns.csv
printf 'zq\n' > bad.profile
expect 3 'bad.profile:1: not "fact: ..."' try bad.profile in.csv

{ echo "local_id,forename,middle_names,surname,date_of_birth,sex,postcode,nhs_number"
  for i in $(seq 30); do echo "$i,Ann,,Lee$i,2010-03-04,F,CV1 2AB,9276308686"; done; } > people.csv
expect 1 "people.csv: nhs_number: 30 of 30 values are learner numbers" encode people.csv out
absent out
expect 2 "--profile: the agreement has the data set read by \"person\"" encode people.csv out --profile my.profile
