# tally-encoder clk reads clkhash's schema, secret and CSV, and writes anonlink's file with the same
# bytes as clkhash 0.18.3. It refuses a fault with its place, shows no cell, and leaves no file.
set -eu
bin=$1 vectors=$2/tests/vectors/clk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The files of one case: schema.json, secret, in.csv, expected.json.
python3 - "$vectors/cases/001_v3_person_blake_bpf200_l1024.json" <<'PY'
import json, sys
case = json.load(open(sys.argv[1], encoding="utf-8"))
json.dump(case["schema"], open("schema.json", "w"))
open("secret", "w").write(case["secret"])
open("in.csv", "w", newline="").write(case["csv"])
json.dump({"clks": case["expected"]["clks"]}, open("expected.json", "w"))
PY
chmod 600 secret

# To use other files: in=FILE clk ..., schema=FILE clk ...
clk() {
  "$bin/tally-encoder" clk --schema "${schema:-schema.json}" --secret-file secret \
    --in "${in:-in.csv}" "$@"
}
# refuse STATUS MESSAGE options...
refuse() {
  local status=$1 message=$2 got=0
  shift 2
  rm -f none.json
  clk --out none.json "$@" >out 2>err || got=$?
  [ "$got" -eq "$status" ] || { echo "status $got, not $status: $*"; cat err; exit 1; }
  grep -qF -- "$message" err || { echo "no \"$message\": $*"; cat err; exit 1; }
  [ ! -e none.json ] || { echo "an output is left: $*"; exit 1; }
}

umask 0
clk --out out.json 2>err
cmp out.json expected.json
[ "$(stat -c %a out.json)" = 600 ]
grep -q '12 rows encoded' err
if clk --out out.json 2>err; then echo "overwrote without --force"; exit 1; fi
clk --out out.json --force 2>err
clk --out /dev/stdout 2>err | cmp - expected.json

# One line ending after the secret, of either kind, comes from an editor. A second one belongs to the
# secret.
for ending in '\n' '\r\n'; do
  printf "correct horse$ending" >secret
  clk --out out.json --force 2>err
  cmp out.json expected.json
done
printf 'correct horse\n\n' >secret
clk --out other.json 2>err
if cmp -s other.json expected.json; then echo "removed two line endings"; exit 1; fi
printf 'correct horse' >secret

# The first row.
tail -n +2 in.csv >rows.csv
in=rows.csv clk --out out.json --force --header none 2>err
cmp out.json expected.json
sed '1s/.*/something else/' in.csv >titled.csv
in=titled.csv clk --out out.json --force --header ignore 2>err
cmp out.json expected.json
in=titled.csv refuse 3 'titled.csv:1: a header of 1 column where the schema has 5 features'
in=rows.csv refuse 3 'rows.csv:1: column 1 is not called "given"'
refuse 2 '--header' --header no
refuse 2 '--validate' --validate maybe
: >empty.csv
in=empty.csv refuse 3 'empty.csv: empty: it needs at least a header'
in=empty.csv clk --out none.json --header none 2>err
[ "$(cat none.json)" = '{"clks": []}' ]

# Cells.
sed '5s/,[MFX],/,Hermaphrodite,/' in.csv >cell.csv
in=cell.csv refuse 3 'cell.csv:5: column "sex": not one of the schema'"'"'s values'
if grep -q Herma err; then echo "a cell is shown"; exit 1; fi
in=cell.csv clk --out out.json --force --validate no 2>err
printf 'given,family,birth,sex,postcode\na,b,1999-01-01,M,1234\n\n' >in2.csv
in=in2.csv refuse 3 'in2.csv:3: 0 cells where the schema has 5 features'

# Schemas and secrets.
sed 's/"l": 1024/"l": 0/' schema.json >bad.json
schema=bad.json refuse 3 'bad.json: clkConfig.l: less than 1'
sed 's/%Y-%m-%d/%Y-%U-%w/' schema.json >beyond.json
schema=beyond.json refuse 1 \
  'beyond.json: features[2]: format: this software does not read the date directive %U'
echo '{' >bad.json
schema=bad.json refuse 3 'bad.json: line '
in=none.csv refuse 4 'none.csv'
chmod 644 secret
refuse 1 'secret: readable by other users'
chmod 600 secret
cp in.csv before
refuse 2 '' --out in.csv --force
cmp in.csv before
