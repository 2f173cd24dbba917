# The whole chain on a made-up city of 3,000 children, with lowest scores that a real regression would
# miss. Run as: bash people.sh BIN_DIR SOURCE_DIR.
set -eu
bin=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$bin/tally-people" --people 3000 --seed 3 --out city

# Rehearses, evaluates, and compares precision and recall of all pairs of files with the lowest
# permitted.
holds() { # FOLDER PRECISION RECALL options of rehearse...
  local folder=$1 precision=$2 recall=$3
  shift 3
  rm -rf linked
  "$source/scripts/rehearse" --bin "$bin" "$@" --out linked \
    "$folder/school.csv" "$folder/social.csv" "$folder/health.csv" >log 2>&1 || { cat log; exit 1; }
  "$bin/tally-linker" evaluate --truth city/truth.csv --ids linked/school.ids.csv \
    --ids linked/social.ids.csv --ids linked/health.ids.csv >table
  echo "$folder, rehearse $*:"
  cat table
  awk -v precision="$precision" -v recall="$recall" '
    /^all pairs of files/ { found = 1; if ($(NF - 2) < precision || $(NF - 1) < recall) exit 1 }
    END { if (!found) exit 1 }' table || { echo "under precision $precision or recall $recall"; exit 1; }
}

holds city 0.995 0.990 --level grouped
holds city 0.995 0.988 --level detailed
holds city 0.995 0.990 --level single
holds city 0.994 0.988 --level detailed --keys nhs_number,upn

# Without addresses everything depends on names and birth dates. Without either name, scores would be
# below these bounds.
mkdir names_only
for name in school social health; do cut -d, -f1-6 "city/$name.csv" >"names_only/$name.csv"; done
holds names_only 0.995 0.988 --level grouped
