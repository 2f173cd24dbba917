// Makes a party's identity, copies it, and changes its certificates for those of an authority. The
// linker does not link this room: in a rehearsal, a party's own key comes from a seed in the same
// way as the linkage secret.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/result.h"
#include "common/time.h"
#include "protocol/identity/identity.h"

namespace tally {

struct NewIdentity {
  std::string name;                   // the party's name in agreements
  std::optional<OwnKeyKind> own_key;  // for a holder or the linker
  std::optional<std::string> passphrase_file;
  std::uint32_t days = 0;                       // for which the certificates are valid
  std::optional<std::uint64_t> rehearsal_seed;  // the own key derives from it, no other key does
};
// Either all files appear or none. refused: one of them exists; the passphrase is too short.
Status create_identity(const std::string& folder, const NewIdentity& made, Time now);

// Copies keys and certificates to another folder, under another passphrase or the same. refused:
// one of the files exists.
Status back_up_identity(const std::string& folder,
                        const std::optional<std::string>& passphrase_file, const std::string& to,
                        const std::optional<std::string>& new_passphrase_file);
// write_requests writes requests for an authority (signing.csr, opening.csr). install_certificates
// replaces the certificates with those that an authority issued. refused: they are for other keys,
// or not valid now.
Status write_requests(const std::string& folder, const std::optional<std::string>& passphrase_file,
                      const std::string& to);
Status install_certificates(const std::string& folder,
                            const std::optional<std::string>& passphrase_file,
                            const std::string& signing, const std::string& opening, Time now);

}  // namespace tally
