#include "linker/use_cases/check_submissions.h"

#include <algorithm>

#include "linker/receive/intake.h"

namespace tally::linker {
namespace {

bool is_good(const CheckOutcome::File& file) {
  return static_cast<bool>(file.seal);
}

std::vector<const Dataset*> missing_datasets(const Agreement& agreement,
                                             const std::vector<CheckOutcome::File>& files) {
  std::vector<const Dataset*> missing;
  for (const Dataset& dataset : agreement.terms().datasets) {
    const bool here = std::ranges::any_of(files, [&](const CheckOutcome::File& file) {
      return is_good(file) && file.seal.value().manifest().dataset == dataset.name;
    });
    if (!here) missing.push_back(&dataset);
  }
  return missing;
}

}  // namespace

Result<CheckOutcome> check_submissions(const CheckRequest& request) {
  TRY(request.session.require(Party::Role::linker));
  CheckOutcome outcome;
  for (const std::string& path : request.inputs) {
    outcome.files.push_back({path, request.session.check(path, SealKind::submission)});
  }
  outcome.missing = missing_datasets(request.session.agreement(), outcome.files);
  if (std::ranges::all_of(outcome.files, is_good)) {
    const auto submissions = take_in(request.session, request.inputs);
    if (!submissions) outcome.together = submissions.error();
  }
  return outcome;
}

}  // namespace tally::linker
