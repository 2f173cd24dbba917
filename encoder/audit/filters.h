// The filters of rows and what an attacker knows of them beforehand.
#pragma once

#include <span>
#include <vector>

#include "encoder/audit/encoded.h"
#include "encoder/audit/people.h"
#include "encoder/audit/token_map.h"

namespace tally::encoder {

// A filter of the file: bits less their means; and the register's tokens in it.
struct OpenFilter {
  OpenFilter(const EncodedRows& rows, const RowLayout::Slot& slot, const Column& column,
             std::span<const StandardRecord> people);

  Matrix bits;
  std::vector<float> means;
  TokenTable tokens;
};

// The bits of a filter, each less its mean.
Matrix centred_bits(const EncodedRows& rows, const RowLayout::Slot& slot);

// Whether all fields of the filter become few tokens: dates and codes.
bool has_few_tokens(const Column& filter);

// The slots of the layout's filters.
std::vector<RowLayout::Slot> filters_of(const RowLayout& layout);

}  // namespace tally::encoder
