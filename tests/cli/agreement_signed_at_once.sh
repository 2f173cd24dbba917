# If ten parties sign one agreement at the same moment, all ten signatures are kept, and each party
# notes its own. A killed signer does not keep the others waiting, and may sign again.
set -eu
PATH="$1:$PATH"
. "$2/tests/cli/parties.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fail() { echo "$1"; exit 1; }

lines=("level: grouped")
names=$(seq -f 'holder%g' 10)
for name in $names; do
  party "$name" holder
  role=holder
  [ "$name" != holder1 ] || role="holder, key_maker"
  lines+=("party $name: $role; card $name/$name.party.pem"
    "dataset $name: held by $name; profile person; fields forename, surname, date_of_birth, sex, postcode")
done
party linker linker
agree unsigned.json "${lines[@]}" "party linker: linker; card linker/linker.party.pem"
rm unsigned.json.p7s
for turn in 1 2 3; do
  cp unsigned.json a.json
  rm -f a.json.p7s
  tally-protocol agreement sign --agreement a.json --identity linker 2>/dev/null
  for name in $names; do
    tally-protocol agreement sign --agreement a.json --identity "$name" 2>"$name.err" &
  done
  wait
  tally-protocol agreement verify --agreement a.json >/dev/null || { cat ./*.err; fail "turn $turn: signatures are lost"; }
done
for name in $names; do
  [ "$(grep -c '"event":"signed"' "$name"/evidence/*.jsonl)" = 4 ] || fail "$name did not note its signatures"
done

# Kills a signer at moments spread over a run. The next signer can always sign.
cp unsigned.json a.json
rm -f a.json.p7s
for delay in 002 004 006 008 010 012 015 020 030; do
  tally-protocol agreement sign --agreement a.json --identity holder1 2>/dev/null &
  sleep 0.$delay
  kill -9 $! 2>/dev/null || true
  wait $! 2>/dev/null || true
done
for name in linker $names; do
  timeout 20 tally-protocol agreement sign --agreement a.json --identity "$name" 2>"$name.err" ||
    fail "$name cannot sign: $(cat "$name.err")"
done
tally-protocol agreement verify --agreement a.json >/dev/null
[ -z "$(find . -maxdepth 1 -name '.tally*')" ] || fail "a temporary file is left"
