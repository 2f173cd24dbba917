# encode refuses existing outputs before it reads the input, and replaces them only with --force.
. "$(dirname "$0")/holder.sh" "$@"
people 3 > in.csv
for kept in out rejects.csv; do
  echo old > $kept
  expect 1 "$kept" encode in.csv out --rejects rejects.csv
  [ "$(cat $kept)" = old ] || fail "$kept has changed"
  rm $kept
  absent out rejects.csv
done
echo old > out
echo broken > broken.csv
expect 1 "out" encode broken.csv out
expect 3 "broken.csv" encode broken.csv out --force
[ "$(cat out)" = old ] || fail "a failed run replaced the output"
expect 0 "written" encode in.csv out --force
! grep -qx old out || fail "not replaced"
expect 4 "nowhere" encode in.csv nowhere/out
