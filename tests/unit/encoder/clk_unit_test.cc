#include "common/base64.h"
#include "encoder/clkhash/big_integer.h"
#include "encoder/clkhash/filter.h"
#include "encoder/clkhash/formats.h"
#include "encoder/clkhash/keys.h"
#include "encoder/clkhash/token_hash.h"
#include "encoder/clkhash/tokens.h"
#include "tests/unit/encoder/clk_vectors.h"

namespace tally::clk_unit_test {
namespace {

using namespace encoder::clkhash;
using namespace clk_vectors;
using encoder::set_bit;
using encoder::Words;
using encoder::clkhash::Tokens;

std::vector<std::string> all_of(Tokens& tokens) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < tokens.size(); ++i) all.emplace_back(tokens.token(i));
  return all;
}

std::vector<std::string> tokens_of(const Comparison& comparison, std::string_view value) {
  Tokens tokens;
  REQUIRE(tokens.tokenise(comparison, value));
  return all_of(tokens);
}

std::vector<std::string> texts(const Json& json, std::string_view key) {
  const auto views = strings(*json.find(key));
  return {views.begin(), views.end()};
}

std::vector<std::uint32_t> numbers(const Json& json, std::string_view key) {
  std::vector<std::uint32_t> all;
  for (const Json& element : list(json, key)) {
    all.push_back(static_cast<std::uint32_t>(*element.as_integer()));
  }
  return all;
}

std::vector<std::uint32_t> positions_of(TokenHash hash, const Json& entry) {
  const Bytes token = hex(entry, "token_hex");
  return positions(hash, {reinterpret_cast<const char*>(token.data()), token.size()},
                   number(entry, "k"));
}

// A filter of '0' and '1'.
std::vector<std::uint64_t> filter_of(const std::string& bits) {
  std::vector<std::uint64_t> filter(words_for(static_cast<std::uint32_t>(bits.size())));
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if (bits[i] == '1') set_bit(filter, bit_of(static_cast<std::uint32_t>(i)));
  }
  return filter;
}

std::string base64_of(std::vector<std::uint64_t> filter, std::size_t bits) {
  std::string base64;
  append_base64({bytes_of(filter), (bits + 7) / 8}, base64);
  return base64;
}

// A schema of one feature with these members of "format" and "hashing".
Result<Schema> schema_of(Json format, Json comparison, const Json* missing) {
  Json::Object hashing{{"comparison", std::move(comparison)},
                       {"strategy", Json::Object{{"bitsPerToken", std::int64_t{1}}}}};
  if (missing) hashing.emplace_back("missingValue", *missing);
  return parse_schema(Json::Object{
      {"version", std::int64_t{3}},
      {"clkConfig", Json::Object{{"l", std::int64_t{64}}, {"kdf", Json::Object{{"type", "HKDF"}}}}},
      {"features",
       Json::Array{Json::Object{
           {"identifier", "x"}, {"format", std::move(format)}, {"hashing", std::move(hashing)}}}}});
}

}  // namespace

TEST_CASE("keys derive as in the vectors") {
  for (const Json& entry : load_list("unit/hkdf.json")) {
    Schema schema;
    schema.features.resize(number(entry, "features"));
    schema.kdf.key_size = number(entry, "key_size");
    schema.kdf.salt = hex(entry, "salt_hex");
    schema.kdf.info = hex(entry, "info_hex");
    if (text(entry, "hash") == "SHA512") schema.kdf.hash = KeyDerivation::Hash::sha512;
    const Keys keys(schema, secret_of(entry));
    for (std::size_t i = 0; i < schema.features.size(); ++i) {
      const auto expected = strings(list(entry, "keys_hex")[i]);
      CHECK(to_hex(keys.of(i).first) == expected[0]);
      CHECK(to_hex(keys.of(i).second) == expected[1]);
    }
  }
}

TEST_CASE("n-grams are those of the vectors") {
  for (const Json& entry : load_list("unit/ngram.json")) {
    CAPTURE(dump_json(entry));
    const Ngrams ngrams{number(entry, "n"), truth(entry, "positional", false)};
    CHECK(tokens_of(ngrams, text(entry, "word")) == texts(entry, "tokens"));
  }
}

TEST_CASE("neighbours of numbers are those of the vectors") {
  for (const Json& entry : load_list("unit/numeric.json")) {
    const Json comparison =
        Json::Object{{"type", "numeric"},
                     {"thresholdDistance", *entry.find("thresholdDistance")},
                     {"resolution", *entry.find("resolution")},
                     {"fractional_precision", *entry.find("fractional_precision")}};
    CAPTURE(dump_json(comparison));
    const auto schema = schema_of(Json::Object{{"type", "string"}}, comparison, nullptr);
    REQUIRE(schema);
    for (const Json& example : list(entry, "cases")) {
      CAPTURE(text(example, "word"));
      CHECK(tokens_of(schema.value().features[0].encoded->comparison, text(example, "word")) ==
            texts(example, "tokens"));
    }
  }
}

TEST_CASE("bits of a feature are shared out as in the vectors") {
  for (const Json& entry : load_list("unit/bits_per_feature.json")) {
    const Strategy strategy{Strategy::Bits::per_feature, number(entry, "bits")};
    const std::uint32_t tokens = number(entry, "tokens");
    std::vector<std::uint32_t> insertions;
    for (std::uint32_t i = 0; i < tokens; ++i) {
      insertions.push_back(strategy.insertions(i, tokens));
    }
    CHECK(insertions == numbers(entry, "k"));
  }
}

