# Only the owner can read the encodings. The same input gives the same encodings. The run reports its
# work on stderr.
. "$(dirname "$0")/holder.sh" "$@"
people 50 > in.csv
expect 0 "50 rows read, 50 rows of 50 records written" encode in.csv out
grep -qE "agreement( [0-9a-f]{4}){16}$" stderr.txt || fail "no fingerprint"
[ ! -s stdout.txt ] || fail "printed to stdout"
[ "$(stat -c %a out)" = 600 ] || fail "other users can read it"
encode in.csv again 2>/dev/null
same out again
