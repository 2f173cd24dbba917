#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "encoder/clkhash/numbers.h"
#include "encoder/clkhash/schema_rules.h"

namespace tally::encoder::clkhash {
namespace {

using Object = Json::Object;

void set(Object& object, const std::string& key, Json value) {
  for (auto& [name, old] : object) {
    if (name == key) {
      old = std::move(value);
      return;
    }
  }
  object.emplace_back(key, std::move(value));
}

// Takes the member out; fallback if there is none.
Json take(Object& object, std::string_view key, Json fallback) {
  for (auto member = object.begin(); member != object.end(); ++member) {
    if (member->first != key) continue;
    Json value = std::move(member->second);
    object.erase(member);
    return value;
  }
  return fallback;
}

void rename(Object& object, std::string_view from, const std::string& to) {
  Json value = take(object, from, {});
  if (!value.is_null()) set(object, to, std::move(value));
}

bool is_ignored(const Json& feature) {
  const Json* ignored = feature.find("ignored");
  return ignored && ignored->as_bool() && *ignored->as_bool();
}

// weight * k, in doubles unless both are whole.
Json weighted(const Json& weight, const Json& k) {
  std::int64_t product = 0;
  if (weight.as_integer() && k.as_integer() &&
      !__builtin_mul_overflow(*weight.as_integer(), *k.as_integer(), &product)) {
    return product;
  }
  const double rounded = round_half_even(nearest(weight) * nearest(k));
  if (std::abs(rounded) < 0x1p63) return static_cast<std::int64_t>(rounded);
  return rounded;
}

Json feature_to_v2(const Json& feature, const Json& config) {
  if (is_ignored(feature)) return feature;
  Object hashing = *feature.find("hashing")->as_object();
  const Json weight = take(hashing, "weight", 1.0);
  if (nearest(weight) == 0) {
    return Object{{"identifier", *feature.find("identifier")}, {"ignored", true}};
  }
  set(hashing, "strategy", Object{{"k", weighted(weight, *config.find("k"))}});
  set(hashing, "hash", *config.find("hash"));
  Object converted = *feature.as_object();
  set(converted, "hashing", std::move(hashing));
  return converted;
}

Json feature_to_v3(const Json& feature) {
  if (is_ignored(feature)) return feature;
  Object hashing = *feature.find("hashing")->as_object();
  Object strategy = *feature.find("hashing")->find("strategy")->as_object();
  rename(strategy, "k", "bitsPerToken");
  rename(strategy, "numBits", "bitsPerFeature");
  set(hashing, "strategy", std::move(strategy));
  Json n = take(hashing, "ngram", {});
  Json positional = take(hashing, "positional", false);
  set(hashing, "comparison",
      Object{{"type", "ngram"}, {"n", std::move(n)}, {"positional", std::move(positional)}});
  Object converted = *feature.as_object();
  set(converted, "hashing", std::move(hashing));
  return converted;
}

Json to_v2(const Json& document) {
  const Json& config = *document.find("clkConfig");
  const Json* folds = config.find("xor_folds");
  Json::Array features;
  for (const Json& feature : *document.find("features")->as_array()) {
    features.push_back(feature_to_v2(feature, config));
  }
  return Object{{"version", std::int64_t{2}},
                {"clkConfig", Object{{"l", *config.find("l")},
                                     {"xor_folds", folds ? *folds : Json(std::int64_t{0})},
                                     {"kdf", *config.find("kdf")}}},
                {"features", std::move(features)}};
}

Json to_v3(const Json& document) {
  Json::Array features;
  for (const Json& feature : *document.find("features")->as_array()) {
    features.push_back(feature_to_v3(feature));
  }
  Object converted = *document.as_object();
  set(converted, "version", std::int64_t{3});
  set(converted, "features", std::move(features));
  return converted;
}

}  // namespace

Json convert_to_v3(const Json& document) {
  const double version = nearest(*document.find("version"));
  if (version == 1) return to_v3(to_v2(document));
  return version == 2 ? to_v3(document) : document;
}

}  // namespace tally::encoder::clkhash
