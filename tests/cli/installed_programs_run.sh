# The installed programs run from their folder: the three programs, with the licence and the
# documentation.
set -eu
build=$(cd "$1/.." && pwd)
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
fail() { echo "$1"; exit 1; }

cmake --install "$build" --prefix "$prefix" >"$prefix/log" || { cat "$prefix/log"; fail "not installed"; }
for program in tally-protocol tally-encoder tally-linker; do
  "$prefix/bin/$program" --version | grep -q "^$program [0-9]" || fail "$program: no version"
done
[ "$(ls "$prefix/bin" | wc -l)" = 3 ] || fail "more than three programs: $(ls "$prefix/bin")"
for file in LICENSE README.md docs/architecture.md; do
  [ -f "$prefix/share/doc/tallystick/$file" ] || fail "no $file"
done
