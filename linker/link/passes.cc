#include "linker/link/passes.h"

#include <numeric>
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

// Takes the whole group of a linked record out.
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

KeysDiffer keys_differ_between(const Side& left, const Side& right) {
  return [&](RecordIndex l, RecordIndex r) {
    return keys_differ(left.submission, left.keys, l, right.submission, right.keys, r);
  };
}

// A scored pass between two sides; units within one when they are the same.
PassOutcome scored_pass(const LinkContext& context, std::size_t place, const SearchSide& left,
                        const SearchSide& right, const Units& units, Candidates candidates,
                        Ranking& ranking) {
  const Pass& pass = context.agreement.terms().policy.passes[place];
  PassOutcome outcome{place};
  outcome.candidates = candidates.size();
  {
    const Candidates scored = std::move(candidates);  // gone when they are: they take memory
    ranking =
        score(score_columns(context.agreement.encoding(), pass, left.submission, right.submission),
              left, right, units, scored, context.threads);
  }
  outcome.decision = decide(ranking, units, left, right, pass, context.agreement);
  return outcome;
}

std::optional<PassOutcome> run_between(const LinkContext& context, std::size_t place,
                                       const Side& left, const Side& right,
                                       const UnlinkedRecords& left_free,
                                       const UnlinkedRecords& right_free, const Units& units) {
  const Pass& pass = context.agreement.terms().policy.passes[place];
  if (pass.rule == Rule::exact) {
    const KeyColumn* l = find_key(left.keys, pass.search);
    const KeyColumn* r = find_key(right.keys, pass.search);
    if (!l || !r) return std::nullopt;
    PassOutcome outcome{place};
    outcome.links = exact_between({left.submission, *l}, left_free.records(),
                                  {right.submission, *r}, right_free.records(), units);
    outcome.candidates = outcome.links.size();
    return outcome;
  }
  const FilterColumn* l = left.submission.filter(pass.search);
  const FilterColumn* r = right.submission.filter(pass.search);
  if (!l || !r) return std::nullopt;
  const SearchSide search_left{left.submission, *l, to_records(left_free.records())};
  const SearchSide search_right{right.submission, *r, to_records(right_free.records())};
  Ranking ranking;
  PassOutcome outcome = scored_pass(
      context, place, search_left, search_right, units,
      search(search_left, search_right, context.kernel, context.threads, context.progress),
      ranking);
  outcome.links =
      assign_between(ranking, units, outcome.decision, keys_differ_between(left, right));
  return outcome;
}

std::optional<PassOutcome> run_within(const LinkContext& context, std::size_t place,
                                      const Side& side) {
  const Pass& pass = context.agreement.terms().policy.passes[place];
  if (pass.rule == Rule::exact) {
    const KeyColumn* key = find_key(side.keys, pass.search);
    if (!key) return std::nullopt;
    PassOutcome outcome{place};
    outcome.links = exact_within({side.submission, *key});
    outcome.candidates = outcome.links.size();
    return outcome;
  }
  const FilterColumn* column = side.submission.filter(pass.search);
  if (!column) return std::nullopt;
  const SearchSide search_side{side.submission, *column, to_records(all_records(side))};
  Ranking ranking;
  PassOutcome outcome = scored_pass(
      context, place, search_side, search_side, Units::within(side.heads),
      search_within(search_side, context.kernel, context.threads, context.progress), ranking);
  outcome.links = assign_within(ranking, outcome.decision, keys_differ_between(side, side));
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
  UnlinkedRecords left_free(left);
  UnlinkedRecords right_free(right);
  for (std::size_t place = 0; place < context.agreement.terms().policy.passes.size(); ++place) {
    auto outcome = run_between(context, place, left, right, left_free, right_free, units);
    if (!outcome) continue;
    outcome->left_records = left_free.records().cardinality();
    outcome->right_records = right_free.records().cardinality();
    Roaring linked_left;
    Roaring linked_right;
    for (const Link& link : outcome->links) {
      linked_left.add(left.heads[at(link.left)]);
      linked_right.add(right.heads[at(link.right)]);
    }
    left_free.remove_groups(linked_left);
    right_free.remove_groups(linked_right);
    pair.passes.push_back(std::move(*outcome));
  }
  return pair;
}

PairOutcome link_within(const LinkContext& context, Side& side) {
  PairOutcome pair{side.submission.dataset(), side.submission.dataset(), {}};
  DisjointSets groups(side.submission.records());
  for (std::size_t place = 0; place < context.agreement.terms().policy.passes.size(); ++place) {
    auto outcome = run_within(context, place, side);
    if (!outcome) continue;
    outcome->left_records = outcome->right_records = side.submission.records();
    for (const Link& link : outcome->links) {
      groups.join(static_cast<std::uint32_t>(link.left), static_cast<std::uint32_t>(link.right));
    }
    side.heads = groups.heads();
    pair.passes.push_back(std::move(*outcome));
  }
  return pair;
}

}  // namespace tally::linker
