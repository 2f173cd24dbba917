// exact: records with equal keyed tokens, such as tokens of an NHS number, are one person. A token
// that two records of a data set without duplicates hold is suspect (a mother's number on her
// twins' records, a pupil number given twice). A suspect token is counted, but is not used to link
// records or to separate them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "linker/decide/links.h"
#include "linker/decide/units.h"
#include "linker/receive/submission.h"

class Roaring;

namespace tally::linker {

// A token column of one data set, and which of its tokens are usable: present and not suspect.
struct KeyColumn {
  const TokenColumn* column;
  std::vector<bool> usable;  // one a submission row
  std::uint64_t suspect_records = 0;
};

// Every token column that the data set supplies, in the agreement's order.
using Keys = std::vector<KeyColumn>;
Keys usable_keys(const Submission& submission, const Dataset& dataset);
// Null if the data set does not have the column.
const KeyColumn* find_key(const Keys& keys, const std::string& column);

struct KeySide {
  const Submission& submission;
  const KeyColumn& key;
};

// Links of free records with equal usable tokens, one to one by units, by left record. If a unit's
// tokens name more than one partner (it may have several rows or records), it is left to later
// passes.
std::vector<Link> exact_between(const KeySide& left, const Roaring& left_free, const KeySide& right,
                                const Roaring& right_free, const Units& units);

// Links within a data set with duplicates, where no token is suspect: every further record with a
// token is linked to the first. Ordered by left, then right.
std::vector<Link> exact_within(const KeySide& side);

// Whether a linking key shows that the two records are different people: in some token column, both
// hold usable tokens, but none in common.
bool keys_differ(const Submission& left, const Keys& left_keys, RecordIndex left_record,
                 const Submission& right, const Keys& right_keys, RecordIndex right_record);

}  // namespace tally::linker