TEST_CASE("positions under BLAKE2b are those of the vectors") {
  for (const Json& entry : load_list("unit/blake.json")) {
    const Bytes key = hex(entry, "key_hex");
    TokenHash hash(HashKind::blake, TextEncoding::utf8, {key, {}}, number(entry, "l"));
    CHECK(positions_of(std::move(hash), entry) == numbers(entry, "indices"));
  }
}

TEST_CASE("positions of double hashing are those of the vectors") {
  for (const Json& entry : load_list("unit/double.json")) {
    const Bytes sha1 = hex(entry, "key_sha1_hex");
    const Bytes md5 = hex(entry, "key_md5_hex");
    const auto hash = [&](HashKind kind) {
      return TokenHash(kind, TextEncoding::utf8, {sha1, md5}, number(entry, "l"));
    };
    CHECK(positions_of(hash(HashKind::double_hash), entry) == numbers(entry, "indices"));
    CHECK(positions_of(hash(HashKind::double_hash_without_singularity), entry) ==
          numbers(entry, "indices_nonsingular"));
  }
}

// Machine words of 32 bits would cut 53 bits of a double short.
TEST_CASE("a double becomes a whole number with every bit of it") {
  const std::pair<double, const char*> examples[] = {
      {0.0, "0"},
      {-0.0, "0"},
      {0x1p32 + 1, "4294967297"},
      {-0x1p32 - 1, "-4294967297"},
      {0x1p53 - 1, "9007199254740991"},
      {0x1.8000000000001p52, "6755399441055745"},
      {-0x1.0000000000001p100, "-1267650600228229682971679916032"},
      {1e22, "10000000000000000000000"},
      {1e23, "99999999999999991611392"},
  };
  for (const auto& example : examples) {
    const double value = example.first;
    const std::string digits = example.second;
    CAPTURE(digits);
    CHECK(BigInteger::from_whole(value).digits() == digits);
    CHECK(BigInteger::from_digits(digits).nearest() == value);
  }
}

TEST_CASE("a remainder is not negative") {
  const auto rest = [](const char* number, const char* modulus) {
    return BigInteger::from_digits(number).modulo(BigInteger::from_digits(modulus)).digits();
  };
  CHECK(rest("7", "3") == "1");
  CHECK(rest("-7", "3") == "2");
  CHECK(rest("-9", "3") == "0");
  CHECK(rest("-1", "100000000000000000000") == "99999999999999999999");
}

TEST_CASE("filters fold as in the vectors") {
  for (const Json& entry : load_list("unit/fold.json")) {
    auto filter = filter_of(text(entry, "bits"));
    const std::string& result = text(entry, "result");
    fold(filter, static_cast<std::uint32_t>(result.size()), number(entry, "folds"));
    CHECK(base64_of(filter, result.size()) == base64_of(filter_of(result), result.size()));
  }
}

TEST_CASE("bits print in base64 as in the vectors") {
  for (const Json& entry : load_list("unit/base64.json")) {
    const std::string& bits = text(entry, "bits");
    CHECK(base64_of(filter_of(bits), bits.size()) == text(entry, "base64"));
  }
}

TEST_CASE("salts decode as leniently as Python decodes them") {
  const auto decoded = [](std::string_view salt) {
    const auto bytes = decode_base64_as_python(salt);
    return bytes ? to_hex(*bytes) : "refused";
  };
  CHECK(decoded("Y-Q *=\n=") == "61");
  CHECK(decoded("=YWI=junk") == "6162");
  CHECK(decoded("YWJj") == "616263");
  CHECK(decoded("") == "");
  for (const char* bad : {"YQ", "YQ=", "A", "YWJjZ", "\xC3\xA9"}) CHECK(decoded(bad) == "refused");
}

TEST_CASE("cells are checked and rewritten as in the vectors") {
  for (const Json& entry : load_list("unit/formats.json")) {
    CAPTURE(dump_json(entry));
    const Json comparison = Json::Object{{"type", "exact"}};
    auto schema = schema_of(*entry.find("format"), comparison, entry.find("missingValue"));
    if (!schema) {
      // A date format that no cell can satisfy is refused before any cell is read, and so is one
      // beyond the subset.
      CHECK(text(*entry.find("format"), "type") == "date");
      const bool beyond = schema.error().message.find("does not read") != std::string::npos;
      CHECK(schema.error().code == (beyond ? Errc::refused : Errc::malformed));
      if (!beyond) CHECK(entry.find("formatted_error"));
      continue;
    }
    Encoded& column = *schema.value().features[0].encoded;
    std::string storage;
    const std::string& cell = text(entry, "value");
    CHECK(bool(format_cell(column, cell, Validation::yes, storage)) ==
          (text(entry, "validate") == "ok"));
    const auto formatted = format_cell(column, cell, Validation::no, storage);
    REQUIRE(bool(formatted) == (entry.find("formatted") != nullptr));
    if (formatted) CHECK(formatted.value() == text(entry, "formatted"));
  }
}

}  // namespace tally::clk_unit_test
