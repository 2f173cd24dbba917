#include "linker/receive/intake.h"

#include <algorithm>

#include "linker/receive/receive.h"

namespace tally::linker {
namespace {

Result<std::vector<CheckedSeal>> check_all(const PartySession& party,
                                           const std::vector<std::string>& paths,
                                           Progress* progress) {
  std::vector<CheckedSeal> seals;
  for (const std::string& path : paths) {
    seals.push_back(TRY(party.check(path, SealKind::submission, progress)));
  }
  return seals;
}

Result<std::vector<std::unique_ptr<ByteSource>>> open_all(const PartySession& party,
                                                          const std::vector<CheckedSeal>& seals) {
  std::vector<std::unique_ptr<ByteSource>> bodies;
  for (const CheckedSeal& seal : seals) {
    SealedReader body = TRY(SealedReader::open(seal, party.identity()));
    bodies.push_back(std::make_unique<SealedReader>(std::move(body)));
  }
  return bodies;
}

Status check_manifest(const Agreement& agreement, const Manifest& manifest,
                      const Submission& submission) {
  const auto differs = [&](std::string_view what) {
    return refused(submission.path() + ": its manifest tells of another " + std::string(what) +
                   " than it holds");
  };
  if (manifest.dataset != agreement.dataset(submission.dataset()).name) return differs("data set");
  if (manifest.rows != submission.rows()) return differs("number of rows");
  if (manifest.key_check != submission.key_check()) return differs("linkage secret");
  return {};
}

}  // namespace

Result<Intake> take_in(const PartySession& party, const std::vector<std::string>& paths,
                       Progress* progress) {
  Intake intake;
  intake.seals = TRY(check_all(party, paths, progress));
  std::vector<std::unique_ptr<ByteSource>> bodies = TRY(open_all(party, intake.seals));
  intake.submissions = TRY(receive(party.agreement(), std::move(bodies), progress));
  const auto order = [&](const CheckedSeal& seal) {
    return std::ranges::find(intake.submissions, seal.file().path, &Submission::path);
  };
  std::ranges::sort(intake.seals, {}, order);
  for (std::size_t i = 0; i < intake.seals.size(); ++i) {
    TRY(check_manifest(party.agreement(), intake.seals[i].manifest(), intake.submissions[i]));
  }
  return intake;
}

std::vector<LinkedInput> inputs_of(const Intake& intake) {
  std::vector<LinkedInput> inputs;
  for (std::size_t i = 0; i < intake.seals.size(); ++i) {
    inputs.push_back({intake.seals[i].manifest().dataset, intake.seals[i].file().file,
                      intake.submissions[i].rows(), intake.submissions[i].records()});
  }
  return inputs;
}

}  // namespace tally::linker
