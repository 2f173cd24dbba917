#include <iostream>

#include "protocol/agreement.h"
#include "protocol/commands.h"
#include "protocol/describe.h"
#include "protocol/keys/derivation.h"
#include "protocol/keys/secret.h"

namespace tally {
namespace {

Option agreement_option() {
  return {"agreement", "FILE", Need::required, "the agreement"};
}

Status run_new(const Options& options) {
  const std::optional<std::uint64_t> seed = TRY(rehearsal_seed_of(options));
  TRY(refuse_output_over_input(options.get("out"), {options.get("agreement")}));
  const Agreement agreement = TRY(Agreement::load(options.get("agreement")));
  if (seed && agreement.terms().purpose != Purpose::rehearsal) {
    return refused(options.get("agreement") + ": not a rehearsal, so its secret has no seed",
                   "leave out --rehearsal-seed");
  }
  const keys::Secret secret = seed ? keys::Secret::for_rehearsal(*seed) : keys::Secret::generate();
  return secret.save(options.get("out"));
}

Status run_fingerprint(const Options& options) {
  const Agreement agreement = TRY(Agreement::load(options.get("agreement")));
  const keys::Secret secret = TRY(keys::Secret::load(options.get("secret")));
  const keys::Derivation derivation(secret, agreement.terms().project,
                                    agreement.encoding_fingerprint());
  std::cout << in_groups(derivation.key_check().bytes) << "\n";
  return {};
}

}  // namespace

Command secret_new_command() {
  return {
      "secret new",
      "makes the linkage secret, which data holders share and the linker never has",
      {agreement_option(), {"out", "FILE", Need::required, "the secret"}, rehearsal_seed_option()},
      run_new};
}

Command secret_fingerprint_command() {
  return {
      "secret fingerprint",
      "prints what two data holders compare by telephone to know that they have the same secret",
      {agreement_option(), {"secret", "FILE", Need::required, "the secret"}},
      run_fingerprint};
}

}  // namespace tally
