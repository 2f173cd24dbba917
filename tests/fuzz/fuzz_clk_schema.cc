// A schema and, after a line with only "---", the rows of a CSV. Either they are refused, or they
// are encoded: then each filter has the schema's length, and a new encoder gives the same filters.
#include <algorithm>
#include <string>
#include <vector>

#include "encoder/clkhash/clk_row_encoder.h"
#include "encoder/clkhash/rows.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace tally::encoder::clkhash;

constexpr std::string_view kBetween = "\n---\n";
// Larger filters are valid, but slow.
constexpr std::uint32_t kMaxBits = 4096;
constexpr std::uint32_t kMaxCount = 2000;

bool is_small(const Schema& schema) {
  if (schema.unfolded_bits() > kMaxBits) return false;
  for (const Feature& feature : schema.features) {
    if (feature.encoded && feature.encoded->strategy.count > kMaxCount) return false;
  }
  return true;
}

std::string encode(const tally::Json& document, std::span<const std::string_view> row) {
  ClkRowEncoder encoder(parse_schema(document).value(), tally::as_bytes("secret"), Validation::no,
                        0);
  std::string clk;
  tally::require(static_cast<bool>(encoder.encode(row, clk)));
  return clk;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = tally::as_text(data, size);
  const std::size_t between = std::min(text.find(kBetween), text.size());
  const auto document = tally::parse_json(text.substr(0, between));
  if (!document) return 0;
  auto schema = parse_schema(document.value());
  if (!schema || !is_small(schema.value())) return 0;
  const std::size_t length = ((schema.value().bits + 7) / 8 + 2) / 3 * 4;
  ClkRowEncoder encoder(std::move(schema).value(), tally::as_bytes("secret"), Validation::yes,
                        4096);
  const std::size_t csv = std::min(between + kBetween.size(), text.size());
  RowReader rows = RowReader::over(std::string(text.substr(csv)), "rows");
  std::string clk;
  for (auto more = rows.next(); more && more.value(); more = rows.next()) {
    clk.clear();
    if (!encoder.encode(rows.row(), clk)) return 0;
    tally::require(clk.size() == length && clk == encode(document.value(), rows.row()));
  }
  return 0;
}
