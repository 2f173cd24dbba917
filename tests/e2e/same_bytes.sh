# The same input gives the same encodings, bridge, links and study ids with any threads, kernel, time
# zone, locale and environment. Rows in another order give the same study ids. Run as: bash
# same_bytes.sh BIN_DIR SOURCE_DIR.
set -eu
bin=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$bin/tally-people" --people 1500 --seed 4 --out city
level=detailed
rehearse() { # OUT options...
  local out=$1
  shift
  "$source/scripts/rehearse" --bin "$bin" --level $level --keys nhs_number,upn "$@" --out "$out" \
    "$files/school.csv" "$files/social.csv" "$files/health.csv" >log 2>&1 || { cat log; exit 1; }
}
# Opens the sealed files of a rehearsal into opened/, by NAME: the bridge, and submissions without the
# agreement's fingerprint (bytes 32 to 63), which depends on certificates that are new each time.
open_exchange() { # FOLDER
  rm -rf opened
  mkdir opened
  for name in school social health; do
    open_as linker "$1" "$name"
    { head -c 32 opened/body; tail -c +65 opened/body; } >"opened/$name"
  done
  open_as analyst "$1" bridge-analyst
  mv opened/body opened/bridge
}
open_as() { # PARTY FOLDER NAME: into opened/body
  "$bin/tally-protocol" open --agreement "$2/agreement.json" --identity "$2/parties/$1/identity" \
    --in "$2/exchange/$3.tally" --out opened/body --force 2>/dev/null
}
same_exchange() { # FOLDER
  open_exchange "$1"
  rm -f opened/body
  diff -r first_opened opened
}
same() { # FOLDER: what passed between parties, the linker's own links, the study ids
  same_exchange "$1"
  diff first/parties/linker/results/links.csv "$1/parties/linker/results/links.csv"
  for name in school social health; do diff "first/$name.ids.csv" "$1/$name.ids.csv"; done
}

files=city
rehearse first --threads 1
open_exchange first
rm -f opened/body
mv opened first_opened
[ "$(wc -l <first/parties/linker/results/links.csv)" -gt 500 ]
rehearse threads --threads 3
same threads
rehearse portable --kernel portable
same portable
TZ=Asia/Kathmandu LC_ALL=C.UTF-8 rehearse elsewhere
same elsewhere
env -i PATH="$PATH" "$source/scripts/rehearse" --bin "$bin" --level detailed --keys nhs_number,upn \
  --out bare city/school.csv city/social.csv city/health.csv >log 2>&1 || { cat log; exit 1; }
same bare

# Rows in another order: the encodings are the same, and every record gets the same study id.
mkdir shuffled
for name in school social health; do
  { head -n 1 "city/$name.csv"; tail -n +2 "city/$name.csv" | LC_ALL=C sort -t, -k4,4; } \
    >"shuffled/$name.csv"
  if cmp -s "city/$name.csv" "shuffled/$name.csv"; then echo "$name was not shuffled"; exit 1; fi
done
files=shuffled
rehearse other_order
same_exchange other_order
for name in school social health; do
  diff <(sort "first/$name.ids.csv") <(sort "other_order/$name.ids.csv")
done

# The same by bands.
mv first_opened filters_opened
mv first filters
level=banded
files=city
rehearse first --threads 1
open_exchange first
rm -f opened/body
mv opened first_opened
[ "$(wc -l <first/parties/linker/results/links.csv)" -gt 500 ]
rehearse bands_threads --threads 3
same bands_threads
files=shuffled
rehearse bands_other_order
same_exchange bands_other_order
rm -rf first first_opened
mv filters_opened first_opened
mv filters first
level=detailed

# Another seed gives other secrets, so everything differs.
files=city
rehearse other_seed --seed 2
open_exchange other_seed
if cmp -s first_opened/school opened/school; then
  echo "another seed gave the same encodings"
  exit 1
fi
