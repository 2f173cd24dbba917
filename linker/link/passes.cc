#include "linker/link/passes.h"

#include <numeric>
#include <optional>
#include <roaring/roaring.hh>
#include <utility>

#include "linker/decide/assign.h"
#include "linker/decide/disjoint_sets.h"
#include "linker/decide/score.h"

namespace tally::linker {
namespace {

std::vector<RecordIndex> to_records(const Roaring& set) {
  std::vector<RecordIndex> records;
  records.reserve(set.cardinality());
  for (const std::uint32_t record : set) records.push_back(RecordIndex{record});
  return records;
}

Roaring all_records(const Side& side) {
  Roaring all;
  all.addRange(0, side.submission.records());
  return all;
}

// Removes the whole group of a linked record.
class UnlinkedRecords {
 public:
  explicit UnlinkedRecords(const Side& side) : heads_(side.heads), records_(all_records(side)) {}
  const Roaring& records() const { return records_; }

  void remove_groups(const Roaring& heads) {
    Roaring gone;
    for (const std::uint32_t record : records_) {
      if (heads.contains(heads_[record])) gone.add(record);
    }
    records_ -= gone;
  }

 private:
  const std::vector<std::uint32_t>& heads_;
  Roaring records_;
};

// Two sides, or one side with itself, and the records of each side that take part in a pass.
struct Encounter {
  const Side& left;
  const Side& right;
  const Roaring& left_records;
  const Roaring& right_records;
  Units units;

