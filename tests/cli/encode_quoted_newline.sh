# A line break in quotes is part of a cell, and lines after it are counted correctly.
. "$(dirname "$0")/holder.sh" "$@"
printf '%s\na,"Ann\nMary",,Lee,,,,\nb,too few\n' "$header" > in.csv
printf '%s\na,Ann Mary,,Lee,,,,\n' "$header" > plain.csv
encode in.csv out --rejects rejects.csv 2>/dev/null
encode plain.csv plain 2>/dev/null
same out plain
[ "$(tail -n +2 rejects.csv)" = "4,,wrong number of cells" ] || fail "$(cat rejects.csv)"
