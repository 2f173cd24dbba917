#include "encoder/clkhash/tokens.h"

#include <array>
#include <charconv>

#include "common/utf8.h"

namespace tally::encoder::clkhash {

Status Tokens::tokenise(const Comparison& comparison, std::string_view value) {
  size_ = 0;
  if (value.empty()) return {};
  if (const Ngrams* ngrams = std::get_if<Ngrams>(&comparison)) {
    split(*ngrams, value);
  } else if (const Numeric* numeric = std::get_if<Numeric>(&comparison)) {
    kind_ = Kind::listed;
    TRY(numeric->tokenise(value, listed_));
    size_ = listed_.size();
  } else {
    kind_ = Kind::whole;
    text_ = value;
    size_ = 1;
  }
  return {};
}

// n - 1 spaces on both sides, so that the first and the last character have as many grams as the
// others.
void Tokens::split(const Ngrams& ngrams, std::string_view value) {
  kind_ = ngrams.positional ? Kind::positional_grams : Kind::grams;
  n_ = ngrams.n;
  text_.assign(n_ - 1, ' ');
  text_ += value;
  text_.append(n_ - 1, ' ');
  ascii_ = is_ascii(value);
  if (ascii_) {
    size_ = text_.size() - n_ + 1;
    return;
  }
  starts_.clear();
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (!is_continuation(text_[i])) starts_.push_back(static_cast<std::uint32_t>(i));
  }
  starts_.push_back(static_cast<std::uint32_t>(text_.size()));
  size_ = starts_.size() - n_;
}

std::string_view Tokens::gram(std::size_t place) const {
  if (ascii_) return {text_.data() + place, n_};
  return {text_.data() + starts_[place], starts_[place + n_] - starts_[place]};
}

std::string_view Tokens::token(std::size_t place) {
  switch (kind_) {
    case Kind::whole:
      return text_;
    case Kind::listed:
      return listed_[place];
    case Kind::grams:
      return gram(place);
    case Kind::positional_grams:
      break;
  }
  std::array<char, 20> number;
  const auto printed = std::to_chars(number.data(), number.data() + number.size(), place + 1);
  composed_.assign(number.data(), printed.ptr);
  composed_ += ' ';
  composed_ += gram(place);
  return composed_;
}

}  // namespace tally::encoder::clkhash
