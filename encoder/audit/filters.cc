#include "encoder/audit/filters.h"

#include <algorithm>

namespace tally::encoder {
namespace {

constexpr std::size_t kFewestHolders = 4;  // of a token that can be learnt
constexpr std::size_t kMostTokens = 1200;

}  // namespace

OpenFilter::OpenFilter(const EncodedRows& rows, const RowLayout::Slot& slot, const Column& column,
                       std::span<const StandardRecord> people)
    : bits(bits_of(rows, slot)),
      means(column_means(bits)),
      tokens(column, people, kFewestHolders, kMostTokens) {
  for (std::size_t i = 0; i < bits.rows; ++i) add_scaled(bits.row(i), -1, means);
}

Matrix centred_bits(const EncodedRows& rows, const RowLayout::Slot& slot) {
  Matrix bits = bits_of(rows, slot);
  const std::vector<float> means = column_means(bits);
  for (std::size_t i = 0; i < bits.rows; ++i) add_scaled(bits.row(i), -1, means);
  return bits;
}

bool has_few_tokens(const Column& filter) {
  return std::ranges::all_of(filter.features, [](const Feature& feature) {
    return feature.tokens == Tokens::date_digits || feature.tokens == Tokens::date_components ||
           feature.tokens == Tokens::value;
  });
}

std::vector<RowLayout::Slot> filters_of(const RowLayout& layout) {
  std::vector<RowLayout::Slot> filters;
  std::ranges::copy_if(layout.slots, std::back_inserter(filters), [](const RowLayout::Slot& slot) {
    return slot.kind == Column::Kind::filter;
  });
  return filters;
}

}  // namespace tally::encoder
