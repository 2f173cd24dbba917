// An accepted file of CLKs gives the same rows again when it is written in clkhash's form and read.
#include <cstring>
#include <span>
#include <string>

#include "protocol/agreement/clks.h"
#include "tests/fuzz/fuzz.h"

namespace {

constexpr const char* kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void append_base64(std::span<const std::uint8_t> bytes, std::string& out) {
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const unsigned bits = unsigned{bytes[i]} << 16 | (left > 1 ? unsigned{bytes[i + 1]} << 8 : 0) |
                          (left > 2 ? unsigned{bytes[i + 2]} : 0);
    out += kDigits[bits >> 18];
    out += kDigits[bits >> 12 & 63];
    out += left > 1 ? kDigits[bits >> 6 & 63] : '=';
    out += left > 2 ? kDigits[bits & 63] : '=';
  }
}

std::span<const std::uint8_t> row_of(const tally::ClkTable& clks, std::size_t row) {
  return {reinterpret_cast<const std::uint8_t*>(clks[row].data()), clks.bits() / 8};
}

std::string print(const tally::ClkTable& clks) {
  std::string text = "{\"clks\": [";
  for (std::size_t row = 0; row < clks.rows(); ++row) {
    text += row == 0 ? "\"" : ", \"";
    append_base64(row_of(clks, row), text);
    text += '"';
  }
  return text + "]}";
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = tally::parse_clks(tally::as_text(data, size), "clks");
  if (!read) return 0;
  const tally::ClkTable& clks = read.value();
  tally::require(clks.rows() > 0 && clks.bits() % 8 == 0 && clks.bits() > 0);
  const auto again = tally::parse_clks(print(clks), "clks");
  tally::require(again && again.value().rows() == clks.rows() &&
                 again.value().bits() == clks.bits());
  tally::require(std::memcmp(clks.data(), again.value().data(), clks.rows() * clks.words() * 8) ==
                 0);
  return 0;
}
