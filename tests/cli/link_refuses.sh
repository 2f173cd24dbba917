# The linker refuses the whole run when one submission fails one check, says which file and which check,
# and leaves nothing; it never replaces what it was not told to.
set -eu
PATH="$1:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fail() { echo "$1"; exit 1; }

tally-people --people 60 --seed 5 --out data 2>/dev/null
# agreement NAME SEED LEVEL: two data sets under a project of their own.
agreement() {
  tally-protocol agreement new --title T --rehearsal-seed "$2" --level "$3" --out "$1.json" \
    --dataset "school: $(tally-encoder check --profile person --in data/school.csv --fields)" \
    --dataset "health: $(tally-encoder check --profile person --in data/health.csv --fields)" 2>/dev/null
}
# submission AGREEMENT DATASET SECRET OUT
submission() {
  tally-encoder encode --agreement "$1.json" --dataset "$2" --identity holder --secret "$3" \
    --in "data/$2.csv" --out "$4" 2>/dev/null
}
agreement ours 1 grouped
agreement project 2 grouped
agreement level 1 detailed
tally-protocol identity new --role holder --out holder 2>/dev/null
tally-protocol identity new --role linker --out linker 2>/dev/null
for secret in shared other; do
  tally-protocol secret new --agreement ours.json --out $secret 2>/dev/null
done
submission ours school shared school.tally
submission ours health shared health.tally
submission ours health other secret.tally
submission project health shared project.tally
submission level health shared level.tally

# refuses STATUS WORDS FILE...: linking the files fails so, with these words, and leaves nothing.
refuses() {
  local wanted=$1 words=$2 status=0
  shift 2
  tally-linker link --agreement ours.json --identity linker $(printf -- '--in %s ' "$@") --out results \
    >out.txt 2>err.txt || status=$?
  [ "$status" = "$wanted" ] || { cat err.txt; fail "exit $status, not $wanted: $*"; }
  grep -q "$words" err.txt || { cat err.txt; fail "does not say \"$words\": $*"; }
  [ ! -s out.txt ] || fail "prints results: $*"
  [ ! -e results ] || fail "leaves results: $*"
  [ -z "$(find . -name '.*' -newer health.tally ! -name . -print)" ] || fail "leaves something hidden: $*"
}
refuses 1 'different secrets' school.tally secret.tally
refuses 1 'project.tally: ' school.tally project.tally
refuses 1 'level.tally: ' school.tally level.tally
refuses 1 'school.tally' school.tally school.tally
refuses 1 'health' school.tally
refuses 4 'nowhere.tally' school.tally nowhere.tally
: > empty.tally
refuses 3 'empty.tally' school.tally empty.tally
cp data/health.csv notours.tally
refuses 3 'notours.tally' school.tally notours.tally
size=$(wc -c < health.tally)
for cut in 1 7 8 100 131 132 400 $((size / 2)) $((size - 1)); do
  head -c "$cut" health.tally > short.tally
  refuses 3 'short.tally' school.tally short.tally
done
{ cat health.tally; echo; } > long.tally
refuses 3 'long.tally' school.tally long.tally

# Every byte of the header before the names, flipped: refused, with one reason or another.
for place in $(seq 0 131); do
  cp health.tally flipped.tally
  byte=$(od -An -tu1 -j "$place" -N 1 health.tally)
  printf "\\$(printf %03o $((byte ^ 1)))" | dd of=flipped.tally bs=1 seek="$place" conv=notrunc 2>/dev/null
  status=0
  tally-linker link --agreement ours.json --identity linker --in school.tally --in flipped.tally \
    --out results >out.txt 2>err.txt || status=$?
  case $status in 1|3) ;; *) fail "byte $place flipped: exit $status" ;; esac
  grep -q 'flipped.tally' err.txt || fail "byte $place flipped: the file is not named"
  [ ! -e results ] || fail "byte $place flipped: results are there"
done

# Usage, before anything is read.
status=0
tally-linker link --agreement ours.json --identity linker --in school.tally --in health.tally \
  --out results --kernel abacus 2>err.txt || status=$?
[ $status = 2 ] && grep -q abacus err.txt && [ ! -e results ] || fail "an unknown kernel: exit $status"

# What is there stays unless it is to be replaced.
tally-linker link --agreement ours.json --identity linker --in school.tally --in health.tally \
  --out results >first.txt 2>/dev/null
cp -r results kept
status=0
tally-linker link --agreement ours.json --identity linker --in school.tally --in health.tally \
  --out results >/dev/null 2>err.txt || status=$?
[ $status = 1 ] && diff -r results kept || fail "an output that exists: exit $status"
status=0
tally-linker link --agreement ours.json --identity linker --in school.tally --in secret.tally \
  --out results --force >/dev/null 2>err.txt || status=$?
[ $status = 1 ] && diff -r results kept || fail "a refused run has touched the last good output"
[ "$(stat -c %a results/links.csv)" = 600 ] || fail "others may read the links"
