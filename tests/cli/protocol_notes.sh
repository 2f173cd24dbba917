# The notes of a command agree with its outputs: a refused command notes nothing, a number belongs to
# only one file, and governance sees every fault.
. "$(dirname "$0")/linking.sh" "$@"
children 60 5
agree_on a.json "school health" "level: grouped"
log() { cat "$1"/evidence/*.jsonl; }

# refused COMMAND ...: the command ends with status 1.
refused() {
  local status=0
  "$@" >/dev/null 2>err.txt || status=$?
  [ $status = 1 ] || { cat err.txt; fail "status $status, not 1: $*"; }
}
for name in linker health; do
  refused tally-protocol secret new --agreement a.json --identity $name --out theirs.tally
  ! log $name | grep -q secret_made || fail "$name made no secret, and its log says so"
done
secret a.json school secret.tally
refused secret a.json school secret.tally
[ "$(log school | grep -c secret_made)" = 1 ] || fail "a secret that was not made is noted"
for name in school health; do submit a.json $name secret.tally $name.tally; done

# Two different files of one number: the second is refused, by open as by link.
cp -r linker linker2
tally-linker link --agreement a.json --identity linker --in school.tally --in health.tally --out one \
  >/dev/null 2>&1
tally-linker link --agreement a.json --identity linker2 --in school.tally --in health.tally --out two \
  >/dev/null 2>&1
open_as analyst a.json one/bridge-analyst.tally >/dev/null
refused tally-protocol open --agreement a.json --identity analyst --in two/bridge-analyst.tally --out b.csv
grep -q 'another file with the same number' err.txt || { cat err.txt; fail "no reason"; }

# Governance still needs a file that was replaced.
said() { grep -qF -- "$1" err.txt || { cat err.txt; fail "does not say: $1"; }; }
cp -r . ../"$(basename "$work")-again" && cd ../"$(basename "$work")-again"
tally-encoder encode --agreement a.json --dataset health --identity health --secret secret.tally \
  --in data/health.csv --out health.tally --force 2>err.txt
said "health.tally: replaces number 1 of the submission of health, and governance needs the old file"
said "the submission of health is number 2: keep number 1 too"
tally-linker link --agreement a.json --identity linker --in school.tally --in health.tally --out one \
  --force >/dev/null 2>err.txt
said "one/bridge-analyst.tally: replaces number 1 of the bridge for analyst"
said "one/report.tally: replaces number 1 of the report"
said "the report is number 2: keep number 1 too"
for number in 1 2; do
  tally-encoder attach --agreement a.json --dataset school --identity school --in data/school.csv \
    --keep sex --seal --out payload.tally --force 2>err.txt
  [ $number = 2 ] || ! grep -q 'keep number\|replaces' err.txt || fail "the first replaces nothing"
done
said "payload.tally: replaces number 1 of the payload of school for analyst"
said "the payload of school for analyst is number 2: keep number 1 too"
cd "$work"
rm -rf "$work-again"

# A file name with control characters does not control the terminal.
printf x >"$(printf 'a\033[31mb.tally')"
tally-linker check --agreement a.json --identity linker --in "$(printf 'a\033[31mb.tally')" 2>err.txt \
  >/dev/null || true
! grep -q "$(printf '\033')" err.txt || fail "an escape reaches the terminal"

# verify does not overwrite the files that it verifies.
mkdir run
cp a.json a.json.p7s ./*.tally one/*.tally run/
status=0
tally-protocol verify --in run --json run/a.json --force >/dev/null 2>&1 || status=$?
[ $status = 2 ] && cmp a.json run/a.json || fail "the agreement is overwritten: $status"

# A destroyed secret is not used again, even from a copy.
cp secret.tally kept.tally
tally-protocol secret destroy --agreement a.json --identity school --secret secret.tally 2>/dev/null
status=0
tally-encoder encode --agreement a.json --dataset school --identity school --secret kept.tally \
  --in data/school.csv --out again.tally 2>err.txt || status=$?
[ $status = 1 ] && grep -q 'kept.tally: you destroyed this secret on ' err.txt && [ ! -e again.tally ] ||
  { cat err.txt; fail "a destroyed secret is used: $status"; }
