// JSON as a plain value. Agreements and clkhash's schemas are read into it.
//
// Reading is bounded in bytes and depth. Object members keep their order. If a key is repeated, the
// last member counts, as in other readers; dump() of such a document differs from its text, so
// canonical formats refuse it. Integers are exact within int64; other integers become real, and
// keep their digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "common/result.h"

namespace tally {

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  Json() = default;                                     // null
  Json(bool b) : value_(b) {}                           // NOLINT: implicit
  Json(std::int64_t i) : value_(i) {}                   // NOLINT: implicit
  Json(double d) : value_(d) {}                         // NOLINT: implicit
  Json(std::string s) : value_(std::move(s)) {}         // NOLINT: implicit
  Json(std::string_view s) : value_(std::string(s)) {}  // NOLINT: implicit
  Json(const char* s) : value_(std::string(s)) {}       // NOLINT: implicit
  Json(Array a) : value_(std::move(a)) {}               // NOLINT: implicit
  Json(Object o) : value_(std::move(o)) {}              // NOLINT: implicit

  static Json big_integer(double nearest, std::string digits) {
    Json json;
    json.value_ = BigInteger{nearest, std::move(digits)};
    return json;
  }

  // Null if the value is of another kind.
  const bool* as_bool() const { return std::get_if<bool>(&value_); }
  const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&value_); }
  const double* as_real() const {
    const BigInteger* big = std::get_if<BigInteger>(&value_);
    return big ? &big->nearest : std::get_if<double>(&value_);
  }
  // An integer outside int64 as it was written.
  const std::string* as_digits() const {
    const BigInteger* big = std::get_if<BigInteger>(&value_);
    return big ? &big->digits : nullptr;
  }
  const std::string* as_string() const { return std::get_if<std::string>(&value_); }
  const Array* as_array() const { return std::get_if<Array>(&value_); }
  const Object* as_object() const { return std::get_if<Object>(&value_); }
  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  // The member of an object, or null.
  const Json* find(std::string_view key) const;

 private:
  struct BigInteger {
    double nearest;
    std::string digits;
  };
  std::variant<std::monostate, bool, std::int64_t, double, BigInteger, std::string, Array, Object>
      value_;
};

inline constexpr std::size_t kJsonMaxDepth = 64;

// Errors: malformed, with line and column, never with the text. A byte order mark is an error.
Result<Json> parse_json(std::string_view text);

// The canonical form of our formats: UTF-8, two-space indent, members in the order given, one
// member or element a line, empty arrays and objects closed at once, LF at the end; only control
// characters (\b \f \n \r \t by name, others as \u00xx), the quotation mark and the backslash are
// escaped. Reals print as the shortest text that reads back the same; they must be finite.
std::string dump_json(const Json& value);
// The same in one line without spaces, and without LF at the end.
std::string dump_json_line(const Json& value);

}  // namespace tally
