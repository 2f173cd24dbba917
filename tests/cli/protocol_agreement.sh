# tally-protocol makes the agreements that the format's independent maker writes, shows them, and
# leaves nothing behind when it refuses.
set -eu
bin=$1 vectors=$2/tests/vectors
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
protocol=$bin/tally-protocol

"$protocol" agreement new --title "Example of one filter" --level single --keys upn --rehearsal-seed 1 \
  --dataset "school: local_id, forename, middle_names, surname, date_of_birth, sex, postcode, upn, uln" \
  --dataset "social:forename,middle_names,surname,date_of_birth,sex,postcode,nhs_number,upn" \
  --out single.json 2>single.err
cmp single.json "$vectors/single.agreement.json"
grep -q "uln: not used (--keys does not name it)" single.err
"$protocol" agreement new --title "Example of grouped filters" --keys nhs_number,upn --rehearsal-seed 2 \
  --dataset "health: forename, middle_names, surname, date_of_birth, sex, postcode, house, street, town, nhs_number" \
  --dataset "cin: date_of_birth, sex, upn, other_1" \
  --dataset "social: forename, middle_names, surname, date_of_birth, sex, postcode, nhs_number, upn" \
  --duplicates cin --rows-per-record 4 --out grouped.json 2>grouped.err
cmp grouped.json "$vectors/grouped.agreement.json"
grep -q "other_1: not used (only one data set has it)" grouped.err

"$protocol" agreement show --in single.json >shown
head -n 1 shown | grep -q '^REHEARSAL'
"$protocol" agreement show --in "$vectors/detailed.agreement.json" | head -n 1 | grep -q '^Example'

# refuse STATUS MESSAGE arguments...: agreement new ends so, and writes nothing.
refuse() {
  local status=$1 message=$2 got=0
  shift 2
  "$protocol" agreement new --title T --out refused.json "$@" 2>err || got=$?
  [ "$got" -eq "$status" ] || { echo "status $got, not $status: $*"; cat err; exit 1; }
  grep -qF -- "$message" err || { echo "no \"$message\": $*"; cat err; exit 1; }
  if grep -q Marigold err; then echo "a value is shown: $*"; exit 1; fi
  [ ! -e refused.json ] || { echo "an output is left: $*"; exit 1; }
}
refuse 2 "--dataset" --keys upn
refuse 2 "not NAME: FIELD" --dataset surname
refuse 2 "not NAME: FIELD" --dataset "Big School: surname"
refuse 2 "--dataset a: item 2: not a field" --dataset "a: surname, Marigold"
refuse 2 "--dataset a: item 2: given twice" --dataset "a: surname, surname"
refuse 2 "--dataset a: item 1: not a field" --dataset "a:"
refuse 2 "has no field to encode" --dataset "a: upn"
refuse 2 "--keys: not a key" --dataset "a: surname" --keys surname
refuse 2 "--keys: no data set has uln" --dataset "a: surname" --keys uln
refuse 2 "--duplicates: no such data set" --dataset "a: surname" --duplicates b
refuse 2 "--level" --dataset "a: surname" --level best
refuse 2 "--rows-per-record" --dataset "a: surname" --rows-per-record 9
refuse 1 "two called \"a\"" --dataset "a: surname" --dataset "a: town"
refuse 1 "two called \"linker\"" --dataset "linker: surname"
refuse 1 "whole values only" --dataset "a: sex"

# An agreement that exists stays, unless --force says otherwise.
before=$(sha256sum single.json)
if "$protocol" agreement new --title T --dataset "a: surname" --out single.json 2>err; then exit 1; fi
grep -q "single.json" err
[ "$before" = "$(sha256sum single.json)" ]
"$protocol" agreement new --title T --dataset "a: surname" --out single.json --force 2>/dev/null
if cmp -s single.json "$vectors/single.agreement.json"; then echo "not replaced"; exit 1; fi

# What is not an agreement, byte for byte, is malformed.
for fault in 's/"bits": 130/"bits": 0130/' 's/^/ /' 's/"purpose"/"Purpose"/'; do
  sed "$fault" "$vectors/detailed.agreement.json" >bad.json
  got=0
  "$protocol" agreement show --in bad.json >shown 2>err || got=$?
  [ "$got" -eq 3 ] || { echo "status $got for $fault"; exit 1; }
  grep -q 'error: bad.json: ' err
  [ ! -s shown ]
done
