# A full disk is an i/o error: it leaves no new output, and does not change an old one.
. "$(dirname "$0")/holder.sh" "$@"
people 5000 > in.csv
mkdir small
echo old > small/old
full() {
  if [ "$how" = tmpfs ]; then
    unshare -m sh -c 'mount -t tmpfs -o size=512k none small && echo old > small/old || exit 99
      "$@"; status=$?; ls -A small > left; cat small/old >> left; exit $status' sh "$@"
  else
    # Without the right to mount, a limit on file size does the same.
    (trap '' XFSZ; ulimit -f 512; "$@"; status=$?; ls -A small > left; cat small/old >> left
     exit $status)
  fi
}
how=tmpfs
full true 2>/dev/null || how=limit
export PATH
for force in "" --force; do
  output=small/new
  [ -z "$force" ] || output=small/old
  expect 4 "error: " full tally-encoder encode --agreement a.json --dataset school --identity school \
    --secret secret.tally --in in.csv --out $output $force
  [ "$(cat left)" = "$(printf 'old\nold')" ] || fail "left: $(cat left)"
done
