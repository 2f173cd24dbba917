# attach replaces identifiers with references, and reports which columns it keeps and drops. Its
# references are the same as those of encode.
. "$(dirname "$0")/holder.sh" "$@"
attach() {
  tally-encoder attach --agreement a.json --dataset school --identity school --in "$1" --out "$2" "${@:3}"
}
{ echo "send,local_id,Forename,need,sex"; for i in 3 1 2; do echo "K,P$i,Ann,n$i,F"; done; } > in.csv
expect 0 "columns dropped: local_id, Forename, sex" attach in.csv out.csv --keep send,need
grep -qF "columns kept, for analysts to see: send, need" stderr.txt || fail "does not name the kept columns"
grep -qF "nobody was excluded: no list was given (--exclude)" stderr.txt || fail "does not say that nobody was excluded"
grep -qF "out.csv is NOT sealed" stderr.txt || fail "does not say that the file is not sealed"
[ "$(stat -c %a out.csv)" = 600 ] || fail "other users can read it"
[ "$(head -n 1 out.csv)" = reference,send,need ] || fail "$(head -n 1 out.csv)"
grep -qE '^R[A-Z2-7]{26},K,n1$' out.csv || fail "$(cat out.csv)"
! grep -q Ann out.csv || fail "the output has an identifier"

tac in.csv | sed -n '1,3p' | { head -n 1 in.csv; cat; } > reversed.csv
attach reversed.csv reversed_out.csv --keep send,need 2>/dev/null
cmp out.csv reversed_out.csv

expect 1 "out.csv" attach in.csv out.csv
expect 0 "kept, for analysts to see: send, sex" attach in.csv out.csv --keep sex,send --force
expect 2 '--keep: no column "height"' attach in.csv other.csv --keep height
expect 2 "out.tally: ends in .tally, the name of a sealed file" attach in.csv out.tally --keep send
absent out.tally
echo local_id > nobody.csv
expect 0 "excluded by nobody.csv: nobody, because the list names nobody" attach in.csv out.csv --keep send --force \
  --exclude nobody.csv
expect 2 "nothing to send" attach in.csv other.csv --seal
expect 2 "nothing to send" attach in.csv other.csv --seal --keep ,
# A record may have several rows, and need not be in a submission: rows and records are counted.
{ echo local_id,need; printf '%s\n' P1,a P2,b P1,c stranger,d ,e; } > several.csv
expect 0 "rows read: 5, written: 4, of records: 3" attach several.csv several_out.csv --keep need
expect 3 'no column "local_id"' attach a.json other.csv
absent other.csv

# The identifiers may be in a column with another name, and do not go to the analyst.
sed '1s/local_id/Child ID/' in.csv > own.csv
expect 3 'no column "local_id"' attach own.csv other.csv --keep send
expect 0 "columns dropped: Child ID, Forename, sex" attach own.csv own_out.csv --id "child id" --keep send,need
cmp reversed_out.csv own_out.csv
printf 'local_id,upn,send\nP7, P1 ,K\n' > both.csv
attach both.csv both_out.csv --id UPN --keep send 2>/dev/null
[ "$(tail -n 1 both_out.csv)" = "$(grep n1 reversed_out.csv | cut -d, -f1),K" ] || fail "the reference is not of the UPN"
printf 'local_id\nP1\n' > listed.csv
expect 1 "no row to write" attach both.csv other.csv --id upn --keep send --exclude listed.csv
# Other ids than the profile's cannot be compared with a list.
expect 1 'own.csv: no column "local_id", from which the profile person takes local_id' \
  attach own.csv other.csv --id "child id" --keep send --exclude listed.csv
expect 2 'the profile "person" reads this data set' attach in.csv other.csv --keep send --profile own.profile
expect 2 'not "UPN" with --seal, because references replace it' attach both.csv other.csv --id upn --seal --keep send,UPN
expect 2 'not "local_id" with --seal, because references replace it' attach in.csv other.csv --seal --keep local_id
# An analyst never gets a column that identifies people; a holder may keep one in its own list.
expect 1 'not allowed with --seal: "forename" (forename), "UPN" (upn)' \
  attach in.csv other.csv --seal --keep "need,forename ,UPN"
expect 0 'stays with you, because it identifies people: "Forename" (forename)' attach in.csv named.csv --keep Forename
expect 0 'does not take local_id from "upn"' attach both.csv named.csv --id upn --keep send --force
expect 2 "not the name of a column" attach in.csv other.csv --id " " --keep send
absent other.csv

# The encodings begin each row with the same references, in the same order.
printf '%s\nP1,Ann,,Lee,,,,\nP2,Bob,,Lee,,,,\n' "$header" > people.csv
printf 'local_id,x\nP1,1\nP2,2\n' > two.csv
encode people.csv two.tally 2>/dev/null
attach two.csv two_out.csv 2>/dev/null
for reference in $(tail -n +2 two_out.csv | cut -d, -f1 | cut -c2-); do
  hex=$(printf '%s======' "$reference" | base32 -d | od -An -tx1 | tr -d ' \n')
  open_as linker a.json two.tally | od -An -tx1 -v | tr -d ' \n' | grep -q "$hex" || fail "the reference differs from encode's"
done
