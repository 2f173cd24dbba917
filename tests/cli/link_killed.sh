# A linker killed at any moment leaves no results or all of them, and the last good ones as they were.
set -eu
PATH="$1:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
tally-people --people 3000 --seed 5 --out data 2>/dev/null
tally-protocol agreement new --title T --rehearsal-seed 1 --out a.json \
  --dataset "school: $(tally-encoder check --profile person --in data/school.csv --fields)" \
  --dataset "health: $(tally-encoder check --profile person --in data/health.csv --fields)" 2>/dev/null
tally-protocol identity new --role holder --out holder 2>/dev/null
tally-protocol identity new --role linker --out linker 2>/dev/null
tally-protocol secret new --agreement a.json --out secret 2>/dev/null
for name in school health; do
  tally-encoder encode --agreement a.json --dataset $name --identity holder --secret secret \
    --in data/$name.csv --out $name.tally 2>/dev/null
done
run() {
  exec tally-linker link --agreement a.json --identity linker --in school.tally --in health.tally \
    --threads 1 --out results --force >/dev/null 2>&1
}
begin=$(date +%s%N)
(run)
took=$((($(date +%s%N) - begin) / 1000000))
cp -r results whole
killed=0
for percent in 5 30 60 90 97 99; do
  run &
  delay=$((took * percent / 100))
  sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
  kill -9 $! 2>/dev/null || true
  status=0
  wait $! 2>/dev/null || status=$?
  [ $status != 137 ] || killed=$((killed + 1))
  diff -r whole results || { echo "killed after $percent %: the results are not whole"; exit 1; }
done
[ $killed -gt 0 ] || { echo "never killed in time"; exit 1; }
