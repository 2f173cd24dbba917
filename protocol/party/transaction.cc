#include "protocol/party/transaction.h"

namespace tally {

Output& Transaction::add(std::unique_ptr<Output> output) {
  return *outputs_.emplace_back(std::move(output));
}

Status Transaction::finish(SealedWriter& writer, std::uint64_t rows) {
  writer.pin(notebook_.head());
  const Manifest manifest = TRY(writer.finish(rows));
  sealed_.emplace_back(events::Sealed{file_facts(manifest, writer.file())});
  return {};
}

Status Transaction::commit() {
  for (const auto& output : outputs_) TRY(output->prepare());
  if (!sealed_.empty()) TRY(notebook_.note(std::move(sealed_)));
  for (const auto& output : outputs_) TRY(output->place());
  return {};
}

}  // namespace tally
