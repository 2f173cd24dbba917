# Rows that cannot be records are listed with line, local_id and reason, for the holder only. The other
# rows are encoded as if the rejected rows did not exist.
. "$(dirname "$0")/holder.sh" "$@"
people 5 > good.csv
{ people 3; printf 'few,Ann\nmany,Ann,,Lee,,,,,,\n,Ann,,Lee,,,,\n   ,Ann,,Lee,,,,\n'
  printf '%065d,Ann,,Lee,,,,\n' 1; people 5 | tail -2; printf 'P1,Ann,,Lee,,,,\n'
  printf 'Q,Ann,,Lee,2010-03-04,,,\nQ,Bob,,Lee,2012-05-06,,,\n'; } > in.csv
encode good.csv good 2>/dev/null
expect 0 "13 rows read, 5 rows of 5 records written" encode in.csv out --rejects rejects.csv
same good out
[ "$(stat -c %a rejects.csv)" = 600 ] || fail "other users can read the list"
head -6 rejects.csv | cut -d, -f1,3 > got
tail -n +7 rejects.csv | cut -d, -f1,3 | sort >> got  # by reference: in any order
cat > want <<'END'
line,reason
5,wrong number of cells
6,wrong number of cells
7,no local_id
8,no local_id
9,local_id over 64 bytes
12,more rows of this local_id than the agreement allows
13,more than one person under this local_id (different dates of birth or too many rows)
14,more than one person under this local_id (different dates of birth or too many rows)
END
diff want got
