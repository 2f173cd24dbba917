#include "encoder/clkhash/schema_rules.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace tally::encoder::clkhash {
namespace {

// A value of the document, and its place.
struct SchemaValue {
  const Json& value;
  std::string place;

  Error wrong(const std::string& what) const {
    return malformed((place.empty() ? "the document" : place) + ": " + what);
  }
};
using Check = std::function<Status(const SchemaValue&)>;

SchemaValue member(const SchemaValue& object, std::string_view key, const Json& value) {
  return {value, object.place + (object.place.empty() ? "" : ".") + std::string(key)};
}

Status may_have(const SchemaValue& object, std::string_view key, const Check& check) {
  const Json* value = object.value.find(key);
  return value ? check(member(object, key, *value)) : Status();
}

Status must_have(const SchemaValue& object, std::string_view key, const Check& check) {
  const Json* value = object.value.find(key);
  if (!value) return object.wrong("lacks \"" + std::string(key) + "\"");
  return check(member(object, key, *value));
}

Status has_only(const SchemaValue& object, std::initializer_list<std::string_view> keys) {
  for (const auto& [key, value] : *object.value.as_object()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      return object.wrong("\"" + key + "\" has no meaning here");
    }
  }
  return {};
}

Status is_object(const SchemaValue& node) {
  return node.value.as_object() ? Status() : node.wrong("not an object");
}
Status is_string(const SchemaValue& node) {
  return node.value.as_string() ? Status() : node.wrong("not a string");
}
Status is_boolean(const SchemaValue& node) {
  return node.value.as_bool() ? Status() : node.wrong("not true or false");
}
bool is_number(const Json& value) {
  return value.as_integer() || value.as_real();
}

Check is_one_of(std::initializer_list<std::string_view> words) {
  return [words = std::vector<std::string_view>(words)](const SchemaValue& node) -> Status {
    const std::string* text = node.value.as_string();
    if (text && std::find(words.begin(), words.end(), *text) != words.end()) return {};
    std::string list;
    for (const std::string_view word : words) {
      list += (list.empty() ? "" : ", ") + std::string(word);
    }
    return node.wrong("not one of " + list);
  };
}

Status is_strings(const SchemaValue& node) {
  const Json::Array* elements = node.value.as_array();
  if (!elements) return node.wrong("not a list");
  const bool all = std::all_of(elements->begin(), elements->end(),
                               [](const Json& element) { return element.as_string() != nullptr; });
  return all ? Status() : node.wrong("not all strings");
}

class Rules {
 public:
  explicit Rules(SchemaVersion version) : version_(version) {}

  Status document(const SchemaValue& node) const {
    TRY(must_have(node, "clkConfig", bind(&Rules::config)));
    return must_have(node, "features", bind(&Rules::features));
  }

 private:
  bool is(SchemaVersion version) const { return version_ == version; }
  Check bind(Status (Rules::*rule)(const SchemaValue&) const) const {
    return [this, rule](const SchemaValue& node) { return (this->*rule)(node); };
  }

  // Version 1 does not take 20.0 for a whole number.
  bool is_integer(const Json& value) const {
    if (value.as_integer() || value.as_digits()) return true;
    return !is(SchemaVersion::v1) && is_whole(value);
  }
  Status integer(const SchemaValue& node) const {
    return is_integer(node.value) ? Status() : node.wrong("not a whole number");
  }
  Check at_least(int low) const {
    return [this, low](const SchemaValue& node) -> Status {
      TRY(integer(node));
      if (nearest(node.value) >= low) return {};
      return node.wrong("less than " + std::to_string(low));
    };
  }

  Status config(const SchemaValue& node) const {
    TRY(is_object(node));
    TRY(must_have(node, "l", at_least(1)));
    TRY(must_have(node, "kdf", bind(&Rules::kdf)));
    TRY(may_have(node, "xorFolds", at_least(0)));
    if (!is(SchemaVersion::v1)) return {};
    TRY(must_have(node, "k", at_least(1)));
    return must_have(node, "hash", bind(&Rules::hash));
  }

