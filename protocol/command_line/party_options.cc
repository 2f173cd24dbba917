#include "protocol/command_line/party_options.h"

#include <algorithm>

#include "common/overwrite.h"
#include "common/paths.h"
#include "common/time.h"
#include "protocol/command_line/overwrite.h"

namespace tally {

std::vector<Option> party_options(std::vector<Option> own) {
  std::vector<Option> options = {
      {"agreement", "FILE", Need::required, "the agreement, with its signatures beside it"},
      {"identity", "DIR", Need::required, "your folder of keys"},
      {"passphrase-file", "FILE", Need::optional, "holds the passphrase that protects the keys"}};
  options.insert(options.end(), own.begin(), own.end());
  return options;
}

// What --force could replace though no option names it: the signatures beside the agreement, and in
// the identity its certificates and log.
static Status check_output(const Options& options, const std::string& output) {
  if (same_file(output, options.get("agreement") + kSignatureSuffix)) {
    return usage_error(output + ": holds the agreement's signatures, and cannot be the output");
  }
  const std::string& identity = options.get("identity");
  const bool is_certificate = output.ends_with(".pem") && same_file(folder_of(output), identity);
  if (is_certificate || same_file(folder_of(output), identity + "/evidence")) {
    return usage_error(output +
                       ": lies where the identity keeps its own, and cannot be the output");
  }
  return {};
}

static Status check_outputs(const Options& options) {
  for (const char* name : {"out", "rejects"}) {
    const std::optional<std::string> output = options.find(name);
    if (output) TRY(check_output(options, *output));
  }
  return {};
}

std::vector<std::string> sealed_before(const PartySession& party, const Options& options) {
  std::vector<std::string> lines;
  const std::string& out = options.get("out");
  if (overwrite_of(options) == Overwrite::no || !file_exists(out)) return lines;
  std::vector<std::string> paths = {out};
  if (const auto below = files_below(out)) {
    paths.clear();
    for (const std::string& name : below.value()) paths.push_back(out + "/" + name);
  }
  for (const std::string& path : paths) {
    const Result<SealedFile> file = read_sealed(path);
    const auto& entries = party.evidence().entries;
    const auto sealed = std::ranges::find_if(entries, [&](const EvidenceEntry& entry) {
      return file && entry.event == "sealed" &&
             text_fact(entry, "file") == to_hex(file.value().file.bytes);
    });
    if (sealed == entries.end()) continue;
    lines.push_back(path + ": replaces number " + std::to_string(count_fact(*sealed, "sequence")) +
                    " of " + describe_sealed(*sealed) +
                    ", which governance asks for: without a copy of it, verify stays incomplete");
  }
  return lines;
}

Result<PartySession> session_of(const Options& options, Task task) {
  TRY(check_outputs(options));
  return PartySession::load(options.get("agreement"), options.get("identity"),
                            options.find("passphrase-file"), now(), task);
}

}  // namespace tally
