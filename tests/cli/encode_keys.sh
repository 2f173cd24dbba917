# encode refuses keys that other users can read, are damaged or are of another kind, and writes nothing.
. "$(dirname "$0")/holder.sh" "$@"
people 3 > in.csv
for key in signing opening reference; do
  chmod 604 school/$key.key
  expect 1 "school/$key.key: readable by other users" encode in.csv out
  chmod 600 school/$key.key
done
cp secret.tally good.tally
head -c 200 good.tally > short.tally
for bad in short.tally school/reference.key a.json; do
  cp $bad secret.tally
  expect 3 "secret.tally" encode in.csv out
done
rm secret.tally
expect 4 "secret.tally" encode in.csv out

# Only the key maker can make the secret, and only holders can open it.
expect 1 "may not make it" tally-protocol secret new --agreement a.json --identity linker \
  --out linkers.tally
cp good.tally secret.tally
expect 1 "not sealed to linker" tally-protocol secret fingerprint --agreement a.json \
  --identity linker --secret secret.tally
expect 1 '"linker" does not have the role of holder in this agreement' tally-encoder encode --agreement a.json \
  --dataset school --identity linker --secret secret.tally --in in.csv --out out
expect 1 '"linker" does not have the role of holder in this agreement' tally-encoder attach --agreement a.json \
  --dataset school --identity linker --in in.csv --keep sex --out out
party stranger holder
expect 1 "does not belong to any party" tally-encoder encode --agreement a.json --dataset school --identity stranger \
  --secret secret.tally --in in.csv --out out
expect 1 "health" tally-encoder encode --agreement a.json --dataset school --identity health \
  --secret secret.tally --in in.csv --out out
absent linkers.tally
mv school gone
expect 4 "school: not a folder of keys" encode in.csv out
absent out