  bool within() const { return &left == &right; }
};

KeysDiffer keys_differ_between(const Side& left, const Side& right) {
  return [&](RecordIndex l, RecordIndex r) {
    return keys_differ(left.submission, left.keys, l, right.submission, right.keys, r);
  };
}

// Nothing if a side lacks the column, here and below.
std::optional<PassOutcome> link_equal_tokens(std::size_t place, const Pass& pass,
                                             const Encounter& encounter) {
  const KeyColumn* left = find_key(encounter.left.keys, pass.search);
  const KeyColumn* right = find_key(encounter.right.keys, pass.search);
  if (!left || !right) return std::nullopt;
  const KeySide left_side{encounter.left.submission, *left};
  const KeySide right_side{encounter.right.submission, *right};
  PassOutcome outcome{place};
  outcome.links = encounter.within() ? exact_within(left_side)
                                     : exact_between(left_side, encounter.left_records, right_side,
                                                     encounter.right_records, encounter.units);
  outcome.candidates = outcome.links.size();
  return outcome;
}

Candidates find_candidates(const LinkContext& context, const SearchSide& left,
                           const SearchSide& right, bool within) {
  return within ? search_within(left, context.kernel, context.threads, context.progress)
                : search(left, right, context.kernel, context.threads, context.progress);
}

std::optional<PassOutcome> link_by_likeness(const LinkContext& context, std::size_t place,
                                            const Pass& pass, const Encounter& encounter) {
  const Submission& left_submission = encounter.left.submission;
  const Submission& right_submission = encounter.right.submission;
  const FilterColumn* left_column = left_submission.filter(pass.search);
  const FilterColumn* right_column = right_submission.filter(pass.search);
  if (!left_column || !right_column) return std::nullopt;
  const SearchSide left{{left_submission, to_records(encounter.left_records)}, *left_column};
  const SearchSide right{{right_submission, to_records(encounter.right_records)}, *right_column};
  const Units& units = encounter.units;
  const Agreement& agreement = context.agreement;
  const KeysDiffer differ = keys_differ_between(encounter.left, encounter.right);

  PassOutcome outcome{place};
  std::optional<Candidates> candidates = find_candidates(context, left, right, encounter.within());
  outcome.candidates = candidates->size();
  const Ranking ranking =
      score(score_columns(agreement.encoding(), pass, left_submission, right_submission), left,
            right, units, *candidates, context.threads);
  candidates.reset();  // they take memory
  outcome.decision = decide(ranking, units, left, right, pass, agreement);
  outcome.links = encounter.within() ? assign_within(ranking, outcome.decision, differ)
                                     : assign_between(ranking, units, outcome.decision, differ);
  return outcome;
}

// The columns of bands that score the pass and that both sides supply.
std::vector<std::string> common_bands(const Pass& pass, const Encounter& encounter) {
  std::vector<std::string> names;
  for (const std::string& name : pass.score) {
    if (encounter.left.submission.bands(name) && encounter.right.submission.bands(name)) {
      names.push_back(name);
    }
  }
  return names;
}

JoinSide join_side(const Side& side, const Roaring& records,
                   const std::vector<std::string>& columns) {
  JoinSide joined{{side.submission, to_records(records)}, {}};
  for (const std::string& name : columns) joined.columns.push_back(side.submission.bands(name));
  return joined;
}

// Nothing within one data set: no two of its records share bands.
std::optional<PassOutcome> link_by_bands(const LinkContext& context, std::size_t place,
                                         const Pass& pass, const Encounter& encounter) {
  const std::vector<std::string> columns = common_bands(pass, encounter);
  if (columns.empty() || encounter.within()) return std::nullopt;
  const JoinSide left = join_side(encounter.left, encounter.left_records, columns);
  const JoinSide right = join_side(encounter.right, encounter.right_records, columns);

  PassOutcome outcome{place};
  const JoinedPairs joined = join_bands(left, right, context.threads, context.progress);
  outcome.candidates = joined.pairs.size();
  const Ranking ranking = score(joined, encounter.units);
  outcome.decision = decide_by_bands(ranking, encounter.units, left, right, pass, columns.size());
  outcome.links = assign_between(ranking, encounter.units, outcome.decision,
                                 keys_differ_between(encounter.left, encounter.right));
  return outcome;
}

std::optional<PassOutcome> link_by_pass(const LinkContext& context, std::size_t place,
                                        const Pass& pass, const Encounter& encounter) {
  if (pass.rule == Rule::exact) return link_equal_tokens(place, pass, encounter);
  const Column& search = *context.agreement.encoding().find(pass.search);
  return search.kind == Column::Kind::bands ? link_by_bands(context, place, pass, encounter)
                                            : link_by_likeness(context, place, pass, encounter);
}

std::optional<PassOutcome> run_pass(const LinkContext& context, std::size_t place,
                                    const Encounter& encounter) {
  const Pass& pass = context.agreement.terms().policy.passes[place];
  std::optional<PassOutcome> outcome = link_by_pass(context, place, pass, encounter);
  if (!outcome) return std::nullopt;
  outcome->left_records = encounter.left_records.cardinality();
  outcome->right_records = encounter.right_records.cardinality();
  return outcome;
}

}  // namespace

Side::Side(const Submission& of, const Dataset& dataset)
    : submission(of), keys(usable_keys(of, dataset)), heads(of.records()) {
  std::iota(heads.begin(), heads.end(), std::uint32_t{0});
}

PairOutcome link_between(const LinkContext& context, const Side& left, const Side& right) {
  PairOutcome pair{left.submission.dataset(), right.submission.dataset(), {}};
  const Units units = Units::between(left.heads, right.heads);
  UnlinkedRecords left_unlinked(left);
  UnlinkedRecords right_unlinked(right);
  for (std::size_t place = 0; place < context.agreement.terms().policy.passes.size(); ++place) {
    auto outcome = run_pass(
        context, place, {left, right, left_unlinked.records(), right_unlinked.records(), units});
    if (!outcome) continue;
    Roaring linked_left;
    Roaring linked_right;
    for (const Link& link : outcome->links) {
      linked_left.add(left.heads[at(link.left)]);
      linked_right.add(right.heads[at(link.right)]);
    }
    left_unlinked.remove_groups(linked_left);
    right_unlinked.remove_groups(linked_right);
    pair.passes.push_back(std::move(*outcome));
  }
  return pair;
}

PairOutcome link_within(const LinkContext& context, Side& side) {
  PairOutcome pair{side.submission.dataset(), side.submission.dataset(), {}};
  const Roaring all = all_records(side);
  DisjointSets groups(side.submission.records());
  for (std::size_t place = 0; place < context.agreement.terms().policy.passes.size(); ++place) {
    auto outcome = run_pass(context, place, {side, side, all, all, Units::within(side.heads)});
    if (!outcome) continue;
    for (const Link& link : outcome->links) {
      groups.join(static_cast<std::uint32_t>(link.left), static_cast<std::uint32_t>(link.right));
    }
    side.heads = groups.heads();
    pair.passes.push_back(std::move(*outcome));
  }
  return pair;
}

}  // namespace tally::linker
