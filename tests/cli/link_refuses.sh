# If one submission fails one check, the linker refuses the whole run, names the file and the check, and
# leaves no output. It replaces outputs only with --force.
. "$(dirname "$0")/linking.sh" "$@"
children 60 5
agree_on ours.json "school health" "level: grouped" "rehearsal-seed: 1"
agree_on project.json "school health" "level: grouped" "rehearsal-seed: 2"
agree_on level.json "school health" "level: detailed" "rehearsal-seed: 1"
secret ours.json school shared.tally
submit ours.json school shared.tally school.tally
submit ours.json health shared.tally older.tally
submit ours.json health shared.tally health.tally
for other in project level; do
  secret $other.json school $other.secret
  submit $other.json health $other.secret $other.tally
done
secret ours.json school another.tally
submit ours.json health another.tally secret.tally

# refuses STATUS WORDS FILE...: linking the files fails with this status and these words, and leaves no
# output. check reports the same.
refuses() {
  local wanted=$1 words=$2 status=0
  shift 2
  tally-linker link --agreement ours.json --identity linker $(printf -- '--in %s ' "$@") --out results \
    >out.txt 2>err.txt || status=$?
  [ "$status" = "$wanted" ] || { cat err.txt; fail "exit $status, not $wanted: $*"; }
  grep -q "$words" err.txt || { cat err.txt; fail "does not say \"$words\": $*"; }
  [ ! -s out.txt ] || fail "prints results: $*"
  [ ! -e results ] || fail "leaves results: $*"
  [ -z "$(find . -name '.*' -newer secret.tally ! -name . -print)" ] || fail "leaves a hidden file: $*"
  status=0
  tally-linker check --agreement ours.json --identity linker $(printf -- '--in %s ' "$@") >out.txt \
    2>err.txt || status=$?
  [ "$status" = "$wanted" ] || { cat err.txt; fail "check: exit $status, not $wanted: $*"; }
  grep -q "$words" err.txt || { cat err.txt; fail "check does not say \"$words\": $*"; }
}
refuses 1 'different secrets' school.tally secret.tally
refuses 1 'project.tally: ' school.tally project.tally
refuses 1 'level.tally: ' school.tally level.tally
refuses 1 'school.tally' school.tally school.tally
refuses 1 'health' school.tally
refuses 1 'shared.tally: ' school.tally shared.tally
refuses 4 'nowhere.tally' school.tally nowhere.tally
: > empty.tally
refuses 3 'empty.tally' school.tally empty.tally
cp data/health.csv notours.tally
refuses 3 'notours.tally' school.tally notours.tally
open_as linker ours.json health.tally >plain.tally
refuses 3 'plain.tally' school.tally plain.tally
size=$(wc -c < health.tally)
for cut in 1 7 8 100 200 1500 $((size / 2)) $((size - 1)); do
  head -c "$cut" health.tally > short.tally
  refuses 3 'short.tally' school.tally short.tally
done
{ cat health.tally; echo; } > long.tally
refuses 3 'long.tally' school.tally long.tally
# A holder cannot link, and neither can a stranger.
party stranger linker
for name in school stranger; do
  status=0
  tally-linker link --agreement ours.json --identity $name --in school.tally --in health.tally \
    --out results 2>err.txt >out.txt || status=$?
  [ $status = 1 ] && [ ! -e results ] || fail "$name links: exit $status"
done

# Usage errors come before any file is read.
status=0
tally-linker link --agreement ours.json --identity linker --in school.tally --in health.tally \
  --out results --kernel abacus 2>err.txt || status=$?
[ $status = 2 ] && grep -q abacus err.txt && [ ! -e results ] || fail "an unknown kernel: exit $status"

# Existing results stay without --force. A file that is older than the last one received is a replay.
link() {
  tally-linker link --agreement ours.json --identity linker --in school.tally "$@" --out results \
    2>err.txt
}
link --in health.tally >first.txt
cp -r results kept
for again in "--in health.tally" "--in secret.tally --force" "--in older.tally --force"; do
  status=0
  link $again >/dev/null || status=$?
  [ $status = 1 ] && diff -r results kept || fail "$again: exit $status"
done
grep -q 'older.tally: this is file 1; file 2 has already been received' err.txt || { cat err.txt; fail "the replay is not found"; }
[ "$(stat -c %a results/links.csv)" = 600 ] || fail "other users can read the links"
