# An amendment of the policy does not need new encodings. An amendment of the encoding does.
. "$(dirname "$0")/linking.sh" "$@"
children 60 5
agree_on first.json "school health" "level: grouped"
secret first.json school secret.tally
for name in school health; do submit first.json $name secret.tally $name.tally; done
tally-linker link --agreement first.json --identity linker --in school.tally --in health.tally \
  --out first >/dev/null 2>&1

# amend FILE SED: changes the first agreement's template, and all parties sign the amendment.
amend() {
  sed "$2" first.json.template >"$1.template"
  tally-protocol agreement new --from "$1.template" --amends first.json --out "$1" 2>"$1.said"
  for name in linker analyst school health; do
    tally-protocol agreement sign --agreement "$1" --identity $name 2>/dev/null
  done
}
amend policy.json 's/^level: .*/&\nthreshold: 1.000 bits/'
tally-linker link --agreement policy.json --identity linker --in school.tally --in health.tally \
  --out policy >/dev/null 2>err.txt || { cat err.txt; fail "the old submissions are not accepted"; }
open_as analyst policy.json policy/bridge-analyst.tally >bridge.csv
[ "$(rows bridge.csv)" = $(($(rows data/school.csv) + $(rows data/health.csv))) ] || fail "not every record"
# A new submission under the amendment links with an old one: both use the old secret.
submit policy.json health secret.tally newer.tally
tally-linker link --agreement policy.json --identity linker --in school.tally --in newer.tally \
  --out newer >/dev/null 2>err.txt || { cat err.txt; fail "old and new are not accepted together"; }

submit first.json health secret.tally third.tally
amend encoding.json 's/^level: .*/level: single/'
status=0
tally-linker link --agreement encoding.json --identity linker --in school.tally --in third.tally \
  --out encoding >/dev/null 2>err.txt || status=$?
[ $status = 1 ] && grep -q 'with a different encoding' err.txt || { cat err.txt; fail "another encoding: $status"; }

# An amendment does not count until all parties have signed it.
rm policy.json.p7s
tally-protocol agreement sign --agreement policy.json --identity linker 2>/dev/null
status=0
tally-linker link --agreement policy.json --identity linker --in school.tally --in newer.tally \
  --out unsigned >/dev/null 2>err.txt || status=$?
[ $status = 1 ] && grep -q 'have not signed: ' err.txt && [ ! -e unsigned ] || { cat err.txt; fail "unsigned: $status"; }
