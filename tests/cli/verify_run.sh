# verify proves a run of two weeks from the files that passed between the parties, without any key. It
# finds every file that was changed, dropped or swapped afterwards.
set -eu
bin=$(realpath "$1")
rehearse="$2/scripts/rehearse"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
fail() { echo "$1"; exit 1; }
verify() { # STATUS FOLDER: its output is in out.txt
  local status=0
  "$bin/tally-protocol" verify --in "$2" >out.txt 2>err.txt || status=$?
  [ "$status" = "$1" ] || { cat out.txt err.txt; fail "exit $status, not $1: $2"; }
}
found() { grep -q "^$1 *$2" out.txt || { cat out.txt; fail "not found: $1 $2"; }; }

"$bin/tally-people" --people 300 --seed 3 --out data 2>/dev/null
"$rehearse" --bin "$bin" --out run data/school.csv data/health.csv >/dev/null 2>err.txt || { cat err.txt; exit 1; }
verify 0 run/exchange
! grep -q '^fail' out.txt
! grep -q '^not_checkable' out.txt
[ "$(grep -c '^not_due' out.txt)" = 1 ] && found not_due secret-destroyed
found claimed readers-could-open

# A party that has closed a run can continue only under an amendment.
cd run
as() { echo "--agreement $agreement --identity parties/$1/identity"; }
agreement=agreement.json
encode() { # NAME OPTION ...
  local name=$1
  shift
  "$bin/tally-encoder" encode $(as $name) --dataset $name --secret exchange/secret.tally \
    --in ../data/$name.csv "$@"
}
mkdir exchange/2
before=$(cat parties/school/identity/evidence/*.jsonl)
refused() {
  ! "$@" >/dev/null 2>err.txt || fail "not refused: $*"
  grep -q 'closed this run on 20' err.txt || { cat err.txt; fail "no reason: $*"; }
}
refused encode school --out exchange/2/school.tally
refused "$bin/tally-encoder" attach $(as school) --dataset school --in ../data/school.csv --out plain.csv
refused "$bin/tally-protocol" secret fingerprint $(as school) --secret exchange/secret.tally
refused "$bin/tally-protocol" close $(as school) --out exchange/school.closing.tally
refused "$bin/tally-linker" link $(as linker) --in exchange/school.tally --in exchange/health.tally --out no
[ "$before" = "$(cat parties/school/identity/evidence/*.jsonl)" ] || fail "a refused command is noted"
"$bin/tally-protocol" open $(as analyst) --in exchange/school.closing.tally --out read.json
rm err.txt read.json

# A second week: the same files with the next numbers under an amendment, and the parties close again.
amend() { # FINGERPRINT OF THE AMENDED
  sed "s/^  \"amends\": \".*\"/  \"amends\": \"$1\"/" agreement.json
}
fingerprint() { sha256sum <"$1" | cut -c1-64; }
agreement=amended.json
amend $(fingerprint agreement.json) >$agreement
for name in school health linker analyst; do
  "$bin/tally-protocol" agreement sign $(as $name) 2>/dev/null
done
cp $agreement $agreement.p7s exchange/
encode school --out exchange/2/school.tally 2>/dev/null
cp parties/school/identity/evidence/*.jsonl exchange/school.jsonl
verify 0 exchange
encode health --out exchange/2/health.tally 2>/dev/null
"$bin/tally-linker" link $(as linker) --in exchange/2/school.tally --in exchange/2/health.tally \
  --out parties/linker/again >/dev/null 2>&1
cp parties/linker/again/*.tally exchange/2/
for name in school health linker analyst; do
  "$bin/tally-protocol" close $(as $name) --out exchange/2/$name.closing.tally 2>err.txt
  grep -q "your log: parties/$name/identity/evidence/[0-9a-f]*.jsonl: give .* named $name.jsonl" err.txt ||
    { cat err.txt; fail "the place of the log is not printed"; }
  cp parties/$name/identity/evidence/*.jsonl exchange/$name.jsonl
done
cd ..
verify 0 run/exchange
found pass sequences-chain
found pass closing-statements-here

# The page and the JSON are not overwritten without --force.
"$bin/tally-protocol" verify --in run/exchange --out page.html --json page.json >/dev/null
grep -q '"passed": true' page.json
grep -q 'not due yet' page.html
! "$bin/tally-protocol" verify --in run/exchange --out page.html >/dev/null 2>&1 || fail "overwrote"
"$bin/tally-protocol" verify --in run/exchange --out page.html --force >/dev/null

spoil() { # a fresh copy of what passed between the parties
  rm -rf spoilt
  cp -r run/exchange spoilt
}
spoil
printf x | dd of=spoilt/school.tally bs=1 seek=3000 conv=notrunc 2>/dev/null
verify 1 spoilt
found fail files-intact

spoil
head -n 5 run/exchange/school.jsonl >spoilt/school.jsonl
verify 1 spoilt
found fail logs-have-pinned-heads

spoil
sed -i 's/"rejected":[0-9]*/"rejected":77/' spoilt/health.jsonl
verify 1 spoilt
found fail logs-chain-intact

spoil
rm spoilt/health.jsonl
verify 0 spoilt
found not_checkable logs-here

spoil
rm spoilt/agreement.json.p7s
verify 1 spoilt
found fail agreement-signed-by-all

# An older copy of the linker's log, from before it sealed the report, does not count beside the whole
# log.
spoil
head -n 6 run/exchange/linker.jsonl >spoilt/linker-2026.jsonl
verify 0 spoilt
found pass report-sealed
grep -q 'linker-2026.jsonl is an older copy of linker.jsonl' out.txt

# An amendment with one signature is a draft until something is made under it.
spoil
(cd run && amend $(fingerprint amended.json)) >spoilt/draft.json
cp -r run/parties parties
"$bin/tally-protocol" agreement sign --agreement spoilt/draft.json \
  --identity parties/health/identity 2>/dev/null
cp parties/health/identity/evidence/*.jsonl spoilt/health.jsonl
verify 0 spoilt
found pass agreement-signed-by-all
found not_checkable logs-anchored  # it has closed, and signed since
grep -q 'draft.json: an amendment that some parties have not signed and under which nothing was made' out.txt
"$bin/tally-protocol" close --agreement run/amended.json --identity parties/health/identity \
  --out spoilt/again.tally 2>/dev/null
cp parties/health/identity/evidence/*.jsonl spoilt/health.jsonl
verify 0 spoilt
found pass logs-anchored

mkdir empty
verify 3 empty
