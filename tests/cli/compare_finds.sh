# tally-linker compare finds every pair at or over the threshold and no other pair, in its order and
# with Dice rounded half up: the same as a plain loop over exact fractions. Kernels and threads change
# no byte.
set -eu
bin=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fail() { echo "$1"; exit 1; }

# find OUT THRESHOLD [option ...]: compares left.json and right.json.
find_pairs() {
  local out=$1 threshold=$2
  shift 2
  "$bin/tally-linker" compare --left left.json --right right.json --threshold "$threshold" \
    --out "$out" "$@" >stdout 2>stderr || { cat stderr; fail "compare at $threshold"; }
}

# By hand. Left rows: bits 0 to 799; none; 128 bits. Right rows share 600, 760, 759 and 599 of 800 bits
# with left 0, so that Dice is .75, .95 and just under each; one is empty; one shares 125 of 128 bits
# with left 2 (.9765625). Two contain all of left 3 (300 of 500 bits, .75) and all of left 4 (190 of
# 210, .95): a bound that is rounded down would lose these pairs.
cat >by_hand.py <<'PY'
import base64, json
def clk(first, bits):
    return base64.b64encode((((1 << bits) - 1) << first).to_bytes(256, "little")).decode()
none = clk(0, 0)
json.dump({"clks": [clk(0, 800), none, clk(1000, 128), clk(1200, 300), clk(1700, 190)]},
          open("left.json", "w"))
json.dump({"clks": [clk(200, 800), clk(40, 800), clk(41, 800), clk(201, 800), none, clk(1003, 128),
                    clk(1200, 500), clk(1700, 210)]},
          open("right.json", "w"), indent=1)
PY
python3 by_hand.py
# lines THRESHOLD LINE...
lines() {
  local threshold=$1
  shift
  find_pairs pairs.csv "$threshold" --force
  printf '%s\n' left,right,dice "$@" | cmp - pairs.csv || { cat pairs.csv; fail "at $threshold"; }
}
lines 1
lines 0.95 2,5,0.976563 0,1,0.950000 4,7,0.950000
lines 0.9500 2,5,0.976563 0,1,0.950000 4,7,0.950000
lines 0.950001 2,5,0.976563
lines 0.94875 2,5,0.976563 0,1,0.950000 4,7,0.950000 0,2,0.948750
lines 0.75 2,5,0.976563 0,1,0.950000 4,7,0.950000 0,2,0.948750 0,0,0.750000 3,6,0.750000
lines 0.74875 2,5,0.976563 0,1,0.950000 4,7,0.950000 0,2,0.948750 0,0,0.750000 3,6,0.750000 0,3,0.748750

# At random: files with rows that share bits, some rows empty, full or equal, and the pairs that a plain
# loop finds in them.
cat >at_random.py <<'PY'
import base64, json, random, sys
from fractions import Fraction
bits, rows_left, rows_right = map(int, sys.argv[1:4])
rng = random.Random(bits)
centres = [rng.getrandbits(bits) & rng.getrandbits(bits) for _ in range(12)]
def row(i):
    if i % 50 == 7: return 0
    if i % 50 == 8: return (1 << bits) - 1
    noise = 0
    for _ in range(rng.randrange(bits // 4 + 1)): noise |= 1 << rng.randrange(bits)
    return rng.choice(centres) ^ noise
left, right = [[row(i) for i in range(n)] for n in (rows_left, rows_right)]
for name, rows in ("left", left), ("right", right):
    clks = [base64.b64encode(clk.to_bytes(bits // 8, "big")).decode() for clk in rows]
    json.dump({"clks": clks}, open(name + ".json", "w"))
count = lambda clk: bin(clk).count("1")
counts_left, counts_right = list(map(count, left)), list(map(count, right))
scores = []
for i, a in enumerate(left):
    for j, b in enumerate(right):
        total = counts_left[i] + counts_right[j]
        if total: scores.append((Fraction(2 * count(a & b), total), i, j))
scores.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
for threshold in sys.argv[4:]:
    with open("expected." + threshold, "w") as out:
        print("left,right,dice", file=out)
        for dice, i, j in scores:
            if dice < Fraction(threshold): break
            millionths = (dice * 2000000 + 1) // 2
            print("%d,%d,%d.%06d" % (i, j, millionths // 1000000, millionths % 1000000), file=out)
PY

kernels=()
for kernel in portable avx2 avx512; do
  status=0
  "$bin/tally-linker" compare --left left.json --right right.json --threshold 1 --kernel $kernel \
    --out pairs.csv --force 2>stderr || status=$?
  case $status in
    0) kernels+=($kernel) ;;
    1) grep -q 'not supported by this processor' stderr || { cat stderr; fail "kernel $kernel"; } ;;
    *) cat stderr; fail "kernel $kernel: status $status" ;;
  esac
done
[ "${kernels[0]}" = portable ] || fail "no kernel portable"

# check BITS LEFT_ROWS RIGHT_ROWS THRESHOLD...
check() {
  local threshold kernel threads
  python3 at_random.py "$@"
  shift 3
  for threshold in "$@"; do
    [ "$(wc -l <expected."$threshold")" -gt 1 ] || fail "a case without pairs: $threshold"
    for kernel in "${kernels[@]}"; do
      for threads in 1 2; do
        find_pairs pairs.csv "$threshold" --force --kernel "$kernel" --threads $threads
        cmp pairs.csv expected."$threshold" || fail "$threshold, $kernel, $threads threads"
      done
    done
    find_pairs pairs.csv "$threshold" --force
    cmp pairs.csv expected."$threshold" || fail "$threshold, without options"
  done
}
check 8 70 130 0.000001 0.5 0.75 1
check 1000 150 131 0.5 0.75 0.8 0.95
check 1024 131 190 0.3 0.75 0.833333333 0.95 1
check 2048 64 65 0.000001 0.75 0.95
check 8192 30 20 0.75
