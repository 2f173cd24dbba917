#include <algorithm>

#include "common/cli.h"
#include "protocol/closing.h"
#include "protocol/commands.h"
#include "protocol/describe.h"
#include "protocol/seal/sealed_file.h"
#include "protocol/signed_agreement.h"

namespace tally {
namespace {

Result<SealedFile> seal_statement(const std::string& out, const SignedAgreement& agreement,
                                  const Identity& identity, const ClosingStatement& statement,
                                  const EvidenceLog& log, Time made) {
  const NextInSequence next = next_in_sequence(log, SealKind::closing, "", "");
  const SealRequest request{.kind = SealKind::closing,
                            .dataset = {},
                            .analyst = {},
                            .sequence = next.sequence,
                            .previous = next.previous,
                            .made = made,
                            .expires = agreement.agreement().terms().retention.ends,
                            .evidence = statement.log,
                            .key_check = {}};
  SealedWriter writer = TRY(SealedWriter::open(out, Overwrite::no, agreement, identity, request));
  TRY(writer.write(print_closing(statement)));
  TRY(writer.commit(statement.made.size() + statement.received.size()));
  return read_sealed(out);
}

Status run_close(const Options& options) {
  const Time time = now();
  const std::string& out = options.get("out");
  TRY(refuse_output_over_input(out, {options.get("agreement")}));
  const SignedAgreement agreement = TRY(SignedAgreement::load(options.get("agreement"), time));
  const Identity identity =
      TRY(Identity::load(options.get("identity"), options.find("passphrase-file")));
  const Agreement& terms = agreement.agreement();
  const Party* party = terms.signer(identity.card().signing.digest());
  if (party == nullptr) return refused(identity.folder() + ": no party of this agreement");
  if (file_exists(out)) return refused(out + ": exists");

  EvidenceWriter evidence = TRY(EvidenceWriter::open(identity.folder(), terms, party->name));
  const ClosingStatement told = make_closing(terms, party->name, evidence.log());
  TRY(evidence.append(time, "closed", closed_facts(told.made.size(), told.received.size())));
  const ClosingStatement statement = make_closing(terms, party->name, evidence.log());
  const SealedFile file =
      TRY(seal_statement(out, agreement, identity, statement, evidence.log(), time));
  TRY(evidence.append(time, "sealed", sealed_facts(file.manifest, file.file)));
  tell("closed: " + std::to_string(statement.made.size()) + " files made, " +
       std::to_string(statement.received.size()) + " received");
  return {};
}

}  // namespace

Command close_command() {
  return {"close",
          "ends a party's part of a run with a signed statement of what it made and received",
          {{"agreement", "FILE", Need::required, "the agreement, its signatures beside it"},
           {"identity", "DIR", Need::required, "the party's folder of keys"},
           {"passphrase-file", "FILE", Need::optional, "what protects the keys"},
           {"out", "FILE", Need::required, "the statement, sealed to all parties"}},
          run_close};
}

}  // namespace tally
