# The linker cannot encode: no code of tally_keys or tally_setup is in its program, nor a label of their
# derivations, and no target it links leads there. tally-encoder is the positive control: the same look
# finds them there.
#
# tally_setup has what a rehearsal derives from its seed. One function gives a rehearsal's linkage
# secret, reference, release and project keys, told apart by a word, so whoever has it has the secret.
# The linker does not need it: an identity is made by tally-protocol, and the linker reads it.
set -eu
bin=$1 source=$2
fail() { echo "$1"; exit 1; }

symbols() { nm -C "$1" | grep -cE "$2" || true; }
labels=$(grep -rhoE '"tallystick/1/[^"]*"' "$source/protocol/keys" "$source/protocol/rehearsal.cc" | tr -d '"' | sort -u)
[ "$(wc -l <<<"$labels")" -ge 2 ] || fail "control: no labels found in the source"
for program in tally-encoder tally-linker; do
  [ -f "$bin/$program.links" ] || fail "no link closure of $program"
done
for look in 'tally::keys::' 'rehearsal_bytes'; do
  [ "$(symbols "$bin/tally-encoder" "$look")" -gt 0 ] || fail "control: no $look found in tally-encoder"
  [ "$(symbols "$bin/tally-linker" "$look")" -eq 0 ] || fail "tally-linker holds code of $look"
done
for label in $labels; do
  grep -qaF "$label" "$bin/tally-encoder" || fail "control: no label $label in tally-encoder"
  if grep -qaF "$label" "$bin/tally-linker"; then fail "tally-linker holds the label $label"; fi
done
for target in tally_keys tally_setup; do
  grep -qx "$target" "$bin/tally-encoder.links" || fail "control: tally-encoder links no $target"
  if grep -qx "$target" "$bin/tally-linker.links"; then fail "tally-linker links $target"; fi
done
