// A standard value -> tokens. Pure and local: docs/formats/encodings.md has each kind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "protocol/agreement.h"

namespace tally::encoder {

// Tokens of one value, distinct, in byte order. Reused from value to value without allocation.
class TokenList {
 public:
  void clear();
  void add(std::string_view token);
  // Sorts and drops repeats.
  void finish();
  std::size_t size() const { return spans_.size(); }
  std::string_view operator[](std::size_t i) const;

 private:
  struct Span {
    std::uint32_t begin, size;
  };
  std::string text_;
  std::vector<Span> spans_;
};

// Fills out with the finished tokens of the value; none for an empty value.
void tokenise(Tokens kind, std::string_view value, TokenList& out);

}  // namespace tally::encoder
