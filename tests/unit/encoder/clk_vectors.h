// The vectors of tests/vectors/clk: results of clkhash 0.18.3. One of them is left out: text with
// half a surrogate pair, which is neither JSON nor UTF-8.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/bytes.h"
#include "common/file_reader.h"
#include "common/json.h"
#include "encoder/clkhash/schema.h"
#include "encoder/clkhash/token_hash.h"

namespace tally::clk_vectors {

inline std::string path_of(const std::string& name) {
  return std::string(TALLY_VECTORS) + "/clk/" + name;
}
inline Json load(const std::string& name) {
  return parse_json(read_file(path_of(name), std::size_t{1} << 24).value()).value();
}
inline Json::Array load_list(const std::string& name) {
  return *load(name).as_array();
}
// The files of a folder, in order, with the folder in front.
inline std::vector<std::string> files(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path_of(folder))) {
    names.push_back(folder + "/" + entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  REQUIRE(!names.empty());
  return names;
}

inline const Json::Array& list(const Json& json, std::string_view key) {
  const Json* member = json.find(key);
  REQUIRE(member);
  return *member->as_array();
}
inline const std::string& text(const Json& json, std::string_view key) {
  const Json* member = json.find(key);
  REQUIRE(member);
  return *member->as_string();
}
inline std::uint32_t number(const Json& json, std::string_view key) {
  return static_cast<std::uint32_t>(*json.find(key)->as_integer());
}
inline bool truth(const Json& json, std::string_view key, bool otherwise) {
  const Json* member = json.find(key);
  return member ? *member->as_bool() : otherwise;
}
inline Bytes hex(const Json& json, std::string_view key) {
  const Json* member = json.find(key);
  return member->is_null() ? Bytes() : from_hex(*member->as_string()).value();
}
inline std::vector<std::string_view> strings(const Json& array) {
  std::vector<std::string_view> all;
  for (const Json& element : *array.as_array()) all.push_back(*element.as_string());
  return all;
}
inline Bytes secret_of(const Json& json) {
  if (json.find("secret_hex")) return hex(json, "secret_hex");
  const Json* secret = json.find("secret");
  const std::string text = secret ? *secret->as_string() : "s";
  return {text.begin(), text.end()};
}

// The first positions of a token.
inline std::vector<std::uint32_t> positions(encoder::clkhash::TokenHash& hash,
                                            std::string_view token, std::size_t count) {
  std::vector<std::uint32_t> all;
  std::array<std::uint32_t, encoder::clkhash::TokenHash::kBlock> block;
  for (std::uint32_t number = 0; all.size() < count; ++number) {
    hash.block(token, number, block);
    all.insert(all.end(), block.begin(), block.end());
  }
  all.resize(count);
  return all;
}

// Equal except for the order of members.
inline bool same(const Json& a, const Json& b) {
  if (a.as_object() && b.as_object()) {
    return a.as_object()->size() == b.as_object()->size() &&
           std::all_of(a.as_object()->begin(), a.as_object()->end(), [&](const auto& member) {
             const Json* other = b.find(member.first);
             return other && same(member.second, *other);
           });
  }
  if (a.as_array() && b.as_array()) {
    return std::equal(a.as_array()->begin(), a.as_array()->end(), b.as_array()->begin(),
                      b.as_array()->end(), same);
  }
  return dump_json(a) == dump_json(b);
}

}  // namespace tally::clk_vectors
