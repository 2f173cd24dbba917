#include "encoder/standardise/postcode.h"

#include "encoder/record/text.h"
#include "encoder/standardise/placeholders.h"
#include "encoder/standardise/words.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kMaxPostcode = 20;

bool is_no_postcode(std::string_view postcode) {
  return kNoPostcode.has(postcode) || postcode.starts_with("ZZ99") ||
         postcode.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace

CellState standardise_postcode(std::string_view text, std::string& out, std::string& storage) {
  separate_words(text, storage);
  join_words(text, out);
  if (is_unknown(storage) || is_unknown(out) || is_no_postcode(out)) return CellState::placeholder;
  return out.size() > kMaxPostcode ? CellState::invalid : CellState::present;
}

bool has_uk_shape(std::string_view postcode) {
  if (postcode.size() < 5 || postcode.size() > 7) return false;
  const std::string_view inward = postcode.substr(postcode.size() - 3);
  if (!is_digit(inward[0]) || !is_upper(inward[1]) || !is_upper(inward[2])) return false;
  std::string_view outward = postcode.substr(0, postcode.size() - 3);
  const std::size_t letters = outward.size() > 1 && is_upper(outward[1]) ? 2 : 1;
  if (!is_upper(outward[0]) || outward.size() <= letters || !is_digit(outward[letters]))
    return false;
  outward.remove_prefix(letters + 1);
  return outward.empty() || (outward.size() == 1 && (is_upper(outward[0]) || is_digit(outward[0])));
}

}  // namespace tally::encoder
