# A sealed file: anybody can read its manifest. A reader gets the whole content or nothing; only its
# owner can read the output, and the evidence notes it. A stranger, a changed file and a secret are
# refused.
set -eu
bin=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
umask 0
protocol=$bin/tally-protocol

# refuse STATUS MESSAGE arguments...
refuse() {
  local status=$1 message=$2 got=0
  shift 2
  "$protocol" "$@" >out 2>err || got=$?
  [ "$got" -eq "$status" ] || { echo "status $got, not $status: $*"; cat err; exit 1; }
  grep -qF -- "$message" err || { echo "no \"$message\": $*"; cat err; exit 1; }
  [ ! -e content ] || { echo "content written: $*"; exit 1; }
}
shows() { grep -qF -- "$1" shown || { echo "not shown: $1"; cat shown; exit 1; }; }
open_as() { local who=$1; shift; echo open --agreement agreement.json --identity "$who" "$@"; }

for party in council:holder linkers:linker insights:analyst stranger:holder; do
  "$protocol" identity new --role "${party#*:}" --name "${party%:*}" --out "${party%:*}" >/dev/null
done
ends=$(($(date +%Y) + 1))-12-31
cat >template <<END
title: A test
party council: holder, key_maker; card council/council.party.pem
party linkers: linker; card linkers/linkers.party.pem
party insights: analyst; card insights/insights.party.pem
dataset school: held by council; profile person; fields local_id, forename, surname, date_of_birth
dataset clinic: held by council; profile person; fields local_id, forename, surname, date_of_birth
release to insights: school, clinic; flags yes; small counts 10
submissions last: 30 days
secret destroyed by: $ends
ends: $ends
END
"$protocol" agreement new --from template --out agreement.json 2>/dev/null
for party in council linkers insights; do
  "$protocol" agreement sign --agreement agreement.json --identity $party 2>/dev/null
done
"$protocol" secret new --agreement agreement.json --identity council --out secret.tally 2>/dev/null ||
  { echo "no sealed secret to try"; exit 1; }
"$protocol" close --agreement agreement.json --identity council --out closing.tally 2>/dev/null

"$protocol" show --in closing.tally >shown
shows "kind         closing"
shows "maker        council"
shows "readers      council, linkers, insights"
shows "The file is whole, and the signature verifies."
shows "To check also who made it"
"$protocol" show --in closing.tally --agreement agreement.json >shown
shows "the agreement allows it"

"$protocol" $(open_as insights --in closing.tally --out content) 2>err
grep -q "wrote content, the closing from council" err
grep -q '"format": "tallystick-closing/1"' content
[ "$(stat -c %a content)" = 600 ]
[ "$(grep -c '"event":"opened"' insights/evidence/*.jsonl)" = 1 ]
cp content before && rm content
"$protocol" $(open_as insights --in closing.tally --out content)  # again: received once, opened twice
cmp content before && rm content
[ "$(grep -c '"event":"received"' insights/evidence/*.jsonl)" = 1 ]
[ "$(grep -c '"event":"opened"' insights/evidence/*.jsonl)" = 2 ]

refuse 1 "this identity does not belong to any party" $(open_as stranger --in closing.tally --out content)
refuse 1 "before: already exists" $(open_as insights --in closing.tally --out before)
refuse 2 "closing.tally" $(open_as insights --in closing.tally --out closing.tally)
head -c 1000 closing.tally >short.tally
refuse 3 "short.tally: " $(open_as insights --in short.tally --out content)
refuse 3 "short.tally: " show --in short.tally
refuse 3 "hint: the file was cut or changed on its way" show --in short.tally
refuse 3 "not a sealed file" show --in agreement.json
refuse 3 "hint: sealed files end in .tally" show --in agreement.json
refuse 4 "absent: not a folder of keys" $(open_as absent --in closing.tally --out content)
cp closing.tally changed.tally
printf X | dd of=changed.tally bs=1 seek=40 conv=notrunc status=none
refuse 1 "header: its agreement differs from the manifest's" show --in changed.tally
refuse 1 "hint: the file was cut or changed on its way" show --in changed.tally
refuse 4 "none.tally" show --in none.tally
[ "$(grep -c '"event":"opened"' insights/evidence/*.jsonl)" = 2 ]

refuse 1 "is a secret, which is never written out" $(open_as council --in secret.tally --out content)
