#include "linker/link/link.h"

#include <utility>

#include "linker/decide/levels.h"

namespace tally::linker {
namespace {

DatasetFigures figures_of(const Side& side) {
  DatasetFigures figures;
  for (const KeyColumn& key : side.keys) {
    figures.suspects.push_back({key.column->name, key.suspect_records});
  }
  return figures;
}

}  // namespace

Status check_passes(const Agreement& agreement) {
  for (const Pass& pass : agreement.terms().policy.passes) {
    if (pass.score.size() > kMaxScoreColumns) {
      return refused("pass \"" + pass.name + "\": over 16 score columns");
    }
  }
  return {};
}

std::uint64_t searches(const Agreement& agreement, const std::vector<Submission>& submissions) {
  std::uint64_t count = 0;
  for (const Pass& pass : agreement.terms().policy.passes) {
    const bool by_bands = agreement.encoding().find(pass.search)->kind == Column::Kind::bands;
    std::uint64_t sides = 0;
    for (const Submission& submission : submissions) {
      if (by_bands ? !submission.has_bands() : !submission.filter(pass.search)) continue;
      count += sides++;
      if (!by_bands && agreement.dataset(submission.dataset()).duplicates) ++count;
    }
  }
  return count;
}

Result<Linkage> link(const LinkContext& context, std::vector<Submission> submissions) {
  Linkage linkage{std::move(submissions), {}, {}, {}, {}};
  std::vector<Side> sides;
  for (const Submission& submission : linkage.submissions) {
    const Dataset& dataset = context.agreement.dataset(submission.dataset());
    Side& side = sides.emplace_back(submission, dataset);
    linkage.figures.push_back(figures_of(side));
    if (dataset.duplicates) linkage.pairs.push_back(link_within(context, side));
  }
  for (std::size_t left = 0; left < sides.size(); ++left) {
    for (std::size_t right = left + 1; right < sides.size(); ++right) {
      linkage.pairs.push_back(link_between(context, sides[left], sides[right]));
    }
  }
  linkage.resolution = TRY(resolve(context.agreement, linkage.submissions, linkage.pairs));
  linkage.people = make_people(context.agreement, linkage.submissions, linkage.resolution);
  return linkage;
}

}  // namespace tally::linker
