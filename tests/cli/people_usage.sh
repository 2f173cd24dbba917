# tally-people: wrong options are usage errors, and an existing folder does not change without --force.
set -eu
bin=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fails() { # STATUS options...
  local expected=$1 status=0
  shift
  "$bin/tally-people" "$@" 2>errors || status=$?
  [ "$status" -eq "$expected" ] || { echo "tally-people $*: status $status, not $expected"; cat errors; exit 1; }
  grep -q '^tally-people: error: ' errors
}

fails 2
grep -q 'no command given' errors
fails 2 --people 0 --out city
fails 2 --people 10000001 --out city
fails 2 --people many --out city
fails 2 --people 10 --seed -1 --out city
fails 2 --people 10
fails 4 --people 10 --out no/such/folder
[ ! -e city ]

"$bin/tally-people" --people 1 --out city
[ "$(ls city)" = "health.csv
school.csv
social.csv
truth.csv" ]
cp city/truth.csv before
fails 1 --people 50 --out city
cmp city/truth.csv before
"$bin/tally-people" --people 50 --out city --force
[ "$(wc -l <city/truth.csv)" -gt 50 ]
fails 2 city --people 999 --out town
grep -q 'hint: a city has 1000 people or more' errors
fails 2 city --people 10000001 --out town
fails 2 city --people 1000
[ ! -e town ]
"$bin/tally-people" city --people 1000 --out town
[ "$(ls town)" = "adoptions.csv
births
council_education
council_social_care
deaths
exclusions
health
truth.csv" ]
cp town/truth.csv before
fails 1 city --people 1200 --out town
cmp town/truth.csv before
"$bin/tally-people" city --people 1200 --out town --force
if cmp -s town/truth.csv before; then echo "--force replaced nothing"; exit 1; fi

"$bin/tally-people" --help | grep -q 'city'
"$bin/tally-people" make --help | grep -q -- '--people'
"$bin/tally-people" city --help | grep -q -- '--unequal-errors'
"$bin/tally-people" --version | grep -q '^tally-people '
