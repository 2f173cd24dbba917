# A byte order mark, CRLF, quotes and blank lines do not change a byte of the encodings.
. "$(dirname "$0")/holder.sh" "$@"
people 20 > plain.csv
encode plain.csv plain 2>/dev/null
{ printf '\357\273\277'; sed 's/$/\r/; s/Smith/"Smith"/' plain.csv; printf '\r\n\r\n'; } > bom.csv
encode bom.csv bom 2>/dev/null
same plain bom
