// How fast is libcsv by itself? The yardstick for check and encode: it parses a CSV, counts the
// cells and does nothing else. Prints the cells, the rows, and the processor time of reading and
// parsing.
//
//   plain_csv FILE.csv
#include <csv.h>

#include <cstdint>
#include <cstdio>
#include <vector>

#include "tests/bench/plain_loop.h"

namespace tally::bench {
namespace {

struct Counts {
  std::uint64_t cells = 0, rows = 0;
};

void count_cell(void*, std::size_t, void* counts) {
  ++static_cast<Counts*>(counts)->cells;
}
void count_row(int, void* counts) {
  ++static_cast<Counts*>(counts)->rows;
}

int run(std::FILE* file) {
  Counts counts;
  csv_parser parser;
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
  std::vector<char> chunk(std::size_t{64} * 1024);
  const double start = cpu_seconds();
  std::size_t got = 0;
  std::size_t parsed = 0;
  do {
    got = std::fread(chunk.data(), 1, chunk.size(), file);
    parsed = csv_parse(&parser, chunk.data(), got, count_cell, count_row, &counts);
  } while (got > 0 && parsed == got);
  const bool whole = parsed == got && csv_fini(&parser, count_cell, count_row, &counts) == 0;
  const double seconds = cpu_seconds() - start;
  csv_free(&parser);
  if (!whole) {
    std::fprintf(stderr, "plain_csv: error: not a CSV\n");
    return 3;
  }
  std::printf("%llu cells, %llu rows, %.3f CPU s\n", static_cast<unsigned long long>(counts.cells),
              static_cast<unsigned long long>(counts.rows), seconds);
  return 0;
}

}  // namespace
}  // namespace tally::bench

int main(int argc, char** argv) {
  std::FILE* file = argc == 2 ? std::fopen(argv[1], "rb") : nullptr;
  if (file == nullptr) {
    std::fprintf(stderr, "usage: plain_csv FILE.csv\n");
    return 2;
  }
  const int status = tally::bench::run(file);
  std::fclose(file);
  return status;
}
