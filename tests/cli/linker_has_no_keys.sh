# The linker cannot encode: no code of tally_keys is in its program, and no target it links leads there.
# tally-encoder is the positive control: the same look finds the keys there.
set -eu
bin=$1

symbols() { nm -C "$1" | grep -c 'tally::keys::' || true; }
for program in tally-encoder tally-linker; do
  [ -f "$bin/$program.links" ] || { echo "no link closure of $program"; exit 1; }
done
[ "$(symbols "$bin/tally-encoder")" -gt 0 ] || { echo "control: no keys found in tally-encoder"; exit 1; }
grep -qx tally_keys "$bin/tally-encoder.links" || { echo "control: tally-encoder links no tally_keys"; exit 1; }
[ "$(symbols "$bin/tally-linker")" -eq 0 ] || { echo "tally-linker holds code of tally_keys"; exit 1; }
if grep -qx tally_keys "$bin/tally-linker.links"; then
  echo "tally-linker links tally_keys"; exit 1
fi
