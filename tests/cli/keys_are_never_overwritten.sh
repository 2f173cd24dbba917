# No output replaces a key, even with --force: a lost reference key cannot be made again.
. "$(dirname "$0")/holder.sh" "$@"
people 20 > in.csv
cp school/reference.key reference.before
cp school/signing.key signing.before
for key in school/reference.key school/signing.key school/opening.key; do
  status=0
  tally-encoder attach --agreement a.json --dataset school --identity school --in in.csv --out "$key" \
    --force 2>err || status=$?
  [ $status = 1 ] || fail "attach over $key: exit $status"
  grep -q 'no key is ever overwritten' err || fail "no reason given"
done
status=0
tally-encoder encode --agreement a.json --dataset school --identity school --secret secret.tally \
  --in in.csv --out out --rejects school/reference.key --force 2>/dev/null || status=$?
[ $status = 1 ] || fail "rejects over a key: exit $status"
cmp school/reference.key reference.before
cmp school/signing.key signing.before
