# Tests with parties source this file, with the programs in the PATH and in their own folder.

# party NAME ROLE [option ...]: makes a folder of keys called NAME.
party() {
  local name=$1 role=$2
  shift 2
  tally-protocol identity new --role "$role" --name "$name" --out "$name" "$@" >/dev/null
}

# agree FILE LINE ...: makes an agreement from the lines of a template, adds the other lines that a
# template needs, and signs it for every party that the lines name.
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

# open_as NAME AGREEMENT FILE: prints the content of a sealed file.
open_as() {
  tally-protocol open --agreement "$2" --identity "$1" --in "$3" --out opened.tmp --force 2>/dev/null
  cat opened.tmp
  rm opened.tmp
}
