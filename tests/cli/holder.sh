# The tests of tally-encoder source this file. It puts BIN_DIR in the PATH and makes a work folder,
# which is removed at the end. The folder has a made-up holder's agreement (a.json) at the level that is
# the third argument (by default grouped), folder of keys (school) and linkage secret (secret.tally); the
# linker's folder of keys is linker.
set -eu
PATH="$1:$PATH"
level=${3:-grouped}
. "$2/tests/cli/parties.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fields="forename, middle_names, surname, date_of_birth, sex, postcode, nhs_number"
party school holder
party health holder
party linker linker
agree a.json "party school: holder, key_maker; card school/school.party.pem" \
  "party health: holder; card health/health.party.pem" \
  "party linker: linker; card linker/linker.party.pem" "level: $level" "keys: nhs_number" \
  "dataset school: held by school; profile person; fields $fields" \
  "dataset health: held by health; profile person; fields $fields"
tally-protocol secret new --agreement a.json --identity school --out secret.tally

header=local_id,forename,middle_names,surname,date_of_birth,sex,postcode,nhs_number

# encode INPUT OUTPUT [option ...]
encode() {
  local input=$1 output=$2
  shift 2
  tally-encoder encode --agreement a.json --dataset school --identity school --secret secret.tally \
    --in "$input" --out "$output" "$@"
}

# people N: prints a CSV of N made-up people.
people() {
  awk -v n="$1" -v header="$header" 'BEGIN {
    print header
    split("Alice Bob Chloe Dev Ella Finn Grace Hugo Isla Jack Kaya Leo", first, " ")
    split("Smith Jones Patel Brown Khan Walker Evans Green Wood Hall", last, " ")
    for (i = 1; i <= n; i++)
      printf "P%d,%s,%s,%s,20%02d-%02d-%02d,%s,CV%d %dAB,\n", i, first[i % 12 + 1],
        i % 3 ? "" : first[i % 7 + 1], last[i % 10 + 1], 3 + i % 18, i % 12 + 1, i % 28 + 1,
        i % 2 ? "F" : "M", i % 8 + 1, i % 9 + 1
  }'
}

fail() {
  echo "$*" >&2
  exit 1
}

# expect STATUS TEXT COMMAND ...: the command ends with the status and prints the text.
expect() {
  local status=$1 text=$2 actual=0
  shift 2
  "$@" >stdout.txt 2>stderr.txt || actual=$?
  [ "$actual" = "$status" ] || { cat stderr.txt >&2; fail "$*: status $actual, not $status"; }
  grep -qF -e "$text" stderr.txt || { cat stderr.txt >&2; fail "$*: does not say: $text"; }
}

# same A B: two submissions hold the same rows. (Two sealed files always differ.)
same() {
  open_as linker a.json "$1" >same.a
  open_as linker a.json "$2" >same.b
  cmp same.a same.b
}

# absent FILE ...: none of the files exists, and no temporary file is left.
absent() {
  local file
  for file in "$@"; do [ ! -e "$file" ] || fail "$file exists"; done
  [ -z "$(find . -name '.tally*')" ] || fail "a temporary file is left"
}
