# No output replaces a key, whatever is forced: a lost reference key cannot be made again.
. "$(dirname "$0")/holder.sh" "$1"
people 20 > in.csv
cp id/reference.key reference.before
cp secret.key secret.before
for key in id/reference.key secret.key; do
  status=0
  tally-encoder attach --agreement a.json --dataset school --identity id --in in.csv --out "$key" \
    --force 2>err || status=$?
  [ $status = 1 ] || fail "attach over $key: exit $status"
  grep -q 'no key is ever overwritten' err || fail "no reason given"
done
status=0
tally-encoder encode --agreement a.json --dataset school --identity id --secret secret.key \
  --in in.csv --out out --rejects id/reference.key --force 2>/dev/null || status=$?
[ $status = 1 ] || fail "rejects over a key: exit $status"
cmp id/reference.key reference.before
cmp secret.key secret.before
