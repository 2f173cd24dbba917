# A linker killed at any moment leaves no results or all of them, and the last good ones as they were.
. "$(dirname "$0")/linking.sh" "$@"
children 3000 5
agree_on a.json "school health" "level: grouped"
secret a.json school secret.tally
for name in school health; do submit a.json $name secret.tally $name.tally; done
run() {
  exec tally-linker link --agreement a.json --identity linker --in school.tally --in health.tally \
    --threads 1 --out results --force >/dev/null 2>&1
}
# What a run leaves, without what differs each time that it is sealed.
left() { (cd "$1" && ls && cat links.csv report.json report.html && test -s bridge-analyst.tally); }
begin=$(date +%s%N)
(run)
took=$((($(date +%s%N) - begin) / 1000000))
left results >whole
killed=0
for percent in 5 30 60 90 97 99; do
  run &
  delay=$((took * percent / 100))
  sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
  kill -9 $! 2>/dev/null || true
  status=0
  wait $! 2>/dev/null || status=$?
  [ $status != 137 ] || killed=$((killed + 1))
  left results | diff whole - || fail "killed after $percent %: the results are not whole"
done
[ $killed -gt 0 ] || fail "never killed in time"
# The next run clears away what those before left.
(run)
[ -z "$(find . -name '.tally-*' ! -name .tally-files)" ] || fail "something temporary is there"
# The evidence holds, whenever it was killed.
tally-linker check --agreement a.json --identity linker --in school.tally --in health.tally >/dev/null
