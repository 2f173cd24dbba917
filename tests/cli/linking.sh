# Tests of tally-linker source this file. It puts the programs in the PATH and makes a work folder,
# which is removed at the end. The folder has made-up children (data) and the parties school, health,
# linker and analyst.
set -eu
PATH="$1:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
. "$2/tests/cli/parties.sh"

fail() { echo "$1"; exit 1; }
# children N SEED
children() { tally-people --people "$1" --seed "$2" --out data 2>/dev/null; }
fields() { tally-encoder check --profile person --in "data/$1.csv" --fields; }
party school holder
party health holder
party linker linker
party analyst analyst

# agree_on FILE DATASETS LINE ...: the holder of the first data set is the key maker. The analyst gets
# all data sets, unless a line says something else.
agree_on() {
  local file=$1 names=$2 name
  shift 2
  local lines=("party linker: linker; card linker/linker.party.pem"
    "party analyst: analyst; card analyst/analyst.party.pem")
  local role="holder, key_maker"
  for name in $names; do
    lines+=("party $name: $role; card $name/$name.party.pem")
    role=holder
    [[ " $* " == *" dataset $name: "* ]] ||
      lines+=("dataset $name: held by $name; profile person; fields $(fields "$name")")
  done
  [[ " $* " == *" release to "* ]] ||
    lines+=("release to analyst: ${names// /, }; flags no; small counts 0")
  agree "$file" "${lines[@]}" "$@"
}
# secret AGREEMENT MAKER OUT
secret() { tally-protocol secret new --agreement "$1" --identity "$2" --out "$3"; }
# submit AGREEMENT DATASET SECRET OUT
submit() {
  tally-encoder encode --agreement "$1" --dataset "$2" --identity "$2" --secret "$3" \
    --in "data/$2.csv" --out "$4" 2>/dev/null
}
rows() { echo $(($(wc -l < "$1") - 1)); }
