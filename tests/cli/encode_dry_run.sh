# A dry run prints the same as a run and lists the rejected rows, but writes no encodings.
. "$(dirname "$0")/holder.sh" "$@"
{ people 5; echo x,y; } > in.csv
expect 0 "5 rows of 5 records would be written (dry run)" encode in.csv out --dry-run --rejects r.csv
[ "$(wc -l < r.csv)" = 2 ] || fail "no rejected rows"
absent out