  Status kdf(const SchemaValue& node) const {
    TRY(is_object(node));
    TRY(must_have(node, "type", is_one_of({"HKDF"})));
    TRY(may_have(node, "hash", is_one_of({"SHA256", "SHA512"})));
    TRY(may_have(node, "salt", is_string));
    TRY(may_have(node, "info", is_string));
    return may_have(node, "keySize", at_least(1));
  }

  Status features(const SchemaValue& node) const {
    const Json::Array* elements = node.value.as_array();
    if (!elements) return node.wrong("not a list");
    for (std::size_t i = 0; i < elements->size(); ++i) {
      TRY(feature({(*elements)[i], "features[" + std::to_string(i) + "]"}));
    }
    return {};
  }

  // Exactly one of the two kinds.
  Status feature(const SchemaValue& node) const {
    TRY(is_object(node));
    TRY(must_have(node, "identifier", is_string));
    TRY(may_have(node, "description", is_string));
    const Status ignored = ignored_feature(node);
    const Status full = full_feature(node);
    if (ignored && full) return node.wrong("a feature must be either ignored or hashed, not both");
    if (ignored || full) return {};
    const bool meant_ignored = node.value.find("ignored") && !node.value.find("hashing");
    return meant_ignored ? ignored : full;
  }

  Status ignored_feature(const SchemaValue& node) const {
    TRY(must_have(node, "ignored", is_boolean));
    if (!*node.value.find("ignored")->as_bool()) return node.wrong("\"ignored\" is false");
    if (!is(SchemaVersion::v3)) return {};
    return has_only(node, {"identifier", "ignored", "description"});
  }

  Status full_feature(const SchemaValue& node) const {
    TRY(must_have(node, "format", bind(&Rules::format)));
    TRY(must_have(node, "hashing", bind(&Rules::hashing)));
    return is(SchemaVersion::v3) ? may_have(node, "ignored", is_boolean) : Status();
  }

  Status format(const SchemaValue& node) const {
    TRY(is_object(node));
    TRY(may_have(node, "description", is_string));
    TRY(must_have(node, "type", is_one_of({"string", "integer", "date", "enum"})));
    const std::string& type = *node.value.find("type")->as_string();
    if (type == "string") return string_format(node);
    if (type == "integer") {
      TRY(has_only(node, {"type", "minimum", "maximum", "description"}));
      TRY(may_have(node, "minimum", bind(&Rules::integer)));
      return may_have(node, "maximum", bind(&Rules::integer));
    }
    if (type == "date") {
      TRY(has_only(node, {"type", "format", "description"}));
      return must_have(node, "format", is_string);
    }
    TRY(has_only(node, {"type", "values", "description"}));
    return must_have(node, "values", is_strings);
  }

  Status string_format(const SchemaValue& node) const {
    TRY(may_have(node, "encoding", is_one_of({"ascii", "utf-8", "utf-16", "utf-32"})));
    if (node.value.find("pattern")) {
      TRY(has_only(node, {"type", "encoding", "pattern", "description"}));
      return must_have(node, "pattern", is_string);
    }
    TRY(has_only(node, {"type", "encoding", "case", "minLength", "maxLength", "description"}));
    TRY(may_have(node, "case", is_one_of({"upper", "lower", "mixed"})));
    TRY(may_have(node, "minLength", at_least(0)));
    return may_have(node, "maxLength", at_least(1));
  }

