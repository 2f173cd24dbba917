# tally-linker compare refuses a fault with the right status and its place, shows no CLK, and leaves no
# file. An existing output stays, and an output never replaces an input.
set -eu
umask 0
bin=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fail() { echo "$1"; exit 1; }

printf '{"clks": ["//8=", "8A8="]}' >left.json
printf '{"clks": ["//8=", "DwA="]}' >right.json

# refuses STATUS MESSAGE option...: adds --left and --right unless they are given.
refuses() {
  local wanted=$1 words=$2 status=0
  shift 2
  "$bin/tally-linker" compare --left "${left:-left.json}" --right "${right:-right.json}" "$@" \
    >out.txt 2>err.txt || status=$?
  [ "$status" = "$wanted" ] || { cat err.txt; fail "status $status, not $wanted: $*"; }
  grep -qF -e "$words" err.txt || { cat err.txt; fail "does not say \"$words\": $*"; }
  [ ! -s out.txt ] || fail "prints to standard output: $*"
  [ ! -e pairs.csv ] || fail "leaves an output: $*"
  [ -z "$(find . -name '.tally*')" ] || fail "leaves a hidden file: $*"
}

# The command line, before any file is read.
for threshold in 0 0.0 1.01 2 -0.5 high 0,8 0.8x '' 1e-1 nan 0x1; do
  left=none.json refuses 2 threshold --threshold "$threshold" --out pairs.csv
done
refuses 2 threshold --out pairs.csv
refuses 2 --out --threshold 0.8
refuses 2 abacus --threshold 0.8 --out pairs.csv --kernel abacus
refuses 2 threads --threshold 0.8 --out pairs.csv --threads 0
for input in left.json right.json; do
  cp $input before
  refuses 2 $input --threshold 0.8 --out $input --force
  cmp $input before
done

# Inputs.
left=none.json refuses 4 none.json --threshold 0.8 --out pairs.csv
right=none.json refuses 4 none.json --threshold 0.8 --out pairs.csv
refuses 4 no/such --threshold 0.8 --out no/such/pairs.csv
# malformed TEXT MESSAGE
malformed() {
  printf "$1" >bad.json
  right=bad.json refuses 3 "bad.json: $2" --threshold 0.8 --out pairs.csv
  left=bad.json refuses 3 "bad.json: $2" --threshold 0.8 --out pairs.csv
}
malformed '' 'ends early'
malformed '{"clks": ["//8=", "8A8' 'ends early'
malformed '{"clks": []}' 'line 1: no CLKs'
malformed '["//8="]' 'line 1: expected {"clks": ["base64", ...]} and nothing else'
malformed '{"clks": ["//8=", 8]}' 'entry 1: not a string'
malformed '{"clks": ["//8=", "8A9="]}' 'entry 1: must be base64'
if grep -q '8A9' err.txt; then fail "a CLK is shown"; fi
malformed '{"clks": ["//8=", "8A8A"]}' 'entry 1: its length differs from that of entry 0'
malformed '{"clknblocks": [["//8=", "1"]]}' 'line 1: the CLKs are in blocks'
grep -q 'hint: ' err.txt || fail "no hint about blocks"

# Filters of different lengths are not compared.
printf '{"clks": ["//8A"]}' >longer.json
right=longer.json refuses 1 'of 16 bits on the left and of 24 on the right' --threshold 0.8 --out pairs.csv
left=longer.json refuses 1 'of 24 bits on the left and of 16 on the right' --threshold 0.8 --out pairs.csv

# An existing output stays without --force, and also with it if the run fails.
printf 'mine\n' >kept.csv
refuses 1 kept.csv --threshold 0.8 --out kept.csv
right=bad.json refuses 3 bad.json --threshold 0.8 --out kept.csv --force
[ "$(cat kept.csv)" = mine ] || fail "an output has changed"
"$bin/tally-linker" compare --left left.json --right right.json --threshold 0.8 --out kept.csv --force \
  2>err.txt
[ "$(cat kept.csv)" = 'left,right,dice
0,0,1.000000' ] || { cat kept.csv; fail "--force does not write"; }
[ "$(stat -c %a kept.csv)" = 600 ] || fail "other users can read the pairs"
