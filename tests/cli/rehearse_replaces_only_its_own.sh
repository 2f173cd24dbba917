# A rehearsal replaces an earlier rehearsal only with --force, and never replaces other files. If it
# fails, it leaves nothing.
set -eu
bin=$(realpath "$1")
rehearse="$2/scripts/rehearse"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
fail() { echo "$1"; exit 1; }
expect() { # STATUS argument...
  local wanted=$1 status=0
  shift
  "$rehearse" --bin "$bin" "$@" >out.txt 2>err.txt || status=$?
  [ "$status" = "$wanted" ] || { cat err.txt; fail "exit $status, not $wanted: $*"; }
}

"$bin/tally-people" --people 300 --seed 3 --out data 2>/dev/null
cp data/school.csv "School Census.csv"
cp data/health.csv b.csv

expect 0 --out res "School Census.csv" b.csv
cmp <(tail -n +2 b.csv | wc -l) <(tail -n +2 res/b.ids.csv | wc -l)
[ -f "res/School Census.ids.csv" ] || fail "no ids for a name with a space"
cp res/b.ids.csv before
expect 1 --out res b.csv "School Census.csv"
expect 0 --out res --force "School Census.csv" b.csv
cmp before res/b.ids.csv

echo precious > res/notes.txt
expect 1 --out res --force "School Census.csv" b.csv
[ "$(cat res/notes.txt)" = precious ] || fail "somebody's notes are gone"
rm res/notes.txt
cp b.csv res/exchange/b.csv
expect 2 --out res --force "School Census.csv" res/exchange/b.csv
expect 2 --out . "School Census.csv" b.csv
expect 2 --out new --duplicates nobody "School Census.csv" b.csv
expect 0 --out new --duplicates "School Census.csv" "School Census.csv" b.csv

# A file without a header, or with semicolons, is refused by name, and none of its cells is shown.
tail -n +2 b.csv > headless.csv
expect 3 --out never headless.csv b.csv
grep -q 'headless.csv:1:' err.txt || fail "the message does not name the file"
! grep -q "$(head -n 1 headless.csv | cut -d, -f2)" err.txt || fail "the message repeats a cell"
tr , ';' < b.csv > semicolons.csv
expect 3 --out never semicolons.csv "School Census.csv"
grep -q "the cells are separated by ';'" err.txt || fail "does not say that they are semicolons"
expect 2 --out never --keys upn,uln b.csv
grep -q 'no file has a column u' err.txt || fail "does not say that a key is in no file"
[ ! -e never ] || fail "a failed rehearsal left files"
[ -z "$(ls -d .rehearsal.* 2>/dev/null)" ] || fail "a hidden folder is left"
