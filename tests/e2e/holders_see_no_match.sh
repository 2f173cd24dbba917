# A holder cannot learn which of its records matched. In two runs that differ only in the people of the
# other holder's file, everything that reaches it is the same, except random parts (keys, ids,
# signatures), digests and times. Run as: bash holders_see_no_match.sh BIN_DIR SOURCE_DIR.
set -eu
bin=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$bin/tally-people" --people 600 --seed 4 --out city
# The other holder's file, and a file with as many rows of people who are not in the school.
mkdir matched strangers
cp city/school.csv city/health.csv matched
cp city/school.csv strangers
awk -F, -v OFS=, 'NR > 1 { for (i = 2; i <= NF; i++) if ($i != "") gsub(/[A-Za-z]/, "q", $i) } { print }' \
  city/health.csv | sed 's/20\(1[0-9]\|0[0-9]\|2[0-9]\)-/19\1-/g' >strangers/health.csv
for run in matched strangers; do
  "$source/scripts/rehearse" --bin "$bin" --out "run_$run" "$run/school.csv" "$run/health.csv" \
    >"$run.log" 2>&1 || { cat "$run.log"; exit 1; }
done
links() { wc -l <"run_$1/parties/linker/results/links.csv"; }
[ "$(links matched)" -gt $(($(links strangers) + 100)) ] ||
  { echo "the runs hardly differ: $(links matched) and $(links strangers) links"; exit 1; }

# The content of every file that the school can open, and the manifests that anybody can read, without
# digests and times.
view() {
  local run=$1 file name
  for file in "run_$run"/exchange/*.tally; do
    name=$(basename "$file")
    "$bin/tally-protocol" open --agreement "run_$run/agreement.json" \
      --identity "run_$run/parties/school/identity" --in "$file" --out opened --force 2>/dev/null || continue
    echo "== $name"
    cat opened
  done | sed -E 's/[0-9a-f]{32,64}/DIGEST/g; s/20[0-9-]{8}T[0-9:]{8}Z/TIME/g'
}
view matched >a
view strangers >b
grep -q '== linker.closing.tally' a || { echo "the school cannot open a closing statement"; exit 1; }
! grep -qE '== (bridge|report|health\.tally)' a || { echo "the school opens a file that is not for it"; exit 1; }
diff a b
