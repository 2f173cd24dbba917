// Makes the tokens of a value, in order and with repeats, by its column's comparison.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "encoder/clkhash/schema.h"

namespace tally::encoder::clkhash {

// Reused from value to value without allocation:
//
//   tokenise (size token*)*
class Tokens {
 public:
  // UTF-8, borrowed until the next call; an empty value has no tokens. malformed: the fault,
  // without its place.
  Status tokenise(const Comparison& comparison, std::string_view value);

  std::size_t size() const { return size_; }
  // Lives until the next call of either.
  std::string_view token(std::size_t place);

 private:
  void split(const Ngrams& ngrams, std::string_view value);
  std::string_view gram(std::size_t place) const;

  enum class Kind : std::uint8_t { whole, grams, positional_grams, listed };
  Kind kind_ = Kind::whole;
  std::size_t size_ = 0;
  std::string text_;                   // the value, padded
  bool ascii_ = true;                  // a character a byte, so that starts_ is not needed
  std::vector<std::uint32_t> starts_;  // of the text's characters, and its end
  std::uint32_t n_ = 1;
  std::vector<std::string> listed_;
  std::string composed_;
};

}  // namespace tally::encoder::clkhash
