# People on a list are not encoded, not even in part: all their rows are excluded. Lists must be
# readable, and possible to apply.
. "$(dirname "$0")/holder.sh" "$@"
people 5 > in.csv
printf 'local_id\n%s\nnobody\n' "$(sed -n 3p in.csv | cut -d, -f1)" > adopted.csv
sed 3d in.csv > rest.csv
encode rest.csv rest.tally 2>/dev/null
expect 0 "excluded by adopted.csv: 1 of the 2 listed" encode in.csv out.tally --exclude adopted.csv
same rest.tally out.tally
grep -q '"rejected":0,"excluded":1,"rows":4' school/evidence/*.jsonl

# A list with nobody from this export may be for another export.
printf 'local_id\nnobody\n' > others.csv
expect 0 "excluded by others.csv: 0 of the 1 listed: is this the right list for this export?" \
  encode in.csv others.tally --exclude others.csv

echo local_id > empty.csv
expect 0 "excluded by empty.csv: nobody, because the list names nobody" encode in.csv empty.tally --exclude empty.csv
grep -qF "send empty.tally to the linker, linker" stderr.txt || fail "does not say who gets the file"

# By NHS number: every row of the record is excluded, even a row without the number.
head -1 in.csv > two.csv
printf 'A,Ann,,Lee,2010-03-04,F,CV1 2AB,9434765919\nB,Bo,,Fox,2011-03-04,M,CV1 2AB,\n' >> two.csv
printf 'nhs_number\n943 476 5919\n' > opt_outs.csv
sed 2d two.csv > one.csv
encode one.csv one.tally 2>/dev/null
expect 0 "1 row excluded" encode two.csv two.tally --exclude opt_outs.csv --exclude adopted.csv
same one.tally two.tally

printf 'nhs_number\n943 476 5918\n' > wrong.csv
expect 3 "wrong.csv:2: not an NHS number" encode in.csv no.tally --exclude wrong.csv
expect 4 "absent.csv" encode in.csv no.tally --exclude absent.csv
tail -n +2 two.csv | cut -d, -f1 | sed '1ilocal_id' > all.csv
expect 1 "rejected or excluded" encode two.csv no.tally --exclude all.csv
absent no.tally

# A row with too many or too few cells may name a person on a list, whose other rows cannot be found.
printf 'nhs_number\n9434765919\n4010232137\n' > more.csv
for row in B,Bo,,Fox,,2011-03-04,M,CV1,9434765919 B,9434765919 'Bo, B ,9434765919.0'; do
  { grep -v '^A,' two.csv; echo "$row"; } > broken.csv
  line=$(wc -l < broken.csv)
  expect 1 "broken.csv:$line: more or fewer cells" encode broken.csv no.tally --exclude more.csv
  absent no.tally
done

# attach leaves the same people out.
attach() { tally-encoder attach --agreement a.json --dataset school --identity school "$@" --force; }
expect 0 "excluded by adopted.csv: 1 of the 2 listed" attach --in in.csv --keep sex --out some.csv \
  --exclude adopted.csv
[ "$(wc -l < some.csv)" -eq 5 ]
expect 0 "excluded by opt_outs.csv: 1 of the 1 listed" attach --in two.csv --keep sex --out some.csv \
  --exclude opt_outs.csv
[ "$(wc -l < some.csv)" -eq 2 ]
# The whole record is left out, even its rows without the NHS number.
printf 'local_id,nhs_number,sex\nA,,F\nB,,M\nA,9434765919,F\nC,,,F\n' > payload.csv
expect 0 "rows read: 4, written: 1, of records: 1" attach --in payload.csv --keep sex --out some.csv \
  --exclude opt_outs.csv
grep -q ',M$' some.csv
grep -q '"rows_read":4,"rejected":1,"excluded":2,"rows":1' school/evidence/*.jsonl
echo C,,9434765919,F >> payload.csv
expect 1 "payload.csv:6: more or fewer cells" attach --in payload.csv --keep sex --out none.csv \
  --exclude opt_outs.csv
cut -d, -f1,6 two.csv > no_numbers.csv
expect 1 "no NHS numbers" attach --in no_numbers.csv --keep sex --out none.csv --exclude opt_outs.csv
printf 'local_id,sex\n\351,F\n' > latin.csv
printf 'local_id,sex\n\303\251,F\n' > utf8.csv
attach --in latin.csv --keep sex --out latin.out 2>/dev/null
attach --in utf8.csv --keep sex --out utf8.out 2>/dev/null
cmp latin.out utf8.out
