# The linker cannot encode: its program has no code of the rooms that derive keys and no label of their
# derivations, and the rooms that it uses do not lead to them. tally-encoder and tally-protocol are the
# positive controls: the same search finds code and labels in them.
#
# protocol/keys derives the keys from the linkage secret, and protocol/secret opens the secret.
# protocol/rehearsal derives secrets from a rehearsal's seed. The linkage secret and the reference,
# release and project keys differ by one word in this derivation, so code that derives one can derive
# all. protocol/drafting, which makes agreements and identities before a run, uses it.
set -eu
bin=$1 source=$2
fail() { echo "$1"; exit 1; }

symbols() { nm -C "$bin/$1" | grep -cE "$2" || true; }
labels=$(grep -rhoE '"tallystick/1/[^"]*"' "$source"/protocol/{keys,rehearsal} | tr -d '"' | sort -u)
[ "$(wc -l <<<"$labels")" -ge 2 ] || fail "control: no labels found in the source"
for look in 'tally::keys::' 'rehearsal_bytes'; do
  [ "$(symbols tally-encoder "$look")" -gt 0 ] || fail "control: no $look found in tally-encoder"
  [ "$(symbols tally-linker "$look")" -eq 0 ] || fail "tally-linker holds code of $look"
done
for label in $labels; do
  grep -qaF "$label" "$bin/tally-encoder" || fail "control: no label $label in tally-encoder"
  if grep -qaF "$label" "$bin/tally-linker"; then fail "tally-linker holds the label $label"; fi
done
for room in keys rehearsal secret drafting; do
  [ -d "$source/protocol/$room" ] || fail "control: no room protocol/$room"
  grep -qx "tally_protocol_$room" "$bin/tally-protocol.links" ||
    fail "control: tally-protocol links no tally_protocol_$room"
  if grep -qx "tally_protocol_$room" "$bin/tally-linker.links"; then
    fail "tally-linker links tally_protocol_$room"
  fi
done
