# audit attacks a holder's own export, without a secret or an identity. It writes figures and no value,
# the same for one seed, and refuses a submission.
. "$(dirname "$0")/holder.sh" "$@"
people 400 > in.csv
audit() { tally-encoder audit --agreement a.json --dataset school --in in.csv --seed 3 "$@"; }

# figures FILE: without times.
figures() { sed -E 's/, (in )?(under a second|[0-9,]+ seconds?)//' "$1"; }

audit --out page.html > first.txt 2>/dev/null
grep -q "key recovery" first.txt
grep -q "known records" first.txt
grep -q "seed 3" first.txt
[ "$(stat -c %a page.html)" = 600 ] || fail "other users can read the page"
! grep -iE "https?:|<script|src=" page.html || fail "the page needs another file"
# (A surname of one letter more than a common word, or a date, would be a value.)
! grep -wE "Alice|Patel|Khan|Walker|CV[1-8]|20[0-2][0-9]-[0-9]+-[0-9]+|P[0-9]+" page.html first.txt ||
  fail "says a value"
! grep -iw "safe" page.html first.txt || fail "says safe"
audit --threads 3 > second.txt 2>/dev/null
figures first.txt > first.figures
figures second.txt > second.figures
diff first.figures second.figures

expect 1 "error: " audit --out page.html
expect 2 "cannot be the output" audit --out in.csv --force
people 100 > register.csv
audit --register register.csv > given.txt 2>/dev/null
grep -q "the given register" given.txt

# Another party's submission, opened or not, is refused, wherever it is given.
encode in.csv sealed.tally 2>/dev/null
open_as linker a.json sealed.tally > body
for file in sealed.tally body; do
  expect 1 "section 171" tally-encoder audit --agreement a.json --dataset school --in $file --out x.html
  expect 1 "section 171" audit --register $file --out x.html
  expect 1 "section 171" audit --with table=$file --out x.html
done
absent x.html
people 20 > few.csv
expect 1 "fewer than 100" tally-encoder audit --agreement a.json --dataset school --in few.csv
expect 1 "error: " tally-encoder audit --agreement a.json --dataset nowhere --in in.csv
