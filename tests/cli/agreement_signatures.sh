# All parties sign an agreement; one of them has a passphrase and certificates of an organisation's
# authority. agreement verify lists the signers. The stock openssl commands of docs/formats/agreement.md
# give the same result.
set -eu
bin=$1 page=$2/docs/formats/agreement.md
command -v openssl >/dev/null || { echo "no openssl"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
protocol=$bin/tally-protocol

roles="council:holder health:holder linkers:linker insights:analyst assurance:governance"
for party in $roles; do
  "$protocol" identity new --name "${party%:*}" --role "${party#*:}" --out "id/${party%:*}" >/dev/null 2>&1
done
echo "one two three four five six" >passphrase
chmod 600 passphrase
"$protocol" identity new --name stranger --role holder --out id/stranger --passphrase-file passphrase >/dev/null 2>&1

# make TITLE OUT [option ...]: makes an agreement with the present cards.
make() {
  local title=$1 out=$2
  shift 2
  for party in $roles; do cp "id/${party%:*}/${party%:*}.party.pem" .; done
  "$protocol" agreement template | sed "s/^title: .*/title: $title/" >template.txt
  "$protocol" agreement new --from template.txt --out "$out" "$@" 2>/dev/null
}
sign() { "$protocol" agreement sign --agreement "$1" --identity "id/$2" 2>err; }
verify() { "$protocol" agreement verify --agreement "$1"; }
# refuse MESSAGE COMMAND ...: the command is refused with this message.
refuse() {
  local message=$1 got=0
  shift
  "$@" >out 2>err || got=$?
  [ "$got" -eq 1 ] || { echo "status $got, not 1: $*"; cat err; exit 1; }
  grep -qF -- "$message" err || { echo "no \"$message\": $*"; cat err; exit 1; }
}
# stock N: runs the stock command number N of the page.
stock() { sed -n '/^openssl cms/p' "$page" | sed -n "$1p" | bash 2>>stock.err; }

make "Signed by all" agreement.json
refuse "nobody has signed it" verify agreement.json
sign agreement.json council
refuse 'these parties have not signed: health, linkers, insights, assurance' verify agreement.json
for party in health linkers insights; do sign agreement.json "$party"; done
refuse 'party "assurance" has not signed' verify agreement.json
# Stock openssl accepts any subset of signers: it does not prove that all have signed.
stock 1
sign agreement.json assurance
verify agreement.json >said
for party in $roles; do
  grep -qE "^  ${party%:*} +signed 20[0-9-]+T[0-9:]+Z +may sign until 20[0-9-]+T" said
done
stock 1
cp agreement.json.p7s before.p7s
sign agreement.json council
grep -q "council has already signed, so nothing changes" err || { cat err; exit 1; }
cmp agreement.json.p7s before.p7s
refuse "this identity does not belong to any party" "$protocol" agreement sign --agreement agreement.json \
  --identity id/stranger --passphrase-file passphrase
refuse "passphrase" sign agreement.json stranger
sed 's/$/ /' passphrase >spaces
chmod 600 spaces
refuse "hint: check the file for spaces at the end" "$protocol" agreement sign --agreement agreement.json \
  --identity id/stranger --passphrase-file spaces
[ -s id/council/evidence/*.jsonl ]
grep -q '"event":"signed"' id/council/evidence/*.jsonl

# A stranger can add its signature with stock tools, but verify refuses it. It also refuses an amendment
# that nobody has signed, and an amendment beside the signatures of the agreement that it amends.
issue_self() { # NAME KEY CERTIFICATE
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=$1" \
    -keyout "$2" -out "$3" 2>/dev/null
}
cp agreement.json added.json
issue_self "A stranger" other.key other.pem
openssl cms -resign -cades -binary -inform DER -in agreement.json.p7s -outform DER -out added.json.p7s \
  -content agreement.json -signer other.pem -inkey other.key
refuse "a certificate that the agreement does not name" verify added.json
make "Signed by nobody" amended.json --amends agreement.json
refuse "nobody has signed it" verify amended.json
cp agreement.json.p7s amended.json.p7s
refuse "amended.json.p7s: " verify amended.json
refuse "amended.json.p7s: " sign amended.json council
rm amended.json.p7s

# If one byte of the text changes, we and stock openssl refuse the signatures.
mkdir changed
sed 's/small_counts": 10/small_counts": 11/' agreement.json >changed/agreement.json
cp agreement.json.p7s changed
refuse "agreement.json.p7s: " verify changed/agreement.json
grep -q "hint: the agreement was changed after it was signed" err || { cat err; exit 1; }
if (cd changed && stock 1); then echo "stock openssl accepts a changed text"; exit 1; fi

# An organisation's authority, which issues certificates for every use except mail.
issue_self "An authority" authority.key authority.pem
echo "extendedKeyUsage=clientAuth" >extensions
for party in $roles; do
  name=${party%:*}
  "$protocol" identity request --identity "id/$name" --out "requests/$name" 2>/dev/null
  for use in signing opening; do
    openssl x509 -req -in "requests/$name/$use.csr" -CA authority.pem -CAkey authority.key -CAcreateserial \
      -days 20 -extfile extensions -out "requests/$name/$use.pem" 2>/dev/null
  done
  "$protocol" identity install --identity "id/$name" --signing "requests/$name/signing.pem" \
    --opening "requests/$name/opening.pem" >/dev/null 2>&1
done
refuse "not belong to any party in the agreement" sign agreement.json council
mkdir issued
make "Signed with issued certificates" issued/agreement.json --amends agreement.json
for party in $roles; do sign issued/agreement.json "${party%:*}"; done
verify issued/agreement.json >said
cp authority.pem issued
cd issued
stock 1
stock 2
issue_self "Another authority" other.key authority.pem
if stock 2; then echo "stock openssl accepts another authority's certificates"; exit 1; fi
