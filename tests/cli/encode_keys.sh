# Keys that others may read, that are damaged or of another kind are refused, and nothing is written.
. "$(dirname "$0")/holder.sh" "$1"
people 3 > in.csv
chmod 640 secret.key
expect 1 "secret.key: others than its owner may read it" encode in.csv out
chmod 600 secret.key
chmod 604 id/*.key
expect 1 "id/reference.key: others than its owner may read it" encode in.csv out
chmod 600 id/*.key
head -c 20 secret.key > short.key
chmod 600 short.key
cp secret.key good.key
for bad in short.key id/reference.key a.json; do
  cp -p $bad secret.key
  chmod 600 secret.key
  expect 3 "secret.key" encode in.csv out
done
rm secret.key
expect 4 "secret.key" encode in.csv out
cp -p good.key secret.key
mv id gone
expect 4 "id/reference.key" encode in.csv out
absent out
