# tally-protocol prints a template, makes an agreement from a completed template, shows it, says what an
# amendment changes, and leaves no file when it refuses.
set -eu
bin=$1 vectors=$2/tests/vectors
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
protocol=$bin/tally-protocol

for party in council:holder health:holder linkers:linker insights:analyst assurance:governance; do
  "$protocol" identity new --name "${party%:*}" --role "${party#*:}" --out "id/${party%:*}" >/dev/null 2>&1
  cp "id/${party%:*}/${party%:*}.party.pem" .
done

got=0
"$protocol" identity new --name x --role key_maker --out id/x 2>err || got=$?
[ $got = 2 ] && grep -q "hint: the key maker is a holder" err

# The printed template is valid in any working folder: cards are found from the template's folder.
"$protocol" agreement template >template.txt
"$protocol" agreement template --out same.txt
cmp template.txt same.txt
(cd id && "$protocol" agreement new --from ../template.txt --out ../a.json 2>../err)
! grep -q "not used" err || { cat err; echo "remarks about the printed template"; exit 1; }
grep -q "wrote ../a.json: read it" err
sed 's/^\(dataset cin: .*fields\)/\1 date_of_birth, sex,/; s/^\(dataset child.*\)/\1, nhs_number/' template.txt >remarks.txt
"$protocol" agreement new --from remarks.txt --out remarks.json 2>err
grep -q 'nhs_number: not used (the line "keys:" does not name it)' err
grep -qF "date_of_birth, sex of cin: not used (not enough without a name, a postcode or another field: the data set" err
grep -qE '^tally-protocol: fingerprint [0-9a-f]{4}( [0-9a-f]{4}){15}$' err
"$protocol" agreement show --in a.json >shown
head -n 1 shown | grep -q '^School census'
grep -q 'a bridge over school, cin, child_health' shown
"$protocol" agreement show --in "$vectors/single.agreement.json" | head -n 1 | grep -q '^REHEARSAL'
# People compare the fingerprint that identity show prints.
card=$("$protocol" identity show --in council.party.pem 2>&1 | grep -oE '[0-9a-f]{4}( [0-9a-f]{4}){15}' | head -n 1)
grep -qF "$card" shown

# The annex on data protection names this agreement, and never overwrites it.
"$protocol" annex --agreement a.json --out annex.md
grep -qF "$(sed -n 's/^fingerprint *//p' shown)" annex.md
if "$protocol" annex --agreement a.json --out annex.md 2>err; then exit 1; fi
if "$protocol" annex --agreement a.json --out a.json --force 2>err; then exit 1; fi

# The same rehearsal template gives the same agreement; a linkage gets a new project every time.
{ cat template.txt; echo "rehearsal-seed: 7"; } >rehearsal.txt
"$protocol" agreement new --from rehearsal.txt --out r1.json 2>/dev/null
"$protocol" agreement new --from rehearsal.txt --out r2.json 2>/dev/null
cmp r1.json r2.json
"$protocol" agreement new --from template.txt --out b.json 2>/dev/null
if cmp -s a.json b.json; then echo "two projects have one id"; exit 1; fi

# Amendments keep the project, name the agreement that they amend, and say whether the encoding stays
# the same.
project() { grep '"project"' "$1"; }
sed 's/small counts 10/small counts 5/; s/^threshold: .*/threshold: 12.5 bits/' template.txt >policy.txt
"$protocol" agreement new --from policy.txt --amends a.json --out amended.json 2>err
grep -q "the encoding stays" err
[ "$(project a.json)" = "$(project amended.json)" ]
grep -q "\"amends\": \"$(sha256sum a.json | cut -d' ' -f1)\"" amended.json
sed 's/^level: grouped/level: single/' template.txt >encoding.txt
"$protocol" agreement new --from encoding.txt --amends a.json --out other.json 2>err
grep -q "THE ENCODING CHANGES" err
[ "$(project a.json)" = "$(project other.json)" ]

# refuse STATUS MESSAGE [option ...]: agreement new with the template on stdin ends in this way and
# writes no file.
refuse() {
  local status=$1 message=$2 got=0
  shift 2
  cat >refused.txt
  "$protocol" agreement new --from refused.txt --out refused.json "$@" 2>err || got=$?
  [ "$got" -eq "$status" ] || { echo "status $got, not $status: $message"; cat err; exit 1; }
  grep -qF -- "$message" err || { echo "no \"$message\""; cat err; exit 1; }
  if grep -q Marigold err; then echo "a value is shown: $message"; exit 1; fi
  [ ! -e refused.json ] || { echo "an output is left: $message"; exit 1; }
}
change() { sed "$1" template.txt; }
line_of() { grep -n "^$1" template.txt | cut -d: -f1; }
change 's/forename,/Marigold,/' | refuse 3 "refused.txt:$(line_of "dataset school"): fields: item 1: not a field"
change 's/forename,/first_name,/' | refuse 3 'fields: item 1 ("first_name"): not a field'
change 's/^ends:.*//' | refuse 3 'refused.txt: the line "ends: ..." is missing'
change 's/council.party.pem/template.txt/' | refuse 3 "refused.txt:$(line_of "party council"): "
change 's/council.party.pem/absent.pem/' | refuse 4 "refused.txt:$(line_of "party council"): "
change 's/health.party.pem/council.party.pem/' | refuse 1 'refused.txt: party "health": a certificate is given twice'
change 's/council.party.pem/absent.pem/' | refuse 4 "hint: put the party's card beside the template"
change 's/profile person/profile mine.profile/' | refuse 3 "for a profile of your own write: profile own"
change 's/^threshold: .*/threshold: high/' | refuse 3 "hint: write estimated, or an agreed threshold such as 12.5 bits or 0.850 Dice"
change 's/^keys:.*//; s/fields .*/fields upn/' | refuse 1 'refused.txt: nothing is left to encode'
change 's/release to insights: school,/release to insights: schools,/' |
  refuse 3 "refused.txt:$(line_of release): there is no data set \"schools\""
