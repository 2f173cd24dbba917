# A cell of 10 MB, or a quotation mark that is not closed, stops the run without filling the memory.
. "$(dirname "$0")/holder.sh" "$@"
{ people 3; printf 'x,'; head -c 10000000 /dev/zero | tr '\0' A; echo ",,Lee,,,,"; } > huge.csv
expect 3 "huge.csv:5" encode huge.csv out
{ people 3; printf 'x,"Ann,,Lee,,,,\n'; people 10000; } > unclosed.csv
expect 3 "unclosed.csv:5" encode unclosed.csv out
{ people 3; printf 'x,"Ann,,Lee,,,,\n'; } > short.csv
expect 3 "short.csv:5" encode short.csv out
absent out
