// Making a party's folder of keys, and what a party does with it besides taking part in runs: a
// copy, certificates of an authority. In target tally_setup, which the linker does not link: a
// rehearsal's own keys come from a seed, by the derivation that gives its linkage secret too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/result.h"
#include "common/time.h"
#include "protocol/identity/identity.h"

namespace tally {

struct NewIdentity {
  std::string name;                   // of the party, as the agreement will call it
  std::optional<OwnKeyKind> own_key;  // of a holder or linker
  std::optional<std::string> passphrase_file;
  std::uint32_t days = 0;                       // that the certificates are valid
  std::optional<std::uint64_t> rehearsal_seed;  // the own key derives from it; the others never do
};
// The files appear all or none. refused: any of them is there; a passphrase too short.
Status create_identity(const std::string& folder, const NewIdentity& made, Time now);

// A copy of keys and certificates in another folder, under another passphrase or the same. refused
// if any of the files is there.
Status back_up_identity(const std::string& folder,
                        const std::optional<std::string>& passphrase_file, const std::string& to,
                        const std::optional<std::string>& new_passphrase_file);
// Requests for an authority (signing.csr, opening.csr), and certificates issued for them put in
// place of the ones there; refused if they are for other keys or not valid now.
Status write_requests(const std::string& folder, const std::optional<std::string>& passphrase_file,
                      const std::string& to);
Status install_certificates(const std::string& folder,
                            const std::optional<std::string>& passphrase_file,
                            const std::string& signing, const std::string& opening, Time now);

}  // namespace tally
