# check counts the faults of an export and says what to fix, but never shows a value.
set -eu
PATH="$1:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fail() { echo "$*" >&2; exit 1; }
expect() {
  local status=$1 text=$2 actual=0
  shift 2
  "$@" >stdout.txt 2>stderr.txt || actual=$?
  [ "$actual" = "$status" ] || { cat stderr.txt >&2; fail "$*: status $actual, not $status"; }
  cat stdout.txt stderr.txt | grep -qF -e "$text" || fail "$*: does not say: $text"
}
check() { tally-encoder check --profile person --in "$1"; }

{
  echo "local_id,forename,date_of_birth,nhs_number"
  echo "PXQ1,Xanthippe,2010-02-31,9434765919"
  echo "PXQ2,Yolanda,01/02/2010,9434765917"
  printf 'PXQ3,Zo\xeb,,\n'
  echo "PXQ4,short"
} > in.csv
expect 0 "in.csv: 4 rows, 3 of them usable" check in.csv
for finding in "rows left out" "Windows-1252" "date_of_birth: 1 is not a date in the layout that the profile declares, yyyy-mm-dd" \
  "date_of_birth: 1 cannot be a date" "nhs_number: 1 fails its check"; do
  grep -qF "$finding" stdout.txt || fail "does not say: $finding"
done
! grep -qiE "xan|yol|zo|short|PXQ|9434|2010|01/02" stdout.txt stderr.txt || fail "says a value"
[ ! -s stderr.txt ] || fail "says something on stderr"

printf 'local_id,sex\nA1,F\n' > clean.csv
expect 0 "Nothing stands out." check clean.csv

printf 'local_id,sex\n' > none.csv
expect 3 "none.csv: no rows after the header" check none.csv
printf 'local_id,dob\nA1,2010-01-01\n' > header.csv
expect 3 'header.csv:1: column "dob": not a field' check header.csv
printf 'A1,Xanthippe,F\nA2,Yolanda,F\n' > headless.csv
expect 3 'headless.csv:1: no column "local_id"' check headless.csv
! grep -qi xan stderr.txt || fail "says a value"
expect 4 "absent.csv" check absent.csv
expect 1 '"nhs": no such profile' tally-encoder check --profile nhs --in in.csv
expect 2 "--in" tally-encoder check --profile person
