# What a linker leaves: links, a bridge for the analyst with every record once, the report twice. No
# reference or study id in a report; the same bytes again; one data set with duplicates by itself.
set -eu
PATH="$1:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fail() { echo "$1"; exit 1; }

tally-people --people 400 --seed 7 --out data 2>/dev/null
fields() { tally-encoder check --profile person --in "data/$1.csv" --fields; }
tally-protocol identity new --role holder --out holder 2>/dev/null
tally-protocol identity new --role linker --out linker 2>/dev/null
# agree NAME [option ...] then encode its data sets under it.
agree() {
  local name=$1
  shift
  tally-protocol agreement new --title T --rehearsal-seed 1 --out "$name.json" "$@" 2>/dev/null
  tally-protocol secret new --agreement "$name.json" --out "$name.secret" 2>/dev/null
}
encode() {
  tally-encoder encode --agreement "$1.json" --dataset "$2" --identity holder --secret "$1.secret" \
    --in "data/$2.csv" --out "$1-$2.tally" 2>/dev/null
}
agree two --dataset "school: $(fields school)" --dataset "health: $(fields health)"
encode two school
encode two health
link() {
  tally-linker link --agreement two.json --identity linker --out "$1" --in two-health.tally \
    --in two-school.tally "${@:2}" 2>err.txt
}
link results >table.txt
[ "$(ls results | tr '\n' ' ')" = 'bridge-analyst.csv links.csv report.html report.json ' ] ||
  fail "other files than expected"
grep -q '^school x health' table.txt || fail "the table has no row for the pair"
grep -q 'people' table.txt || fail "the table does not count people"
[ "$(head -n 1 results/bridge-analyst.csv)" = dataset,reference,study_id ] || fail "header of the bridge"
[ "$(head -n 1 results/links.csv)" = \
  left_dataset,left_reference,right_dataset,right_reference,pass,score,flags ] || fail "header of the links"
rows() { echo $(($(wc -l < "$1") - 1)); }
records=$(($(rows data/school.csv) + $(rows data/health.csv)))
[ "$(rows results/bridge-analyst.csv)" = "$records" ] || fail "not every record is in the bridge"
[ "$(tail -n +2 results/bridge-analyst.csv | cut -d, -f1,2 | sort -u | wc -l)" = "$records" ] ||
  fail "a record is twice in the bridge"
# Every link joins, and study ids are fewer than records by the links.
ids=$(tail -n +2 results/bridge-analyst.csv | cut -d, -f3 | sort -u | wc -l)
[ "$ids" = $((records - $(rows results/links.csv))) ] || fail "study ids and links do not agree"
tail -n +2 results/bridge-analyst.csv | cut -d, -f2,3 | tr , '\n' > names.txt
! grep -qF -f names.txt results/report.json results/report.html || fail "a report names records"

link again --threads 2 --kernel portable >table2.txt
diff -r results again || fail "other bytes with other threads and kernel"
diff table.txt table2.txt || fail "another table"

agree one --dataset "health: $(fields health)" --duplicates health
encode one health
tally-linker link --agreement one.json --identity linker --in one-health.tally --out alone >table.txt 2>/dev/null
grep -q '^within health' table.txt || fail "a data set with duplicates is not linked within itself"
[ "$(rows alone/bridge-analyst.csv)" = "$(rows data/health.csv)" ] || fail "not every record has a study id"
