# Secrets: for their owner alone, never overwritten, from a seed in rehearsals only; two holders see by
# telephone that they have the same.
set -eu
bin=$1 vectors=$2/tests/vectors
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
umask 0
protocol=$bin/tally-protocol
rehearsal=$vectors/single.agreement.json linkage=$vectors/detailed.agreement.json

# refuse STATUS MESSAGE arguments...
refuse() {
  local status=$1 message=$2 got=0
  shift 2
  "$protocol" "$@" >out 2>err || got=$?
  [ "$got" -eq "$status" ] || { echo "status $got, not $status: $*"; cat err; exit 1; }
  grep -qF -- "$message" err || { echo "no \"$message\": $*"; cat err; exit 1; }
}
check_value() { "$protocol" secret fingerprint --agreement "$1" --secret "$2"; }
mode() { stat -c %a "$1"; }

"$protocol" secret new --agreement "$linkage" --out random
"$protocol" secret new --agreement "$rehearsal" --out first --rehearsal-seed 1
"$protocol" secret new --agreement "$rehearsal" --out same --rehearsal-seed 1
"$protocol" secret new --agreement "$rehearsal" --out other --rehearsal-seed 2
[ "$(mode random)" = 600 ]
cmp first same
if cmp -s first other; then echo "two seeds, one secret"; exit 1; fi
[ "$(check_value "$rehearsal" first)" = "$(check_value "$rehearsal" same)" ]
[ "$(check_value "$rehearsal" first)" != "$(check_value "$rehearsal" other)" ]
[ "$(check_value "$rehearsal" first)" != "$(check_value "$linkage" first)" ]
check_value "$linkage" random | grep -qE '^[0-9a-f]{4}( [0-9a-f]{4}){7}$'

refuse 1 "not a rehearsal" secret new --agreement "$linkage" --out none --rehearsal-seed 1
[ ! -e none ]
refuse 2 "--rehearsal-seed" secret new --agreement "$rehearsal" --out none --rehearsal-seed one
refuse 1 "exists already" secret new --agreement "$linkage" --out random
cp "$linkage" wrong && chmod 600 wrong
refuse 3 "wrong" secret fingerprint --agreement "$linkage" --secret wrong
head -c 40 /dev/zero >wrong
refuse 3 "wrong: not a linkage secret" secret fingerprint --agreement "$linkage" --secret wrong
chmod 640 other
refuse 1 "other" secret fingerprint --agreement "$linkage" --secret other
