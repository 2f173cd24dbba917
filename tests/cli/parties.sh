# Sourced by tests of parties at work, with the programs in the PATH and in a folder of their own.

# party NAME ROLE [option ...]: a folder of keys called NAME.
party() {
  local name=$1 role=$2
  shift 2
  tally-protocol identity new --role "$role" --name "$name" --out "$name" "$@" >/dev/null
}

# agree FILE LINE ...: an agreement, of the lines of a template and what a template needs besides,
# signed by every party that the lines name.
agree() {
  local file=$1 name
  shift
  {
    printf '%s\n' "$@"
    printf '%s\n' "title: A test" "submissions last: 30 days" "ends: 2035-12-31" \
      "secret destroyed by: 2035-12-31"
  } | awk -F: '$1 == "title" || $1 == "ends" || /^submissions last/ || /^secret destroyed/ {
      if (seen[$1]++) next } { print }' > "$file.template"
  tally-protocol agreement new --from "$file.template" --out "$file" 2>/dev/null
  for name in $(sed -n 's/^party \([^:]*\):.*/\1/p' "$file.template"); do
    tally-protocol agreement sign --agreement "$file" --identity "$name" 2>/dev/null
  done
}

# open_as NAME AGREEMENT FILE: what a sealed file holds, on standard output.
open_as() {
  tally-protocol open --agreement "$2" --identity "$1" --in "$3" --out opened.tmp --force 2>/dev/null
  cat opened.tmp
  rm opened.tmp
}
