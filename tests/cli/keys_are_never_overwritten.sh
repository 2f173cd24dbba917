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

# The same holds for evidence logs and an identity's certificates, also through a symbolic link and
# by commands without an identity.
log=$(echo school/evidence/*.jsonl)
ln -s "$work/$log" link_to_log
ln -s "$work/school/signing.pem" link_to_certificate
person() { tally-encoder check --profile person --in in.csv --report "$1" --force; }
rejects() { encode in.csv out --rejects "$1" --force; }
governed() { tally-protocol annex --agreement a.json --out "$1" --force; }
drafted() { tally-protocol agreement new --from a.json.template --out "$1" --force; }
opened() { tally-protocol open --agreement a.json --identity linker --in own.tally --out "$1" --force; }
encode in.csv own.tally 2>/dev/null
cp "$log" log.before
cp school/signing.pem certificate.before
cp school/school.party.pem card.before
for command in person governed drafted opened; do
  for output in "$log" link_to_log; do
    expect 1 "$output: holds an evidence log, and no log is ever overwritten" $command "$output"
  done
  for output in school/signing.pem school/school.party.pem link_to_certificate; do
    expect 1 "$output: holds a certificate of an identity" $command "$output"
  done
done
expect 1 "link_to_log: holds an evidence log" encode in.csv link_to_log --force
expect 1 "link_to_certificate: holds a certificate" rejects link_to_certificate
cmp "$log" log.before
cmp school/signing.pem certificate.before
cmp school/school.party.pem card.before
# A copy of a certificate is an output like any other.
cp school/school.party.pem copy.pem
governed copy.pem 2>/dev/null
