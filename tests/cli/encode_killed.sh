# A process that is killed at any moment, above all while it writes, leaves no new output and does not
# change an old one.
. "$(dirname "$0")/holder.sh" "$@"
people 3000 > in.csv
run() {
  exec tally-encoder encode --agreement a.json --dataset school --identity school --secret secret.tally \
    --in in.csv --out "$1" --rejects rejects.csv --force 2>/dev/null
}
begin=$(date +%s%N)
(run whole)
took=$((($(date +%s%N) - begin) / 1000000))
rm rejects.csv
open_as linker a.json whole > whole.rows
echo old > old
cp old out
touch before after
ls > before  # without what begins with a dot: some file systems have no nameless files
killed=0
for percent in 10 50 80 90 95 98; do
  run out &
  delay=$((took * percent / 100))
  sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
  kill -9 $! 2>/dev/null || true
  status=0
  wait $! 2>/dev/null || status=$?
  [ $status = 137 ] || { rm -f rejects.csv; cp old out; continue; }  # it was faster this time
  killed=$((killed + 1))
  # The output is the old one or, if the process was killed after its last step, the whole new one.
  cmp -s out old || open_as linker a.json out | cmp - whole.rows || fail "killed after $percent %: the output is neither old nor whole"
  # Two files cannot appear at the same instant: the list of rejected rows appears first, whole.
  [ ! -e rejects.csv ] || [ "$(cat rejects.csv)" = line,local_id,reason ] || fail "the list is not whole"
  rm -f rejects.csv
  ls > after
  cp old out
  cmp before after || fail "killed after $percent %: a file is left"
done
[ $killed -gt 0 ] || fail "never killed in time"
# The next run removes leftover files, if files must have a name here.
(run out)
[ -z "$(find . -name '.tally-*')" ] || fail "a temporary file is left"
