# profiles lists, profile show explains, profile check tries a profile on a file and prints no value;
# profile check, check and encode find a wrong mapping.
. "$(dirname "$0")/holder.sh" "$@"
# shows STATUS TEXT COMMAND ...: like expect, but for standard output.
shows() {
  local status=$1 text=$2 actual=0
  shift 2
  "$@" >stdout.txt 2>stderr.txt || actual=$?
  [ "$actual" = "$status" ] || { cat stderr.txt >&2; fail "$*: status $actual, not $status"; }
  grep -qF -e "$text" stdout.txt || { cat stdout.txt >&2; fail "$*: does not show: $text"; }
}
shows 0 "what it reads" tally-encoder profiles
cp stdout.txt list.txt
for name in person school_census_2024 ctf cin_2025 ssda903_xml case_management deaths; do
  grep -q "^$name " list.txt || fail "does not list $name"
  shows 0 "How each field is read" tally-encoder profile show --profile "$name"
  ! grep -E '.{81}| $' stdout.txt list.txt || fail "wider than a terminal"
  grep -qx "$(sha256sum < "$2/encoder/profiles/$name.profile" | cut -c1-64)" stdout.txt ||
    fail "$name: does not show the digest of its text"
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
grep -qx -e "--with homes=FILE would supply postcode" stdout.txt || fail "does not say which fields the table supplies"
shows 0 "--with homes=FILE would supply postcode" tally-encoder check --profile my.profile --in in.csv
shows 0 "table homes found: postcode" try my.profile in.csv --with homes=homes.csv
! grep -iE 'zq|9434|CV1' stdout.txt stderr.txt || fail "says a value"
expect 2 "--with: not NAME=FILE" try my.profile in.csv --with homes.csv
expect 2 "no such table" try my.profile in.csv --with zq=homes.csv
grep -q "it has: homes" stderr.txt || fail "does not list the tables"
printf '<?xml version="1.0"?>\n<Message/>\n' > return.xml
expect 3 "return.xml: an XML file, but a CSV is expected" try person return.xml
expect 3 "in.csv:1: not well-formed XML" try cin_2025 in.csv
grep -q "if it is a CSV, use a profile for CSV" stderr.txt || fail "does not say that the file may be a CSV"

# If an identifying column is missing, the findings come first, then the status.
cut -d, -f1,3,4 in.csv > nameless.csv
shows 3 "columns missing: name" try my.profile nameless.csv
grep -q 'nameless.csv: no column for the field "surname"' stderr.txt && grep -q 'from column name;' stderr.txt ||
  { cat stderr.txt; fail "does not name the field and its column"; }
grep -q 'surname: no column name: is this' stdout.txt || fail "the findings do not name the column"
shows 0 "surname: no column name: is this" tally-encoder check --profile my.profile --in nameless.csv
! grep -q 'postcode: no column' stdout.txt || fail "finds fault with a table that was not given"
printf 'local_id,surname,sex\n1,Ng,F\n' > few.csv
shows 0 "not in this file: forename, middle_names, date_of_birth," try person few.csv
grep -q "Nothing stands out" stdout.txt || fail "finds fault with a subset"
printf 'child,town\n1,Coventry\n' > towns.csv
expect 3 'no column for the field "postcode"' try my.profile in.csv --with homes=towns.csv
tr , ';' < in.csv | sed '1!s/Zqname\([0-9]*\)/"Zqname\1"/' > semicolons.csv
expect 3 "semicolons.csv:1: the cells are separated by ';'" try my.profile semicolons.csv
grep -q 'save it as CSV with commas; .*"format: csv; delimiter semicolon"' stderr.txt || fail "does not say what to do"

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
expect 2 "--profile: the agreement says that the profile \"person\" reads this data set" encode people.csv out --profile my.profile

# An agreement may fix the text of a profile. Then any other text is refused.
people 30 > good.csv
digest=$(tally-encoder profile show --profile person --text | sha256sum | cut -c1-64)
# fixed NAME DIGEST: makes an agreement like a.json, with the digest of the profile's text.
fixed() {
  agree "$1.json" "party school: holder, key_maker; card school/school.party.pem" \
    "party linker: linker; card linker/linker.party.pem" \
    "dataset school: held by school; profile person sha256:$2; fields $fields"
  tally-protocol secret new --agreement "$1.json" --identity school --out "$1.tally" 2>/dev/null
}
encode_under() {
  tally-encoder encode --agreement "$1.json" --dataset school --identity school --secret "$1.tally" \
    --in good.csv --out "$1.out"
}
fixed same "$digest"
tally-protocol agreement show --in same.json | grep -q "person, SHA-256 $digest" || fail "does not show the digest"
expect 0 "" encode_under same
fixed other "$(printf zq | sha256sum | cut -c1-64)"
expect 1 '"person": not the same text as in the agreement' encode_under other
grep -q "hint: its SHA-256 is $digest" stderr.txt || fail "does not name the digest of its own text"
absent other.out
