#include "protocol/secret/sealed_secret.h"

namespace tally::keys {

Derivation derivation_of(const Secret& secret, const Agreement& agreement) {
  return Derivation(secret, agreement.terms().project, agreement.encoding_fingerprint());
}

Status seal_secret(PartySession& party, const Secret& secret, const std::string& path) {
  const KeyCheck key_check = derivation_of(secret, party.agreement()).key_check();
  SealRequest request = party.request(SealKind::secret, "", "");
  request.key_check = key_check;
  SealedWriter writer = TRY(party.seal(path, Overwrite::no, request));
  TRY(party.note("secret_made", secret_facts(key_check)));
  Bytes content = secret.print();
  Status written = writer.write(content);
  wipe(content);
  if (!written) return written;
  return party.commit(writer, 0);
}

// A copy that turned up again is still a secret that its holder has said to be gone.
Status refuse_destroyed(const PartySession& party, const KeyCheck& key_check,
                        const std::string& path) {
  for (const EvidenceEntry& entry : party.evidence().entries) {
    if (entry.event != "secret_destroyed" ||
        text_fact(entry, "key_check") != to_hex(key_check.bytes)) {
      continue;
    }
    return refused(path + ": you destroyed this secret on " + print_date(entry.time),
                   "ask the key maker for a new one");
  }
  return {};
}

Result<Secret> open_secret(PartySession& party, const std::string& path) {
  const CheckedSeal seal = TRY(party.check(path, SealKind::secret));
  const bool first = !was_received(party.evidence(), seal.file().file);
  Bytes content = TRY(party.take(seal, 4096));
  auto secret = Secret::parse(content);
  wipe(content);
  if (!secret) return malformed(path + ": " + secret.error().message);
  const KeyCheck key_check = derivation_of(secret.value(), party.agreement()).key_check();
  if (key_check != seal.manifest().key_check) {
    return refused(path + ": the secret in it is not the one that its manifest tells of");
  }
  TRY(refuse_destroyed(party, key_check, path));
  if (first) TRY(party.note("secret_received", secret_facts(key_check)));
  return secret;
}

}  // namespace tally::keys
