# A dry run says what a run would say and writes no encodings, but lists the rejects.
. "$(dirname "$0")/holder.sh" "$@"
{ people 5; echo x,y; } > in.csv
expect 0 "5 rows of 5 records would be written (dry run)" encode in.csv out --dry-run --rejects r.csv
[ "$(wc -l < r.csv)" = 2 ] || fail "no rejects"
absent out