change 's/^release.*//' | refuse 1 'party "insights": every analyst needs a release'
change 's/held by health/held by linkers/' | refuse 1 'data set "child_health": its holder must be a party with the role holder'
change 's/fields upn/fields uln/' | refuse 1 'data set "cin": its fields supply no column'
change 's/linkers: linker/linkers: linker, holder/' | refuse 1 "the linker must not be a holder"
change 's/30 days/4000 days/' | refuse 1 "submission_days must be 1 to 3660"
change '' | refuse 1 "cannot turn a rehearsal into a linkage" --amends r1.json
change '' | refuse 3 "template.txt: " --amends template.txt
change '' | refuse 2 "title" --title T

# A template is not an agreement, and a file that is not there is named.
"$protocol" agreement show --in template.txt 2>err || true
grep -q "hint: an agreement begins with {; from a completed template, tally-protocol agreement new" err
"$protocol" agreement show --in absent.json 2>err || true
grep -q "hint: name the agreement's file" err

# An existing agreement stays, unless --force is given.
before=$(sha256sum a.json)
if "$protocol" agreement new --from template.txt --out a.json 2>err; then exit 1; fi
grep -q "a.json" err
[ "$before" = "$(sha256sum a.json)" ]
"$protocol" agreement new --from template.txt --out a.json --force 2>/dev/null
[ "$before" != "$(sha256sum a.json)" ]
if "$protocol" agreement new --from template.txt --out template.txt --force 2>err; then exit 1; fi
cmp template.txt same.txt

# Every level makes an agreement that can be shown and has an annex.
for level in single grouped detailed banded; do
  sed "s/^level: grouped/level: $level/" template.txt >level.txt
  [ $level != banded ] || sed -i 's/; duplicates yes//' level.txt
  "$protocol" agreement new --from level.txt --out $level.json 2>/dev/null
  "$protocol" agreement show --in $level.json >shown
  "$protocol" annex --agreement $level.json --out $level.md
  if [ $level = banded ]; then
    grep -q 'bands of 40 bits, of 12 hashes each, that join forename or surname, and date_of_birth' shown
    grep -q 'families of known people can be recognised' $level.md
    if grep -q 'graph matching' shown $level.md; then exit 1; fi
  else
    grep -q 'graph matching is not mitigated' shown
  fi
done
sed 's/^level: grouped/level: banded/' template.txt >refused.txt
if "$protocol" agreement new --from refused.txt --out no.json 2>err; then exit 1; fi
grep -q "bands cannot find one person's several records" err
sed 's/^level: grouped/level: banded/; s/^threshold: .*/threshold: 0.8 Dice/' template.txt >refused.txt
if "$protocol" agreement new --from refused.txt --out no.json 2>err; then exit 1; fi
grep -q 'bands have no Dice' err

# An agreed hardening is that of every filter, and is part of the encoding.
sed 's/^hardening: none/hardening: diffusion 3/' template.txt >hardened.txt
"$protocol" agreement new --from hardened.txt --amends a.json --out hardened.json 2>err
grep -q "THE ENCODING CHANGES" err
"$protocol" agreement show --in hardened.json >shown
grep -q 'hardened by diffusion: each bit says whether an odd number of 3 secret positions' shown
if grep -q 'graph matching is not mitigated' shown; then exit 1; fi
"$protocol" annex --agreement hardened.json --out hardened.md
grep -q 'graph matching is harder, but not excluded' hardened.md
change 's/^hardening: none/hardening: diffusion 16/' | refuse 1 "t of diffusion must be 2 to 15"
change 's/^hardening: none/hardening: salt 3/' | refuse 3 "not one of diffusion, saul"

# A text that is not an agreement byte for byte is malformed.
for fault in 's/"bits": 130/"bits": 0130/' 's/^/ /' 's/"purpose"/"Purpose"/'; do
  sed "$fault" "$vectors/detailed.agreement.json" >bad.json
  got=0
  "$protocol" agreement show --in bad.json >shown 2>err || got=$?
  [ "$got" -eq 3 ] || { echo "status $got for $fault"; exit 1; }
  grep -q 'error: bad.json: ' err
  [ ! -s shown ]
done
