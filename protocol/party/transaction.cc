#include "protocol/party/transaction.h"

namespace tally {

Output& Transaction::add(std::unique_ptr<Output> output) {
  return *outputs_.emplace_back(std::move(output));
}

Status Transaction::finish(SealedWriter& writer, std::uint64_t rows) {
  writer.pin(notebook_.head());
  const Manifest manifest = TRY(writer.finish(rows));
  sealed_.push_back({file_facts(manifest, writer.file())});
  return {};
}

Status Transaction::commit() {
  for (const auto& output : outputs_) TRY(output->prepare());
  for (const events::Sealed& sealed : sealed_) TRY(notebook_.note(sealed));
  for (const auto& output : outputs_) TRY(output->place());
  return {};
}

}  // namespace tally
