#include "linker/receive/intake.h"

#include <utility>

#include "linker/receive/receive.h"

namespace tally::linker {

Result<std::vector<Submission>> take_in(const PartySession& party,
                                        const std::vector<std::string>& paths, Progress* progress) {
  std::vector<CheckedSeal> seals;
  for (const std::string& path : paths) {
    seals.push_back(TRY(party.check(path, SealKind::submission, progress)));
  }
  return receive(party.agreement(), party.identity(), std::move(seals), progress);
}

std::vector<LinkedInput> inputs_of(const Agreement& agreement,
                                   const std::vector<Submission>& submissions) {
  std::vector<LinkedInput> inputs;
  for (const Submission& submission : submissions) {
    inputs.push_back({agreement.dataset(submission.dataset()).name, submission.seal().file().file,
                      submission.rows(), submission.records()});
  }
  return inputs;
}

}  // namespace tally::linker
