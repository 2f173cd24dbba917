// The vectors of tests/vectors, for the tests of this folder.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "common/bytes.h"
#include "common/file_reader.h"
#include "common/json.h"
#include "protocol/agreement/agreement.h"

namespace tally::protocol_vectors {

inline std::string path_of(const std::string& name) {
  return std::string(TALLY_VECTORS) + "/" + name;
}
inline std::string read(const std::string& name) {
  return read_file(path_of(name), std::size_t{1} << 24).value();
}
inline const Json& vectors() {
  static const Json json = parse_json(read("encoding.json")).value();
  return json;
}
inline const Json& band_vectors() {
  static const Json json = parse_json(read("bands.json")).value();
  return json;
}
inline const Json::Array& list(const Json& json, std::string_view key) {
  return *json.find(key)->as_array();
}
inline std::string text(const Json& json, std::string_view key) {
  return *json.find(key)->as_string();
}
inline std::uint32_t number(const Json& json, std::string_view key) {
  return static_cast<std::uint32_t>(*json.find(key)->as_integer());
}
inline Bytes bytes(const Json& json, std::string_view key) {
  return from_hex(text(json, key)).value();
}
// An Opaque or std::array with exactly these bytes.
template <class Id>
Id id_of(const Bytes& from) {
  Id id;
  REQUIRE(from.size() == id.bytes.size());
  std::ranges::copy(from, id.bytes.begin());
  return id;
}
template <class Id>
Id id(const Json& json, std::string_view key) {
  return id_of<Id>(bytes(json, key));
}
inline Agreement agreement(const std::string& name) {
  return Agreement::load(path_of(name)).value();
}

}  // namespace tally::protocol_vectors
