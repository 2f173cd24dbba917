# The secret is sealed to the holders. It comes from a seed only in rehearsals, and is never
# overwritten. Two holders can compare it by telephone. When it is destroyed, its file is removed and
# this is noted.
. "$(dirname "$0")/linking.sh" "$@"
children 20 5
agree_on real.json "school health" "level: grouped"
agree_on rehearsal.json "school health" "level: grouped" "rehearsal-seed: 1"
umask 0

# refuse STATUS MESSAGE arguments...
refuse() {
  local status=$1 message=$2 got=0
  shift 2
  tally-protocol "$@" >out 2>err || got=$?
  [ "$got" -eq "$status" ] || { cat err; fail "status $got, not $status: $*"; }
  grep -qF -- "$message" err || { cat err; fail "no \"$message\": $*"; }
}
telephone() { tally-protocol secret fingerprint --agreement "$1.json" --identity "$2" --secret "$3"; }

secret real.json school random.tally
[ "$(stat -c %a random.tally)" = 600 ] || fail "other users can read the secret's file"
telephone real school random.tally | grep -qE '^[0-9a-f]{4}( [0-9a-f]{4}){7}$'
[ "$(telephone real school random.tally)" = "$(telephone real health random.tally)" ]
for seed in 1 2; do
  tally-protocol secret new --agreement rehearsal.json --identity school --out $seed.tally --rehearsal-seed $seed
done
tally-protocol secret new --agreement rehearsal.json --identity school --out again.tally --rehearsal-seed 2
[ "$(telephone rehearsal school 2.tally)" = "$(telephone rehearsal health again.tally)" ]
refuse 1 "has already been received" secret fingerprint --agreement rehearsal.json --identity health --secret 1.tally

refuse 1 "not a rehearsal" secret new --agreement real.json --identity school --out none --rehearsal-seed 1
[ ! -e none ]
refuse 2 "--rehearsal-seed" secret new --agreement rehearsal.json --identity school --out none --rehearsal-seed one
refuse 1 "exists" secret new --agreement real.json --identity school --out random.tally
refuse 1 "may not make it" secret new --agreement real.json --identity health --out none
refuse 1 "may not make it" secret new --agreement real.json --identity linker --out none
refuse 1 "in another project" secret fingerprint --agreement real.json --identity health --secret 2.tally
refuse 1 "hint: compare your agreement with the maker's" secret fingerprint --agreement real.json --identity health --secret 2.tally
refuse 4 "hint: name your sealed copy of the secret" secret destroy --agreement real.json --identity health --secret absent.tally
refuse 3 "real.json" secret fingerprint --agreement real.json --identity health --secret real.json

tally-protocol secret destroy --agreement real.json --identity health --secret random.tally 2>/dev/null
[ ! -e random.tally ] || fail "the secret is still there"
# A command that was stopped after it had wiped the file is finished by the same command.
truncate -s 3000 random.tally
tally-protocol secret destroy --agreement real.json --identity health --secret random.tally 2>/dev/null
[ ! -e random.tally ] || fail "the wiped file is still there"
truncate -s 3000 zeros
refuse 3 "zeros" secret destroy --agreement real.json --identity school --secret zeros
[ -e zeros ] || fail "a file of zeros is removed, but no secret was destroyed"
[ "$(cat health/evidence/*.jsonl | grep -c '"event":"secret_destroyed"')" = 1 ] ||
  fail "noted twice"
grep -q '"event":"secret_destroyed"' health/evidence/*.jsonl || fail "not noted"
tally-protocol close --agreement real.json --identity health --out closing.tally 2>/dev/null
open_as linker real.json closing.tally | grep -q '"secret_destroyed": "20' || fail "not in the closing statement"

# The log of one project does not serve another.
logs=(school/evidence/*.jsonl)
cp "${logs[0]}" first.jsonl
cp "${logs[1]}" "${logs[0]}"
cp first.jsonl "${logs[1]}"
for agreement in real rehearsal; do
  refuse 1 "the log of another project" secret new --agreement $agreement.json --identity school --out none
done
[ ! -e none ]
