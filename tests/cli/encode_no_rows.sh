# A file with only a header is malformed. If all rows are rejected, encode refuses, with the reason.
. "$(dirname "$0")/holder.sh" "$@"
echo "$header" > header.csv
expect 3 "header.csv" encode header.csv out
printf '%s\na,b\n,Ann,,Lee,,,,\n' "$header" > bad.csv
expect 1 "1 row: wrong number of cells, 1 row: no local_id" encode bad.csv out --rejects rejects.csv
absent out rejects.csv
