#include "protocol/secret/sealed_secret.h"

namespace tally::keys {
namespace {

constexpr std::size_t kMaxSecret = 4096;  // bytes

// A copy that turned up again is still a secret that its holder has declared destroyed.
Status refuse_destroyed(const PartyState& state, const KeyCheck& key_check,
                        const std::string& path) {
  const std::optional<Time> destroyed = state.destroyed(key_check);
  if (!destroyed) return {};
  return refused(path + ": you destroyed this secret on " + print_date(*destroyed),
                 "ask the key maker for a new one");
}

}  // namespace

Derivation derivation_of(const Secret& secret, const Agreement& agreement) {
  return Derivation(secret, agreement.terms().project, agreement.encoding_fingerprint());
}

Status seal_secret(PartySession& session, const Secret& secret, const std::string& path) {
  const KeyCheck key_check = derivation_of(secret, session.agreement()).key_check();
  SealRequest request = session.request(SealKind::secret, "", "");
  request.key_check = key_check;
  Transaction transaction(session);
  SealedWriter& writer = transaction.add(TRY(session.seal(path, Overwrite::no, request)));
  TRY(transaction.note(events::SecretMade{.key_check = key_check}));
  Bytes content = secret.print();
  Status written = writer.write(content);
  wipe(content);
  if (!written) return written;
  TRY(transaction.finish(writer, 0));
  return transaction.commit();
}

Result<Secret> open_secret(PartySession& session, const std::string& path) {
  const CheckedSeal seal = TRY(session.check(path, SealKind::secret));
  const bool first = !session.state().was_received(seal.file().file);
  Bytes content = TRY(session.take(seal, kMaxSecret));
  auto secret = Secret::parse(content);
  wipe(content);
  if (!secret) return malformed(path + ": " + secret.error().message);
  const KeyCheck key_check = derivation_of(secret.value(), session.agreement()).key_check();
  if (key_check != seal.manifest().key_check) {
    return refused(path + ": the secret does not match the check value in the manifest");
  }
  TRY(refuse_destroyed(session.state(), key_check, path));
  if (first) TRY(session.note(events::SecretReceived{.key_check = key_check}));
  return secret;
}

}  // namespace tally::keys
