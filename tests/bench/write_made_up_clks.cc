// Writes two files of made-up CLKs (made_up_clks.h) in anonlink's format, for scripts/bench.
//
//   write_made_up_clks ROWS LEFT.json RIGHT.json
#include <openssl/evp.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/bench/made_up_clks.h"

namespace tally::bench {
namespace {

void write(const MadeUpSide& side, const char* path) {
  std::ofstream file(path);
  std::string text;
  for (std::size_t row = 0; row < side.clks.rows(); ++row) {
    const Clk clk = side.clks[row];
    text.resize(clk.size() * 8 * 2);
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(clk.data()),
                                     static_cast<int>(clk.size() * 8));
    text.resize(static_cast<std::size_t>(size));
    file << (row == 0 ? "{\"clks\": [\"" : ", \"") << text << '"';
  }
  file << "]}";
  if (!file.flush()) std::exit(1);
}

}  // namespace
}  // namespace tally::bench

int main(int argc, char** argv) {
  const long rows = argc == 4 ? std::strtol(argv[1], nullptr, 10) : 0;
  if (rows < 1) {
    std::fprintf(stderr, "usage: write_made_up_clks ROWS LEFT.json RIGHT.json\n");
    return 2;
  }
  const auto sides = tally::bench::made_up_clks(static_cast<std::size_t>(rows), 1);
  tally::bench::write(sides.left, argv[2]);
  tally::bench::write(sides.right, argv[3]);
}