  Status hashing(const SchemaValue& node) const {
    TRY(is_object(node));
    TRY(may_have(node, "missingValue", bind(&Rules::missing_value)));
    if (is(SchemaVersion::v3)) {
      TRY(has_only(node, {"hash", "strategy", "comparison", "missingValue"}));
      TRY(may_have(node, "hash", bind(&Rules::hash)));
      TRY(must_have(node, "comparison", bind(&Rules::comparison)));
      return must_have(node, "strategy", bind(&Rules::strategy));
    }
    TRY(may_have(node, "positional", is_boolean));
    if (is(SchemaVersion::v1)) {
      TRY(may_have(node, "weight", bind(&Rules::weight)));
      return must_have(node, "ngram", at_least(0));
    }
    TRY(has_only(node, {"hash", "strategy", "ngram", "positional", "missingValue"}));
    TRY(may_have(node, "hash", bind(&Rules::hash)));
    TRY(must_have(node, "ngram", at_least(1)));
    return must_have(node, "strategy", bind(&Rules::strategy_of_v2));
  }

  Status weight(const SchemaValue& node) const {
    if (!is_number(node.value)) return node.wrong("not a number");
    return nearest(node.value) >= 0 ? Status() : node.wrong("less than 0");
  }

  Status hash(const SchemaValue& node) const {
    TRY(is_object(node));
    TRY(must_have(node, "type", is_one_of({"doubleHash", "blakeHash"})));
    if (*node.value.find("type")->as_string() == "blakeHash") return {};
    return may_have(node, "prevent_singularity", is_boolean);
  }

  Status missing_value(const SchemaValue& node) const {
    TRY(is_object(node));
    TRY(must_have(node, "sentinel", is_string));
    return may_have(node, "replaceWith", is_string);
  }

  Status strategy(const SchemaValue& node) const {
    TRY(is_object(node));
    TRY(has_only(node, {"bitsPerToken", "bitsPerFeature"}));
    if (node.value.as_object()->size() != 1) {
      return node.wrong("not one of bitsPerToken, bitsPerFeature");
    }
    TRY(may_have(node, "bitsPerToken", at_least(1)));
    return may_have(node, "bitsPerFeature", at_least(1));
  }

  // Their contents are checked after conversion.
  Status strategy_of_v2(const SchemaValue& node) const {
    const bool one = (node.value.find("k") == nullptr) != (node.value.find("numBits") == nullptr);
    return one ? Status() : node.wrong("not one of k, numBits");
  }

  Status comparison(const SchemaValue& node) const {
    TRY(is_object(node));
    TRY(must_have(node, "type", is_one_of({"ngram", "exact", "numeric"})));
    const std::string& type = *node.value.find("type")->as_string();
    if (type == "exact") return {};
    if (type == "ngram") {
      TRY(must_have(node, "n", at_least(1)));
      return may_have(node, "positional", is_boolean);
    }
    TRY(must_have(node, "thresholdDistance", [](const SchemaValue& given) {
      const bool positive = is_number(given.value) && nearest(given.value) > 0;
      return positive ? Status() : given.wrong("not a number over 0");
    }));
    TRY(must_have(node, "resolution", at_least(1)));
    return may_have(node, "fractional_precision", at_least(0));
  }

  const SchemaVersion version_;
};

}  // namespace

double nearest(const Json& value) {
  const std::int64_t* integer = value.as_integer();
  return integer ? static_cast<double>(*integer) : *value.as_real();
}

bool is_whole(const Json& value) {
  if (!is_number(value)) return false;
  const double number = nearest(value);
  return std::isfinite(number) && std::trunc(number) == number;
}

Result<SchemaVersion> version_of(const Json& document) {
  if (!document.as_object()) return malformed("the document: not an object");
  const Json* version = document.find("version");
  if (!version) return malformed("the document: lacks \"version\"");
  for (const SchemaVersion known : {SchemaVersion::v1, SchemaVersion::v2, SchemaVersion::v3}) {
    if (is_number(*version) && nearest(*version) == static_cast<double>(known)) return known;
  }
  return malformed("version: not 1, 2 or 3, the versions that this software reads");
}

Status check_rules(const Json& document) {
  const SchemaVersion version = TRY(version_of(document));
  return Rules(version).document({document, ""});
}

}  // namespace tally::encoder::clkhash
