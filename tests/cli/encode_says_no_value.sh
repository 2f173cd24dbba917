# encode prints no personal data for any fault of the input, and shows no key where other users can see
# it.
. "$(dirname "$0")/holder.sh" "$@"
cat > in.csv <<'END'
local_id,forename,middle_names,surname,date_of_birth,sex,postcode,nhs_number
Zq1,Zqforename,Zqmiddle,Zqsurname,Zqdate,Zq,Zqpostcode,9434765910
Zq2,Zqforename
Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3Zq3,Zq,,,,,,
Zq1,Zqforename,Zqmiddle,Zqsurname,1800-99-99,Zq,Zqpostcode,9434765910
END
expect 0 "1 row of 1 record written" encode in.csv out
grep -q 'column "date_of_birth": ' stderr.txt || fail "invalid cells are not counted"
grep -q 'column "nhs_number": ' stderr.txt || fail "invalid cells are not counted"
! grep -iE 'zq|9434|1800' stderr.txt || fail "printed a value"
printf 'Zq4,"Zqforename,,,,,,\n' >> in.csv
expect 3 "in.csv:6" encode in.csv out --force
! grep -iE 'zq|9434|1800' stderr.txt || fail "printed a value"

people 5000 > in.csv
encode in.csv out --force 2>/dev/null &
sleep 0.5
secret=$(od -An -tx1 school/reference.key | tr -d ' \n')
for process in $(pgrep -P $! || true) $!; do
  for place in cmdline environ; do
    ! od -An -tx1 -v /proc/"$process"/$place 2>/dev/null | tr -d ' \n' | grep -q "${secret:16}" ||
      fail "a key shows in $place"
  done
done
wait $!
# Digests may hold any digits.
! sed -E 's/[0-9a-f]{64}//g' school/evidence/*.jsonl | grep -iE 'zq|9434|1800|alice|smith' ||
  fail "evidence holds a value"
