// Result<T>: a value or an Error. All our functions report failure in this way only.
//
//   const std::string text = TRY(read_file(path, kLimit));
//   const Agreement agreement = TRY(Agreement::parse(text));   // one TRY deep: nesting shadows
//
// Errc is the exit status. Messages: lower case, no full stop, place first ("a.csv:17: column
// "dob": not a date"), never a field value, token, key or CLK bit.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace tally {

// The program's exit status; part of the command line, do not renumber.
enum class Errc : int {
  refused = 1,    // a signature, agreement, key or policy does not allow it
  usage = 2,      // the command line cannot be understood
  malformed = 3,  // an input is not in its format
  io = 4,         // the system could not read or write
};

struct Error {
  Errc code;
  std::string message;
  std::string hint = {};  // advice for the user; may be empty
};

inline Error refused(std::string message, std::string hint = {}) {
  return {Errc::refused, std::move(message), std::move(hint)};
}
inline Error usage_error(std::string message, std::string hint = {}) {
  return {Errc::usage, std::move(message), std::move(hint)};
}
inline Error malformed(std::string message, std::string hint = {}) {
  return {Errc::malformed, std::move(message), std::move(hint)};
}
inline Error io_error(std::string message, std::string hint = {}) {
  return {Errc::io, std::move(message), std::move(hint)};
}

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit

  explicit operator bool() const { return state_.index() == 0; }
  T& value() & { return assert(*this), *std::get_if<0>(&state_); }
  const T& value() const& { return assert(*this), *std::get_if<0>(&state_); }
  T value() && { return assert(*this), std::move(*std::get_if<0>(&state_)); }
  const Error& error() const { return assert(!*this), *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: implicit

  explicit operator bool() const { return !error_; }
  void value() const { assert(!error_); }
  const Error& error() const { return assert(error_), *error_; }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

// The value of a Result; or returns its error from the enclosing function. Write it first in its
// full expression: when it returns, GCC 12 does not destroy objects that the expression has already
// built, such as earlier members of a braced list.
#define TRY(expression)                       \
  __extension__({                             \
    auto tally_try = (expression);            \
    if (!tally_try) return tally_try.error(); \
    std::move(tally_try).value();             \
  })

}  // namespace tally
