# A bad header stops the run before any output is written. A first line that may be data is not shown.
. "$(dirname "$0")/holder.sh" "$@"
printf 'local_id,forename,shoe_size\n1,Ann,3\n' > unknown.csv
expect 3 'unknown.csv:1: column "shoe_size"' encode unknown.csv out
printf 'local_id,forename,forename\n1,Ann,Ann\n' > twice.csv
expect 3 'twice.csv:1: column "forename"' encode twice.csv out
printf 'local_id,forename,\n1,Ann,\n' > trailing.csv
expect 3 'trailing.csv:1: an empty column' encode trailing.csv out
printf 'Quentin,Featherstone\nAnn,Lee\n' > data.csv
expect 3 'data.csv:1: no column "local_id"' encode data.csv out
! grep -q Quentin stderr.txt || fail "printed a cell"
: > empty.csv
expect 3 'empty.csv' encode empty.csv out
absent out
