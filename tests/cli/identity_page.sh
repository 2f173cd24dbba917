# The examples of docs/formats/identity.md, and possible faults: a party's keys, certificates that an
# authority made with stock openssl issues, and a backup.
set -eu
command -v openssl >/dev/null || { echo "skipped: no openssl command"; exit 77; }
PATH="$1:$PATH"
page=$2/docs/formats/identity.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
awk '/^```sh$/ {inside = 1; next} /^```$/ {inside = 0} inside' "$page" > examples.sh
[ "$(grep -c openssl examples.sh)" -ge 8 ]
bash -eu examples.sh >shown 2>err || { cat shown err; exit 1; }
grep -qF "$(openssl x509 -in identity/signing.pem -outform DER | sha256sum | cut -c1-64)" shown
[ "$(grep -c '^fingerprint  [0-9a-f]\{4\}\( [0-9a-f]\{4\}\)\{15\}$' shown)" = 3 ]
if cmp -s identity/reference.key backup/reference.key; then echo "two files have one salt"; exit 1; fi
cmp identity/council.party.pem backup/council.party.pem
cmp identity/signing.pem <(openssl x509 -in issued-signing.pem)
for key in identity/*.key backup/*.key; do [ "$(stat -c %a "$key")" = 600 ]; done
[ "$(stat -c %a identity backup | sort -u)" = 700 ]

# refuse STATUS MESSAGE arguments...
refuse() {
  local status=$1 message=$2 got=0
  shift 2
  tally-protocol identity "$@" >out 2>err || got=$?
  [ "$got" -eq "$status" ] || { echo "status $got, not $status: $*"; cat err; exit 1; }
  grep -qF -- "$message" err || { echo "no \"$message\": $*"; cat err; exit 1; }
}
with="--passphrase-file passphrase"
sums=$(sha256sum identity/*)
refuse 1 "already exists" new --role holder --name council --out identity
refuse 1 "already exists" backup --identity identity --out backup $with
refuse 1 "already exists" request --identity identity --out requests $with
refuse 1 "protected by a passphrase" request --identity identity --out more
refuse 1 "does not open it" request --identity identity --out more --passphrase-file other
refuse 1 "issued for another key" install --identity identity $with \
  --signing issued-opening.pem --opening issued-signing.pem
refuse 1 "issued for another key" install --identity identity $with \
  --signing authority.pem --opening issued-opening.pem
refuse 3 "authority.key: " install --identity identity $with \
  --signing authority.key --opening issued-opening.pem
chmod 640 passphrase
refuse 1 "passphrase: readable by other users" request --identity identity --out more $with
chmod 600 passphrase
chmod 604 identity/opening.key
refuse 1 "opening.key: readable by other users" backup --identity identity --out more $with
chmod 600 identity/opening.key
refuse 2 "--role" new --role owner --name council --out more
refuse 2 "not a valid name" new --role holder --name "The Council" --out more
refuse 2 "--days" new --role holder --name council --out more --days 0
refuse 2 "--name" new --role holder --out more
[ ! -e more ]
[ "$sums" = "$(sha256sum identity/*)" ]
for role in analyst:0 governance:0 holder:1 linker:1; do
  tally-protocol identity new --role "${role%:*}" --name me --out "${role%:*}" >shown
  found=$(find "${role%:*}" -name reference.key -o -name release.key | wc -l)
  [ "$found" = "${role#*:}" ]
done
# identity show marks a certificate that has ended.
openssl x509 -req -in requests/signing.csr -CA authority.pem -CAkey authority.key \
  -CAcreateserial -days -1 -out ended.pem 2>err || { cat err; exit 1; }
refuse 1 ", not now" install --identity identity $with \
  --signing ended.pem --opening issued-opening.pem
cat ended.pem issued-opening.pem > ended.party.pem
tally-protocol identity show --in ended.party.pem | grep -q "NOT VALID NOW"
