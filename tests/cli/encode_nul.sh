# A NUL stops the run, naming the line, and leaves no output.
. "$(dirname "$0")/holder.sh" "$@"
people 3 > in.csv
printf 'x,An\000n,,Lee,,,,\n' >> in.csv
expect 3 "in.csv:5" encode in.csv out
absent out
