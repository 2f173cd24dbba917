#include "common/base64.h"
#include "encoder/clkhash/filter.h"
#include "encoder/clkhash/formats.h"
#include "encoder/clkhash/keys.h"
#include "encoder/clkhash/token_hash.h"
#include "encoder/clkhash/tokens.h"
#include "tests/unit/encoder/clk_vectors.h"

namespace tally::clk_intermediate_test {
namespace {

using namespace encoder::clkhash;
using namespace clk_vectors;
using encoder::set_bit;
using encoder::Words;
using encoder::clkhash::Tokens;

void check_keys(const Keys& keys, const Json::Array& expected) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto pair = strings(expected[i]);
    CHECK(to_hex(keys.of(i).first) == pair[0]);
    CHECK(to_hex(keys.of(i).second) == pair[1]);
  }
}

void check_positions(const std::vector<std::uint32_t>& positions, const Json& expected) {
  std::vector<std::uint32_t> numbers;
  for (const Json& element : *expected.as_array()) {
    numbers.push_back(static_cast<std::uint32_t>(*element.as_integer()));
  }
  CHECK(positions == numbers);
}

// Compares every step of one field with the vector, and puts its bits into the filter.
void check_field(Encoded& column, TokenHash& hash, std::string_view cell, const Json& expected,
                 Words filter) {
  std::string storage;
  const std::string_view value = format_cell(column, cell, Validation::no, storage).value();
  CHECK(value == text(expected, "formatted"));
  Tokens tokens;
  REQUIRE(tokens.tokenise(column.comparison, value));
  REQUIRE(tokens.size() == list(expected, "tokens").size());
  Bytes bytes;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    CAPTURE(i);
    const std::string token(tokens.token(i));
    CHECK(token == *list(expected, "tokens")[i].as_string());
    encode_text(column.encoding, token, bytes);
    CHECK(to_hex(bytes) == *list(expected, "token_bytes_hex")[i].as_string());
    const std::uint32_t insertions = column.strategy.insertions(i, tokens.size());
    CHECK(insertions == *list(expected, "k")[i].as_integer());
    const auto set = positions(hash, token, insertions);
    if (expected.find("indices")) check_positions(set, list(expected, "indices")[i]);
    for (const std::uint32_t position : set) set_bit(filter, bit_of(position));
  }
}

void check_record(Schema& schema, const Keys& keys, const Json& record) {
  std::vector<std::uint64_t> filter(words_for(schema.unfolded_bits()));
  const auto row = strings(*record.find("row"));
  for (std::size_t i = 0; i < schema.features.size(); ++i) {
    CAPTURE(i);
    auto& column = schema.features[i].encoded;
    const Json& expected = list(record, "fields")[i];
    CHECK(truth(expected, "ignored", false) == !column.has_value());
    if (!column) continue;
    TokenHash hash(column->hash, column->encoding, keys.of(i), schema.unfolded_bits());
    check_field(*column, hash, row[i], expected, filter);
  }
  std::string base64;
  if (record.find("unfolded_base64")) {
    append_base64({bytes_of(filter), (schema.unfolded_bits() + 7) / 8}, base64);
    CHECK(base64 == text(record, "unfolded_base64"));
  }
  base64.clear();
  fold(filter, schema.bits, schema.folds);
  append_base64({bytes_of(filter), (schema.bits + 7) / 8}, base64);
  CHECK(base64 == text(record, "clk"));
}

}  // namespace

TEST_CASE("keys values tokens insertions and positions are clkhashs own") {
  for (const std::string& name : files("intermediate")) {
    CAPTURE(name);
    const Json expected = load(name);
    const Json example = load("cases/" + name.substr(name.find('/') + 1));
    Schema schema = parse_schema(*example.find("schema")).value();
    const Keys keys(schema, secret_of(example));
    CHECK(schema.unfolded_bits() == number(expected, "hash_length"));
    check_keys(keys, list(expected, "keys_hex"));
    for (const Json& record : list(expected, "records")) check_record(schema, keys, record);
  }
}

}  // namespace tally::clk_intermediate_test
