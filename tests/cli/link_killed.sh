# If a linker is killed at any moment, no results appear or all of them, and earlier results do not
# change.
. "$(dirname "$0")/linking.sh" "$@"
children 3000 5
agree_on a.json "school health" "level: grouped"
secret a.json school secret.tally
for name in school health; do submit a.json $name secret.tally $name.tally; done
run() {
  exec tally-linker link --agreement a.json --identity linker --in school.tally --in health.tally \
    --threads 1 --out results --force >/dev/null 2>&1
}
# The results of a run, without the parts that differ in every sealed file.
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
# The next run removes leftover files.
(run)
[ -z "$(find . -name '.tally-*' ! -name .tally-files)" ] || fail "a temporary file is left"
# The evidence is intact after every kill.
tally-linker check --agreement a.json --identity linker --in school.tally --in health.tally >/dev/null
