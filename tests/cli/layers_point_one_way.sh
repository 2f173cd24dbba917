# Includes point one way: common <- protocol <- {encoder, linker}; within the linker and the encoder a
# stage includes earlier stages only; each outside library is included where the design says.
set -eu
cd "$2"
status=0
# complain WHAT: reads "file:line: text" lines; any is a fault.
complain() { while IFS= read -r line; do echo "$1: $line"; status=1; done; }
includes() { grep -nE "^#include [<\"]$1" "${@:2}" /dev/null || true; }
sources() { find "$@" -name '*.cc' -o -name '*.h' | sort; }

complain "common includes a room above it" < <(includes '(protocol|encoder|linker)/' $(sources common))
complain "protocol includes a room above it" < <(includes '(encoder|linker)/' $(sources protocol))
complain "encoder includes the linker" < <(includes 'linker/' $(sources encoder))
complain "linker includes the encoder" < <(includes 'encoder/' $(sources linker))
complain "linker includes the keys" < <(
  includes 'protocol/(keys/|rehearsal|identity_setup|draft)' $(sources linker))

# A stage never includes a later one.
order() { # ROOM stage...
  local room=$1 later
  shift
  while [ $# -gt 1 ]; do
    later=$(IFS='|'; echo "${*:2}")
    for file in "$room/$1.h" "$room/$1.cc"; do
      [ ! -f "$file" ] || complain "$file includes a later stage" < <(includes "$room/($later)\\.h" "$file")
    done
    shift
  done
}
order encoder record standardise tokenise hash sort encode
order linker submission receive exact search score decide resolve link release report

# allowed HEADER file...: HEADER may be included by these alone.
allowed() {
  local header=$1
  shift
  complain "<$header> belongs elsewhere" < <(
    includes "$header" $(sources common protocol encoder linker) | grep -vE "^($(IFS='|'; echo "$*")):" || true)
}
allowed 'openssl/' common/bytes.cc 'protocol/[a-z_/]*[.]cc' \
  'encoder/clkhash/(keys|token_hash|big_integer)[.]cc'
allowed 'boost/' common/cli.cc
allowed 'nlohmann/' common/json.cc
allowed 'roaring/' 'linker/[a-z_]*[.](cc|h)'
allowed 'unicode/' encoder/standardise.cc encoder/clkhash/unicode.cc
allowed 'csv[.]h>' common/csv.cc
allowed 'expat' encoder/readers/xml_source.cc
allowed '(sys/|unistd|fcntl)' 'common/file[a-z_]*[.](cc|h)' common/cpu.cc
exit $status
