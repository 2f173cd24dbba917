# An output may not be an input or the other output, under any name.
. "$(dirname "$0")/holder.sh" "$@"
people 3 > in.csv
cp in.csv copy.csv
ln -s in.csv link.csv
ln in.csv hard.csv
mkdir folder
for output in in.csv ./in.csv folder/../in.csv link.csv hard.csv a.json secret.tally; do
  expect 2 "error: " encode in.csv $output --force
  expect 2 "error: " encode in.csv out --rejects $output --force
done
expect 2 "error: " encode in.csv out --rejects ./out
expect 2 "error: " tally-encoder attach --agreement a.json --dataset school --identity school \
  --in in.csv --out link.csv --force
encode in.csv first.tally
log=$(ls school/evidence/*.jsonl)
cp "$log" log.copy
for output in "$log" school/signing.pem school/./evidence/x a.json.p7s; do
  expect 2 "cannot be the output" encode in.csv $output --force
  expect 2 "cannot be the output" encode in.csv out --rejects $output --force
done
cmp "$log" log.copy
cmp in.csv copy.csv
absent out
