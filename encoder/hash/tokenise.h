// A standard value -> tokens. Pure functions; docs/formats/encodings.md describes each kind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/agreement/agreement.h"

namespace tally::encoder {

// Tokens of one value, distinct, in byte order. Reused from value to value without allocation:
//
//   clear add* [number_repeats] finish
class TokenList {
 public:
  void clear();
  // The token is the parts one after another.
  void add(std::initializer_list<std::string_view> parts);
  // The second of equal tokens t becomes "t#2", the third "t#3", and so on.
  void number_repeats();
  // Sorts and drops repeats.
  void finish();
  std::size_t size() const { return spans_.size(); }
  std::string_view operator[](std::size_t i) const { return view(spans_[i]); }

 private:
  struct Span {
    std::size_t begin, size;
  };
  std::string_view view(Span span) const { return {text_.data() + span.begin, span.size}; }
  void sort();
  std::string text_;
  std::vector<Span> spans_;
};

// Fills out with the finished tokens of the value. An empty value has no tokens.
void tokenise(Tokens kind, std::string_view value, TokenList& out);

// How often token i of `tokens` of a value is inserted into a filter. Of shared insertions, the
// first tokens in byte order get the remainder.
constexpr std::uint32_t insertions_of(const Feature& feature, std::size_t i, std::size_t tokens) {
  if (feature.insertions != Insertions::per_field) return feature.count;
  return static_cast<std::uint32_t>(feature.count / tokens + (i < feature.count % tokens ? 1 : 0));
}

}  // namespace tally::encoder
