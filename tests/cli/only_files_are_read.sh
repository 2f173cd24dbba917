# Every option of every command that reads a file refuses a pipe, a folder or a device at once, and
# names it. So does reading the file of signatures.
. "$(dirname "$0")/holder.sh" "$@"
people 20 > in.csv
encode in.csv sealed.tally 2>/dev/null
mkfifo pipe
mkdir folder
echo "one two three four five six" > passphrase
chmod 600 passphrase
tally-protocol identity request --identity school --out requests
printf 'file,local_id,person\npipe,1,1\nfolder,1,1\n' > truth.csv
printf 'local_id,study_id\n1,S1\n' > a.ids.csv
cat > schema.json <<'JSON'
{"version": 3, "clkConfig": {"l": 1024, "kdf": {"type": "HKDF", "hash": "SHA256", "salt": "AAAA", "info": "AAAA", "keySize": 64}},
 "features": [{"identifier": "forename", "format": {"type": "string", "encoding": "utf-8"},
   "hashing": {"comparison": {"type": "ngram", "n": 2}, "strategy": {"bitsPerToken": 10}, "hash": {"type": "blakeHash"}}}]}
JSON
# The files for compare can have any valid content.
printf 'forename\nAnn\n' > names.csv
tally-encoder clk --schema schema.json --secret-file passphrase --in names.csv --out clks.json 2>/dev/null

# refuses COMMAND ...: @ stands for a pipe, a folder or a device.
kinds="pipe folder /dev/zero"
refuses() {
  local kind
  for kind in $kinds; do
    expect 4 "$kind: " timeout 20 "${@//@/$kind}"
    grep -q "not a file" stderr.txt || { cat stderr.txt; fail "${*//@/$kind}: does not say why"; }
    [ ! -e out ] || fail "${*//@/$kind}: an output"
  done
}
p() { refuses tally-protocol "$@"; }
acting="--agreement a.json --identity school"

p agreement new --from @ --out out
p agreement new --from a.json.template --amends @ --out out
p agreement show --in @
p agreement sign --agreement @ --identity school
p agreement sign --agreement a.json --identity school --passphrase-file @
p agreement verify --agreement @
p annex --agreement @ --out out
p identity new --role holder --name new --out out --passphrase-file @
p identity request --identity school --out out --passphrase-file @
p identity install --identity school --signing @ --opening school/opening.pem
p identity install --identity school --signing school/signing.pem --opening @
p identity install --identity school --signing school/signing.pem --opening school/opening.pem --passphrase-file @
p identity backup --identity school --out out --passphrase-file @
p identity backup --identity school --out out --new-passphrase-file @
p secret new --agreement @ --identity school --out out
p secret new $acting --passphrase-file @ --out out
p secret fingerprint $acting --secret @
p secret destroy $acting --secret @
p close --agreement @ --identity school --out out
p show --in @
p show --in sealed.tally --agreement @
p open $acting --in @ --out out
kinds="pipe /dev/zero" p identity show --in @

e() { refuses tally-encoder "$@"; }
encoded="--dataset school --out out"
e check --profile person --in @
e encode $acting $encoded --secret secret.tally --in @
e encode $acting $encoded --secret @ --in in.csv
e encode --agreement @ --identity school $encoded --secret secret.tally --in in.csv
e encode $acting $encoded --secret secret.tally --in in.csv --passphrase-file @
e attach $acting $encoded --in @
e attach --agreement @ --identity school $encoded --in in.csv
e clk --schema @ --secret-file passphrase --in names.csv --out out
e clk --schema schema.json --secret-file @ --in names.csv --out out
e clk --schema schema.json --secret-file passphrase --in @ --out out

l() { refuses tally-linker "$@"; }
linking="--agreement a.json --identity linker"
l check $linking --in @
l check --agreement @ --identity linker --in sealed.tally
l check $linking --in sealed.tally --passphrase-file @
l link $linking --in sealed.tally --in @ --out out
l compare --left @ --right clks.json --threshold 0.9 --out out
l compare --left clks.json --right @ --threshold 0.9 --out out
l evaluate --truth @ --ids a.ids.csv
mkfifo pipe.ids.csv
mkdir folder.ids.csv
kinds="pipe.ids.csv folder.ids.csv" l evaluate --truth truth.csv --ids @

# Files that no option names: the signatures beside an agreement, and those in a folder of keys.
for kind in pipe folder; do
  rm -rf b.json*
  cp a.json b.json
  cp -r $kind b.json.p7s 2>/dev/null
  expect 4 "b.json.p7s: " timeout 20 tally-protocol agreement verify --agreement b.json
  expect 4 "b.json.p7s: " timeout 20 tally-protocol agreement sign --agreement b.json --identity health
done
cp -r health broken
rm broken/signing.key
mkfifo -m 600 broken/signing.key
expect 4 "broken/signing.key: not a file" timeout 20 tally-protocol agreement sign --agreement a.json --identity broken
rm broken/signing.pem
mkfifo broken/signing.pem
expect 4 "broken/signing.pem: not a file" timeout 20 tally-protocol identity show --in broken
