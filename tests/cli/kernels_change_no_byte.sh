#!/bin/bash
# Search finds the same, byte for byte, with every kernel and number of threads, and on older
# processors, which qemu emulates: Nehalem has neither AVX2 nor AVX-512, Haswell has only AVX2. There the
# encoder also makes the bands of the vectors.
set -eu
bin=$1
digest=$bin/search_digest

expected=$("$digest" portable)
check() {
  local what=$1 found
  shift
  found=$("$@")
  if [ "$found" != "$expected" ]; then
    printf '%s: found %s, expected %s\n' "$what" "$found" "$expected" >&2
    exit 1
  fi
}

check "the fastest kernel" "$digest" best
check "3 threads" "$digest" best 3

status=0
"$digest" nonesuch 2>/dev/null || status=$?
[ "$status" -eq 2 ] || { echo "an unknown kernel: exit status $status, not 2" >&2; exit 1; }

if [ "$(uname -m)" != x86_64 ] || ! command -v qemu-x86_64-static >/dev/null; then
  echo "skipped: other processors, there is no qemu-x86_64-static"
  exit 77
fi
if grep -qE '__(asan|tsan|msan)_init' "$digest"; then
  echo "skipped: other processors, qemu does not run sanitizers"
  exit 77
fi
for cpu in Nehalem Haswell; do
  check "$cpu" qemu-x86_64-static -cpu "$cpu" "$digest" best
  status=0
  qemu-x86_64-static -cpu "$cpu" "$digest" avx512 2>/dev/null || status=$?
  [ "$status" -eq 1 ] || { echo "avx512 on $cpu: exit status $status, not 1" >&2; exit 1; }
  qemu-x86_64-static -cpu "$cpu" "$bin/unit_encoder" -tc='bands of*vectors,least tokens*' >/dev/null ||
    { echo "$cpu makes other bands" >&2; exit 1; }
done
