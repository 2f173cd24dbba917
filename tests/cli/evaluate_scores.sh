# evaluate scores study ids against a truth: it prints a table, counts records that only one side has,
# and refuses inputs that it cannot judge.
set -eu
PATH="$1:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fail() { echo "$1"; exit 1; }

printf 'local_id,person,file\n1,p,a\n2,q,a\n3,r,a\n1,p,b\n2,q,b\n3,s,b\n' > truth.csv
printf 'local_id,study_id\n1,S1\n2,S2\n3,S3\n' > a.ids.csv
printf 'study_id,local_id\nS1,1\nS3,2\nS4,3\nS1,99\n' > b.ids.csv
tally-linker evaluate --truth truth.csv --ids a.ids.csv --ids b.ids.csv >out.txt 2>err.txt
cat > expected.txt <<'TABLE'
records  matches  links  correct  precision  recall      F1
a x b          2      2        1     0.5000  0.5000  0.5000
TABLE
diff expected.txt out.txt || fail "the table differs"
grep -q 'records not in the truth, left out: 1' err.txt || fail "does not count the people that the truth lacks"

# refuses STATUS WORDS [option ...]
refuses() {
  local wanted=$1 words=$2 status=0
  shift 2
  tally-linker evaluate "$@" >out.txt 2>err.txt || status=$?
  [ "$status" = "$wanted" ] || { cat err.txt; fail "exit $status, not $wanted: $*"; }
  grep -qF -e "$words" err.txt || { cat err.txt; fail "does not say \"$words\": $*"; }
  [ ! -s out.txt ] || fail "prints a table: $*"
}
refuses 2 'truth' --ids a.ids.csv
refuses 2 'ids' --truth truth.csv
refuses 2 'have the name a' --truth truth.csv --ids a.ids.csv --ids ./a.ids.csv
refuses 2 'truth.csv' --truth truth.csv --ids truth.csv
refuses 4 'nowhere.csv' --truth nowhere.csv --ids a.ids.csv
cp a.ids.csv c.ids.csv
refuses 3 'truth.csv' --truth truth.csv --ids c.ids.csv
printf 'local_id,study_id\n1,S1\n1,S2\n' > a.ids.csv
refuses 3 'a.ids.csv:3' --truth truth.csv --ids a.ids.csv
printf 'local_id\n1\n' > a.ids.csv
refuses 3 'study_id' --truth truth.csv --ids a.ids.csv
: > a.ids.csv
refuses 3 'a.ids.csv' --truth truth.csv --ids a.ids.csv
