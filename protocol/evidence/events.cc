#include "protocol/evidence/events.h"

namespace tally {

FileFacts file_facts(const Manifest& manifest, const Digest& digest) {
  return {.digest = digest,
          .manifest = manifest_digest(manifest),
          .kind = manifest.kind,
          .dataset = manifest.dataset,
          .analyst = manifest.analyst,
          .sequence = manifest.sequence,
          .rows = manifest.rows};
}

std::string describe(const FileFacts& file) {
  std::string text = "the " + std::string(name_of(file.kind));
  if (!file.dataset.empty()) text += " of " + file.dataset;
  if (!file.analyst.empty()) text += " for " + file.analyst;
  return text;
}

events::Received events::received(const Manifest& manifest, const Digest& digest) {
  return {.file = file_facts(manifest, digest), .maker = manifest.maker, .log = manifest.evidence};
}

}  // namespace tally
