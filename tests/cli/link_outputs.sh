# The outputs of the linker: for itself, links and the report as a page and as JSON; sealed, the report,
# and a bridge for the analyst with every record once. A report has no reference or study id. A second
# run gives the same. One data set with duplicates can be linked within itself.
. "$(dirname "$0")/linking.sh" "$@"
children 400 7
agree_on two.json "school health" "level: grouped"
secret two.json school two.secret
submit two.json school two.secret school.tally
submit two.json health two.secret health.tally
link() {
  tally-linker link --agreement two.json --identity linker --out "$1" --in health.tally \
    --in school.tally "${@:2}" 2>err.txt
}
link results >table.txt
grep -q 'send results/bridge-analyst.tally to analyst' err.txt || fail "does not say who gets the bridge"
grep -q 'links.csv never leaves the linker' err.txt || fail "does not say what stays"
[ "$(ls results | tr '\n' ' ')" = \
  'bridge-analyst.tally links.csv report.html report.json report.tally ' ] || fail "the files differ from those expected"
grep -q '^school x health' table.txt || fail "the table has no row for the pair"
grep -q 'people' table.txt || fail "the table does not count people"
open_as analyst two.json results/bridge-analyst.tally >bridge.csv
[ "$(head -n 1 bridge.csv)" = dataset,reference,study_id ] || fail "header of the bridge"
[ "$(head -n 1 results/links.csv)" = \
  left_dataset,left_reference,right_dataset,right_reference,pass,score,flags ] || fail "header of the links"
records=$(($(rows data/school.csv) + $(rows data/health.csv)))
[ "$(rows bridge.csv)" = "$records" ] || fail "not every record is in the bridge"
[ "$(tail -n +2 bridge.csv | cut -d, -f1,2 | sort -u | wc -l)" = "$records" ] || fail "a record is twice in the bridge"
# Every link joins two records, so there are as many fewer study ids than records as there are links.
ids=$(tail -n +2 bridge.csv | cut -d, -f3 | sort -u | wc -l)
[ "$ids" = $((records - $(rows results/links.csv))) ] || fail "study ids and links do not agree"
tail -n +2 bridge.csv | cut -d, -f2,3 | tr , '\n' > names.txt
open_as analyst two.json results/report.tally >sealed_report.html
! grep -qF -f names.txt results/report.json results/report.html sealed_report.html ||
  fail "a report names records"

# A holder can open neither: it must not learn whether its records matched.
for file in bridge-analyst report; do
  status=0
  tally-protocol open --agreement two.json --identity school --in results/$file.tally --out spied \
    2>/dev/null || status=$?
  [ $status = 1 ] && [ ! -e spied ] || fail "a holder opens $file.tally: exit $status"
done

link again --threads 2 --kernel portable >table2.txt
for file in links.csv report.json report.html; do
  cmp results/$file again/$file || fail "the bytes depend on threads or kernel"
done
open_as analyst two.json again/bridge-analyst.tally | cmp bridge.csv - || fail "the bridge differs"
diff table.txt table2.txt || fail "the table differs"

# By bands the bytes do not depend on threads either, and nearly all are linked.
agree_on bands.json "school health" "level: banded"
secret bands.json school bands.secret
for name in school health; do submit bands.json $name bands.secret bands-$name.tally; done
for threads in 1 3; do
  tally-linker link --agreement bands.json --identity linker --in bands-health.tally \
    --in bands-school.tally --out bands$threads --threads $threads >bands$threads.txt 2>/dev/null
done
for file in links.csv report.json report.html; do
  cmp bands1/$file bands3/$file || fail "by bands the bytes depend on threads"
done
open_as analyst bands.json bands1/bridge-analyst.tally >bridge.csv
[ "$(rows bridge.csv)" = "$records" ] || fail "by bands not every record is in the bridge"
grep -q '"unit": "bands"' bands1/report.json || fail "the report has no score by bands"
[ $(($(rows bands1/links.csv) * 100)) -gt $(($(rows results/links.csv) * 95)) ] ||
  fail "bands link $(rows bands1/links.csv) records, filters $(rows results/links.csv)"

# Flags and small counts follow the agreement.
agree_on flags.json "school health" "level: grouped" \
  "release to analyst: school; flags yes; small counts 1000"
secret flags.json school flags.secret
for name in school health; do submit flags.json $name flags.secret flags-$name.tally; done
tally-linker link --agreement flags.json --identity linker --in flags-school.tally --in flags-health.tally \
  --out flags >/dev/null 2>&1
open_as analyst flags.json flags/bridge-analyst.tally >bridge.csv
[ "$(head -n 1 bridge.csv)" = dataset,reference,study_id,flags ] || fail "no flags in the bridge"
[ "$(rows bridge.csv)" = "$(rows data/school.csv)" ] || fail "the bridge has other data sets than the released ones"
open_as analyst flags.json flags/report.tally | grep -q 'under 1000' || fail "small counts are shown"

agree_on one.json "health" "level: grouped" \
  "dataset health: held by health; profile person; fields $(fields health); duplicates yes"
secret one.json health one.secret
submit one.json health one.secret one-health.tally
tally-linker link --agreement one.json --identity linker --in one-health.tally --out single >table.txt 2>/dev/null
grep -q '^within health' table.txt || fail "a data set with duplicates is not linked within itself"
open_as analyst one.json single/bridge-analyst.tally >bridge.csv
[ "$(rows bridge.csv)" = "$(rows data/health.csv)" ] || fail "not every record has a study id"
