# check writes a page, JSON and a list of bad cells. They appear whole or not at all, never replace an
# input, and only their owner can read them. Page and JSON show no value.
set -eu
PATH="$1:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fail() { echo "$*" >&2; exit 1; }
expect() { # STATUS TEXT COMMAND...
  local status=$1 text=$2 actual=0
  shift 2
  "$@" >stdout.txt 2>stderr.txt || actual=$?
  [ "$actual" = "$status" ] || { cat stderr.txt >&2; fail "$*: status $actual, not $status"; }
  cat stdout.txt stderr.txt | grep -qF -e "$text" || fail "$*: does not say: $text"
}
check() { tally-encoder check --profile person --in in.csv --day 2026-11-22 "$@"; }

cat > in.csv <<'END'
local_id,forename,date_of_birth,postcode,nhs_number,upn
PXQ1,Xanthippe,2010-02-31,CV1 2AB,9434765917,
PXQ2,Yolanda,2027-01-02,QX1,9434765919,U80120000100A
PXQ3,short
"PXQ,4",Zoe,1900-01-01,ZZ99 3VZ,,
PXQ5,Wanda,2012-03-04,CV1 2AB,,
PXQ5,Willem,2014-05-06,CV1 2AB,,
END
expect 0 "in.csv: 6 rows, 5 of them usable" check --report q.html --json q.json --rows bad.csv
grep -q "wrote q.html: open it in a browser" stderr.txt || fail "does not name the page"
cat > want <<'END'
line,local_id,field,problem
2,PXQ1,nhs_number,not usable
2,PXQ1,date_of_birth,cannot be a date
3,PXQ2,date_of_birth,after the day of the export
3,PXQ2,postcode,not like a United Kingdom postcode
3,PXQ2,upn,temporary UPN
4,,,wrong number of cells
5,"PXQ,4",date_of_birth,a date that stands for not known
7,PXQ5,date_of_birth,not the date of an earlier row of this local_id
END
diff want bad.csv
for file in q.html q.json bad.csv; do
  [ "$(stat -c %a $file)" = 600 ] || fail "other users can read $file"
done
! grep -iE "xan|yol|zoe|wan|will|short|PXQ|9434|2010|2027|2012|CV1|QX1" q.html q.json stdout.txt ||
  fail "says a value"
python3 -c 'import json; assert json.load(open("q.json"))["rows"]["usable"] == 5'
! grep -iE "https?:|<script|src=" q.html || fail "the page needs another file"

# A second run gives the same bytes, and replaces files only with --force.
for file in q.html q.json bad.csv; do cp $file $file.before; done
for option in "--report q.html" "--json q.json" "--rows bad.csv"; do
  # shellcheck disable=SC2086
  expect 1 "error: " check $option
done
expect 0 "6 rows" check --report q.html --json q.json --rows bad.csv --force
for file in q.html q.json bad.csv; do cmp $file $file.before; done

# An output never replaces an input, a list or another output.
printf 'local_id\nPXQ5\n' > list.csv
cp in.csv in.before
for option in report json rows; do
  expect 2 "cannot be the output" check --$option in.csv --force
  expect 2 "cannot be the output" check --exclude list.csv --$option ./list.csv --force
done
expect 2 "error: " check --report same --json same
[ ! -e same ] || fail "an output exists"
cmp in.csv in.before

expect 0 "Excluded by list.csv: 1 of the 1 listed" check --exclude list.csv
expect 0 "6 rows, 3 of them usable" check --exclude list.csv
expect 2 "--day" check --day 22/11/2026
printf 'number\n1\n' > bad_list.csv
expect 3 "bad_list.csv" check --exclude bad_list.csv
expect 4 "error: " check --report nowhere/q.html

# If a fault is in the middle of the file, no output is left.
{ cat in.csv; printf 'PXQ6,"never closed\n'; } > broken.csv
expect 3 "broken.csv" tally-encoder check --profile person --in broken.csv --report b.html \
  --json b.json --rows b.csv
for file in b.html b.json b.csv; do [ ! -e $file ] || fail "$file is there"; done

# All outputs appear or none. The name of a profile that ships is not read as a file.
expect 4 "cannot write" tally-encoder check --profile person --in in.csv --json full.json \
  --rows full.csv --report /dev/full
[ ! -e full.json ] || fail "an output of a check that failed"
[ ! -e full.csv ] || fail "an output of a check that failed"
expect 0 "" tally-encoder check --profile person --in in.csv --report person
