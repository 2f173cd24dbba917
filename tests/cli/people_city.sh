# tally-people city gives the same bytes in any time zone, locale and environment. Its XML returns are
# well formed, and are valid if the schemas are beside the source tree. The truth can be evaluated, and
# unequal errors change files.
set -eu
bin=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$bin/tally-people" city --people 3000 --seed 5 --out one
TZ=Pacific/Auckland LC_ALL=tr_TR.UTF-8 "$bin/tally-people" city --people 3000 --seed 5 --out two
env -i "$bin/tally-people" city --people 3000 --seed 5 --out three
"$bin/tally-people" city --people 3000 --seed 5 --unequal-errors --out unequal
diff -r one two
diff -r one three
if cmp -s one/health/provider.csv unequal/health/provider.csv; then echo "unequal errors changed nothing"; exit 1; fi

# Study ids that agree with the truth get full scores.
for file in school_census cin ssda903 cyps births deaths; do
  awk -F, -v file="$file" -v OFS=, 'NR == 1 { print "local_id", "study_id" } $1 == file { print $2, $3 }' \
    one/truth.csv >"$file.ids.csv"
done
"$bin/tally-linker" evaluate --truth one/truth.csv --ids school_census.ids.csv --ids cin.ids.csv \
  --ids ssda903.ids.csv --ids cyps.ids.csv --ids births.ids.csv --ids deaths.ids.csv >scores 2>messages
[ ! -s messages ] || { cat messages; exit 1; }

command -v xmllint >/dev/null || { echo "skipped: no xmllint, so the XML was not checked"; exit 77; }
care=one/council_social_care
xmllint --noout "$care/cin_census.xml" "$care/ssda903.xml"
returns="$source/../shared/data/returns"
if [ -d "$returns" ]; then
  xmllint --noout --schema "$returns/cin/CIN_schema_2025.xsd" "$care/cin_census.xml"
  xmllint --noout --schema "$returns/ssda903/CLA.xsd" "$care/ssda903.xml"
else
  echo "no sample returns beside the source tree: the XML was not checked against its schemas"
fi
