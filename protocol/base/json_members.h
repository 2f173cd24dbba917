// Reads a JSON object whose members have a fixed order. A member that is missing, unknown, out of
// order or of the wrong type is malformed, and the message says where.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/bytes.h"
#include "common/json.h"
#include "common/result.h"
#include "protocol/base/agreement_words.h"

namespace tally {

template <class Id>
Result<Id> id_from_hex(const std::string& text, const std::string& place) {
  const std::optional<Bytes> bytes = from_hex(text);
  if (!bytes || bytes->size() != Id::kSize) {
    return malformed(place + ": must be " + std::to_string(2 * Id::kSize) +
                     " lower-case hexadecimal digits");
  }
  Id id;
  std::copy(bytes->begin(), bytes->end(), id.bytes.begin());
  return id;
}

// One object, read member by member in the format's order.
class Members {
 public:
  static Result<Members> of(const Json& json, std::string place) {
    const Json::Object* object = json.as_object();
    if (object == nullptr) return malformed(place + ": not an object");
    return Members(*object, std::move(place));
  }

  bool next_is(std::string_view name) const {
    return next_ < object_->size() && (*object_)[next_].first == name;
  }
  // The next member, which must have this name.
  Result<const Json*> next(std::string_view name) {
    if (!next_is(name))
      return malformed(place_ + ": member \"" + std::string(name) + "\" expected");
    return &(*object_)[next_++].second;
  }
  Status end() const {
    if (next_ == object_->size()) return {};
    return malformed(place_ + ": this format has no such member");
  }
  std::string place_of(std::string_view name) const { return place_ + "." + std::string(name); }

  Result<std::string> string(std::string_view name) {
    const Json* json = TRY(next(name));
    const std::string* text = json->as_string();
    if (text == nullptr) return malformed(place_of(name) + ": not a string");
    return *text;
  }
  template <class Id>
  Result<Id> id(std::string_view name) {
    const std::string text = TRY(string(name));
    return id_from_hex<Id>(text, place_of(name));
  }
  Result<std::uint32_t> integer(std::string_view name) {
    const Json* json = TRY(next(name));
    const std::int64_t* value = json->as_integer();
    if (value == nullptr || *value < 0 || *value > std::numeric_limits<std::uint32_t>::max()) {
      return malformed(place_of(name) + ": not a whole number in range");
    }
    return static_cast<std::uint32_t>(*value);
  }
  template <class Enum, std::size_t N>
  Result<Enum> word(std::string_view name, const std::array<std::string_view, N>& words) {
    const std::string text = TRY(string(name));
    const std::optional<Enum> value = parse_word<Enum>(words, text);
    if (!value) return malformed(place_of(name) + ": this format has no such word");
    return *value;
  }
  // A list. from_json reads each item: from_json(item, place) -> Result<Item>.
  template <class Item, class FromJson>
  Result<std::vector<Item>> list(std::string_view name, FromJson from_json) {
    const Json* json = TRY(next(name));
    const Json::Array* array = json->as_array();
    if (array == nullptr) return malformed(place_of(name) + ": not a list");
    std::vector<Item> items;
    for (const Json& element : *array) {
      const std::string place = place_of(name) + "[" + std::to_string(items.size()) + "]";
      items.push_back(TRY(from_json(element, place)));
    }
    return items;
  }

 private:
  Members(const Json::Object& object, std::string place)
      : object_(&object), place_(std::move(place)) {}
  const Json::Object* object_;
  std::string place_;
  std::size_t next_ = 0;
};

}  // namespace tally
