#include "encoder/clkhash/schema.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "common/base64.h"
#include "common/file_reader.h"
#include "encoder/clkhash/numbers.h"
#include "encoder/clkhash/schema_rules.h"

namespace tally::encoder::clkhash {
namespace {

// Far more than any linkage needs. They bound the work and memory that a schema can ask for.
constexpr std::uint32_t kMaxFile = 1U << 20;
constexpr std::uint32_t kMaxNgram = 1024;
constexpr std::uint32_t kMaxInsertions = 1U << 20;
constexpr std::uint32_t kMaxResolution = 4096;
constexpr std::uint32_t kMaxPrecision = 4300;
constexpr std::uint32_t kMaxBlakeKeySize = 64;

// The functions below read documents that follow the rules of version 3.

enum class Real : std::uint8_t { refuse, accept };

// A whole number. 20.0 is accepted in the places where clkhash accepts it.
Result<std::uint32_t> count(const Json& value, std::uint32_t limit, Real real = Real::refuse) {
  const bool integer = value.as_integer() || value.as_digits();
  if (!integer && (real == Real::refuse || !is_whole(value))) {
    return malformed("not written as a whole number");
  }
  if (nearest(value) < 0) return malformed("less than 0");
  if (nearest(value) > limit) {
    return refused("this software does not read a number over " + std::to_string(limit) + " here");
  }
  return static_cast<std::uint32_t>(nearest(value));
}

// The error with the place in front.
Error at(const std::string& place, Error error) {
  error.message = place + ": " + error.message;
  return error;
}

Result<std::uint32_t> count_at(const std::string& place, const Json* value, std::uint32_t fallback,
                               std::uint32_t limit, Real real = Real::refuse) {
  if (!value) return fallback;
  auto read = count(*value, limit, real);
  if (!read) return at(place, read.error());
  return read;
}

std::string text_of(const Json& object, std::string_view key, const std::string& fallback) {
  const Json* value = object.find(key);
  return value ? *value->as_string() : fallback;
}

bool truth_of(const Json& object, std::string_view key) {
  const Json* value = object.find(key);
  return value && *value->as_bool();
}

BigInteger big_integer(const Json& value) {
  if (value.as_integer()) return BigInteger::from_digits(std::to_string(*value.as_integer()));
  if (value.as_digits()) return BigInteger::from_digits(*value.as_digits());
  return BigInteger::from_whole(*value.as_real());
}

std::uint64_t length_of(const Json& format, std::string_view key, std::uint64_t fallback) {
  const Json* value = format.find(key);
  if (!value) return fallback;
  const double length = nearest(*value);
  return length < 0x1p63 ? static_cast<std::uint64_t>(length) : UINT64_MAX;
}

Result<Format> string_format(const Json& json) {
  StringFormat format;
  const std::string letter_case = text_of(json, "case", "mixed");
  if (letter_case == "upper") format.letter_case = LetterCase::upper;
  if (letter_case == "lower") format.letter_case = LetterCase::lower;
  format.min_length = length_of(json, "minLength", 0);
  format.max_length = length_of(json, "maxLength", UINT64_MAX);
  if (const Json* pattern = json.find("pattern")) {
    format.pattern = TRY(Pattern::compile(*pattern->as_string()));
  }
  return Format(std::move(format));
}

Result<Format> read_format(const Json& json) {
  const std::string& type = *json.find("type")->as_string();
  if (type == "string") return string_format(json);
  if (type == "date") return Format(TRY(DateFormat::parse(*json.find("format")->as_string())));
  if (type == "integer") {
    IntegerFormat format;
    if (const Json* minimum = json.find("minimum")) format.minimum = big_integer(*minimum);
    if (const Json* maximum = json.find("maximum")) format.maximum = big_integer(*maximum);
    return Format(std::move(format));
  }
  EnumFormat format;
  for (const Json& value : *json.find("values")->as_array()) {
    format.values.push_back(*value.as_string());
  }
  std::sort(format.values.begin(), format.values.end());
  return Format(std::move(format));
}

TextEncoding read_encoding(const Json& format) {
  const std::string name = text_of(format, "encoding", "utf-8");
  if (name == "ascii") return TextEncoding::ascii;
  if (name == "utf-16") return TextEncoding::utf16;
  return name == "utf-32" ? TextEncoding::utf32 : TextEncoding::utf8;
}

std::optional<MissingValue> read_missing(const Json& hashing) {
  const Json* json = hashing.find("missingValue");
  if (!json) return std::nullopt;
  const std::string& sentinel = *json->find("sentinel")->as_string();
  return MissingValue{sentinel, text_of(*json, "replaceWith", sentinel)};
}

// thresholdDistance * 10^precision: exact for a whole number, else computed in doubles and rounded.
Result<BigInteger> read_interval(const Json& threshold, unsigned precision) {
  BigInteger scale = BigInteger::power_of_ten(precision);
  if (threshold.as_integer() || threshold.as_digits()) {
    BigInteger interval = big_integer(threshold);
    interval *= scale;
    return interval;
  }
  const double product = round_half_even(*threshold.as_real() * scale.nearest());
  if (!std::isfinite(product)) return malformed("thresholdDistance: too large");
  if (product == 0) {
    return malformed("thresholdDistance: rounds to 0 with this fractional_precision");
  }
  return BigInteger::from_whole(product);
}

Result<Comparison> read_comparison(const Json& json) {
  const std::string& type = *json.find("type")->as_string();
  if (type == "exact") return Comparison(Exact{});
  if (type == "ngram") {
    const std::uint32_t n = TRY(count_at("n", json.find("n"), 0, kMaxNgram));
    return Comparison(Ngrams{n, truth_of(json, "positional")});
  }
  const unsigned precision =
      TRY(count_at("fractional_precision", json.find("fractional_precision"), 0, kMaxPrecision));
  const std::uint32_t resolution =
      TRY(count_at("resolution", json.find("resolution"), 0, kMaxResolution));
  BigInteger interval = TRY(read_interval(*json.find("thresholdDistance"), precision));
  return Comparison(TRY(Numeric::make(std::move(interval), resolution, precision)));
}

Result<Strategy> read_strategy(const Json& json) {
  const auto& [name, value] = json.as_object()->front();
  const auto bits =
      name == "bitsPerToken" ? Strategy::Bits::per_token : Strategy::Bits::per_feature;
  return Strategy{bits, TRY(count(value, kMaxInsertions, Real::accept))};
}

Result<HashKind> read_hash(const Json& hashing, const Schema& schema) {
  const Json* json = hashing.find("hash");
  const bool blake = !json || *json->find("type")->as_string() == "blakeHash";
  if (!blake) {
    if (!truth_of(*json, "prevent_singularity")) return HashKind::double_hash;
    if (schema.unfolded_bits() > 1) return HashKind::double_hash_without_singularity;
    return malformed("prevent_singularity is not possible in a filter of one bit");
  }
  const Json* singularity = json ? json->find("prevent_singularity") : nullptr;
  if (singularity && !singularity->is_null()) {
    return malformed("prevent_singularity is only for doubleHash");
  }
  if (!std::has_single_bit(schema.unfolded_bits())) {
    return malformed("blakeHash needs a filter, before folding, of a power of two bits");
  }
  if (schema.kdf.key_size > kMaxBlakeKeySize) {
    return malformed("blakeHash takes keys of at most 64 bytes");
  }
  return HashKind::blake;
}

// The value, or the error with the place in front.
template <class T>
Result<T> placed(const char* place, Result<T> result) {
  if (!result) return at(place, result.error());
  return result;
}

Result<Encoded> read_encoded(const Json& feature, const Schema& schema) {
  const Json& format = *feature.find("format");
  const Json& hashing = *feature.find("hashing");
  const Json& comparison = *hashing.find("comparison");
  const Json& strategy = *hashing.find("strategy");
  Format read = TRY(placed("format", read_format(format)));
  Comparison compared = TRY(placed("hashing.comparison", read_comparison(comparison)));
  const Strategy counted = TRY(placed("hashing.strategy", read_strategy(strategy)));
  const HashKind hash = TRY(placed("hashing.hash", read_hash(hashing, schema)));
  return Encoded{read_encoding(format), std::move(read), read_missing(hashing),
                 std::move(compared),   counted,         hash};
}

Result<Bytes> read_base64(const Json& kdf, const char* key) {
  auto bytes = decode_base64_as_python(text_of(kdf, key, ""));
  if (!bytes) return malformed("clkConfig.kdf." + std::string(key) + ": not base64");
  return std::move(*bytes);
}

Result<KeyDerivation> read_kdf(const Json& json) {
  KeyDerivation kdf;
  if (text_of(json, "hash", "SHA256") == "SHA512") kdf.hash = KeyDerivation::Hash::sha512;
  kdf.key_size = TRY(count_at("clkConfig.kdf.keySize", json.find("keySize"), 64, UINT32_MAX));
  kdf.salt = TRY(read_base64(json, "salt"));
  kdf.info = TRY(read_base64(json, "info"));
  return kdf;
}

Status read_config(const Json& config, Schema& schema) {
  constexpr std::uint32_t kMaxFolds = 24;
  schema.bits = TRY(count_at("clkConfig.l", config.find("l"), 0, kMaxFilterBits));
  // "xorFolds" is documented, but has never had an effect.
  const Json* folds = config.find("xor_folds");
  if (folds && !folds->as_integer()) {
    return malformed("clkConfig.xor_folds: not written as a whole number");
  }
  schema.folds = TRY(count_at("clkConfig.xor_folds", folds, 0, kMaxFolds));
  if (std::uint64_t{schema.bits} << schema.folds > kMaxFilterBits) {
    return refused("clkConfig: this software does not make filters over " +
                   std::to_string(kMaxFilterBits) + " bits");
  }
  schema.kdf = TRY(read_kdf(*config.find("kdf")));
  return {};
}

// HKDF gives at most 255 of its hash's digests [RFC5869].
Status check_key_lengths(const Schema& schema) {
  const bool long_hash = schema.kdf.hash == KeyDerivation::Hash::sha512;
  const std::uint64_t limit = 255 * (long_hash ? 64 : 32);
  if (2 * std::uint64_t{schema.kdf.key_size} * schema.features.size() <= limit) return {};
  return malformed("features: their keys need more than the " + std::to_string(limit) +
                   " bytes that HKDF can give");
}

}  // namespace

Result<Schema> parse_schema(const Json& document) {
  TRY(check_rules(document));
  const Json converted = convert_to_v3(document);
  if (const Status checked = check_rules(converted); !checked) {
    return at("as version 3", checked.error());
  }
  Schema schema;
  TRY(read_config(*converted.find("clkConfig"), schema));
  const Json::Array& features = *converted.find("features")->as_array();
  if (features.empty()) return malformed("features: none");
  for (std::size_t i = 0; i < features.size(); ++i) {
    Feature feature{*features[i].find("identifier")->as_string()};
    if (!truth_of(features[i], "ignored")) {
      auto encoded = read_encoded(features[i], schema);
      if (!encoded) return at("features[" + std::to_string(i) + "]", encoded.error());
      feature.encoded = std::move(encoded).value();
    }
    schema.features.push_back(std::move(feature));
  }
  TRY(check_key_lengths(schema));
  return schema;
}

Result<Schema> load_schema(const std::string& path) {
  const std::string text = TRY(read_file(path, kMaxFile));
  auto document = parse_json(text);
  if (!document) return at(path, document.error());
  auto schema = parse_schema(document.value());
  if (!schema) return at(path, schema.error());
  return schema;
}

}  // namespace tally::encoder::clkhash
