# A room includes exactly the outside libraries that its line in rooms.txt lists; `common` uses each
# library in one file only. The platform's headers stay in common/port, a compiler's in linker/kernels.
# A room cannot find headers of a room that it does not use, so this test does not check our own
# headers, except those of common/port.
set -eu
rooms=$(cd "$1/.." && pwd)/rooms.txt
cd "$2"
status=0
complain() { echo "$1"; status=1; }

library_of() { # HEADER
  case $1 in
    openssl/*) echo OpenSSL::Crypto ;;
    boost/program_options*) echo Boost::program_options ;;
    boost/*) echo Boost::headers ;;
    nlohmann/*) echo nlohmann_json::nlohmann_json ;;
    csv.h) echo libcsv::libcsv ;;
    xxhash.h) echo PkgConfig::xxhash ;;
    expat.h) echo EXPAT::EXPAT ;;
    unicode/*) echo "ICU::i18n ICU::uc" ;;
    roaring/*) echo roaring::roaring ;;
    immintrin.h) echo compiler ;;
    *) echo platform ;;
  esac
}

# "file header" for each include that is neither ours nor of standard C++.
includes() { # FOLDER
  grep -HoE '^#include <[^>]*[./][^>]*>' "$1"/*.cc "$1"/*.h 2>/dev/null |
    sed -E 's/:#include <(.*)>/ \1/' || true
}

used=""
while read -r folder libraries; do
  case $folder in
    common/port) libraries="$libraries platform" ;;
    linker/kernels) libraries="$libraries compiler" ;;
  esac
  found=""
  while read -r file header; do
    for library in $(library_of "$header"); do
      [[ " $libraries " == *" $library "* ]] || complain "$file: <$header> belongs elsewhere ($library)"
      found+="$library $file"$'\n'
    done
  done < <(includes "$folder")
  used+=$found
  for library in $libraries; do
    [ "$library" = Threads::Threads ] || grep -q "^$library " <<<"$found" ||
      complain "$folder: lists $library and includes nothing of it"
    files=$(grep "^$library " <<<"$found" | sort -u | wc -l) || true
    [ "$folder" != common ] || [ "$files" -le 1 ] || complain "common: $library is in $files files"
  done
done <"$rooms"

while read -r line; do
  complain "$line: the platform is reached through common"
done < <(grep -rn '#include "common/port/' protocol encoder linker | grep -v '^linker/kernels/.*processor[.]h"')

# Control: the search finds libraries, and every folder with sources is a room.
grep -q '^OpenSSL::Crypto common/' <<<"$used" || complain "control: no library found in common"
while read -r folder; do
  grep -qE "^$folder( |\$)" "$rooms" || complain "$folder: not a room"
done < <(find common protocol encoder linker -name '*.cc' -printf '%h\n' | sort -u)
exit $status
