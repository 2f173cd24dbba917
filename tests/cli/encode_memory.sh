# Memory does not grow with the number of rows, even with more rows than the sorter holds.
. "$(dirname "$0")/holder.sh" "$@"
[ -x /usr/bin/time ] || { echo "skipped: no /usr/bin/time"; exit 77; }
! grep -q __asan_init "$1/tally-encoder" || { echo "skipped: a sanitizer keeps memory"; exit 77; }
peak() {
  people "$1" > in.csv
  /usr/bin/time -f %M -o peak tally-encoder encode --agreement a.json --dataset school \
    --identity school --secret secret.tally --in in.csv --out out --force 2>/dev/null
  tail -n 1 peak
}
few=$(peak 100)
rows=60000
[ "$level" = grouped ] || rows=15000  # longer ones
many=$(peak $rows)
[ $((many * 100)) -le $((few * 115)) ] || fail "100 rows take $few kB, $rows take $many kB"

# Rows that were sorted on disk are also written in the order of their references.
{ echo "$header"; tail -n +2 in.csv | tac; } > reversed.csv
encode reversed.csv reversed 2>/dev/null
same out reversed
