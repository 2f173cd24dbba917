# The whole chain on a made-up city of 3,000 children, held against floors that a real regression
# falls through. Run as: bash people.sh BIN_DIR SOURCE_DIR.
set -eu
bin=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$bin/tally-people" --people 3000 --seed 3 --out city

# Rehearses, evaluates, and holds precision and recall of all pairs of files against floors.
holds() { # PRECISION RECALL options of rehearse...
  local precision=$1 recall=$2
  shift 2
  rm -rf linked
  "$source/scripts/rehearse" --bin "$bin" "$@" --out linked \
    city/school.csv city/social.csv city/health.csv >log 2>&1 || { cat log; exit 1; }
  "$bin/tally-linker" evaluate --truth city/truth.csv --ids linked/school.ids.csv \
    --ids linked/social.ids.csv --ids linked/health.ids.csv >table
  echo "rehearse $*:"
  cat table
  awk -v precision="$precision" -v recall="$recall" '
    /^all pairs of files/ { found = 1; if ($(NF - 2) < precision || $(NF - 1) < recall) exit 1 }
    END { if (!found) exit 1 }' table || { echo "under precision $precision or recall $recall"; exit 1; }
}

holds 0.993 0.985 --level grouped
holds 0.993 0.985 --level detailed
holds 0.990 0.980 --level single
holds 0.993 0.985 --level detailed --keys nhs_number,upn
