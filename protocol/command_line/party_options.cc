#include "protocol/command_line/party_options.h"

#include "common/paths.h"
#include "common/time.h"
#include "protocol/command_line/overwrite.h"

namespace tally {

std::vector<Option> party_options(std::vector<Option> own) {
  std::vector<Option> options = {
      {"agreement", "FILE", Need::required, "the agreement, with its signatures beside it"},
      {"identity", "DIR", Need::required, "your folder of keys"},
      {"passphrase-file", "FILE", Need::optional,
       "a file with the passphrase that protects the keys"}};
  options.insert(options.end(), own.begin(), own.end());
  return options;
}

// --force must not replace files that no option names: the signatures beside the agreement, and the
// certificates and logs in the identity.
static Status check_output(const Options& options, const std::string& output) {
  if (same_file(output, options.get("agreement") + kSignatureSuffix)) {
    return usage_error(output + ": holds the agreement's signatures, and cannot be the output");
  }
  const std::string& identity = options.get("identity");
  const bool is_certificate = output.ends_with(".pem") && same_file(folder_of(output), identity);
  if (is_certificate || same_file(folder_of(output), identity + "/evidence")) {
    return usage_error(output + ": is one of the identity's files, and cannot be the output");
  }
  return {};
}

Result<PartySession> session_of(const Options& options, Task task) {
  for (const std::string& output : options.outputs()) TRY(check_output(options, output));
  return PartySession::load(options.get("agreement"), options.get("identity"),
                            options.find("passphrase-file"), now(), task);
}

}  // namespace tally
