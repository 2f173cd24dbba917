#include <utility>
#include <vector>

#include "common/file_reader.h"
#include "common/paths.h"
#include "protocol/identity/identity.h"
#include "protocol/identity/identity_files.h"

namespace tally {

Result<std::vector<Certificate>> load_certificates(const std::string& path) {
  const std::string text = TRY(read_file(path, kMaxPem));
  Result<std::vector<Certificate>> read = Certificate::from_pem(text);
  if (!read) return malformed(path + ": " + read.error().message, read.error().hint);
  return read;
}

Result<PartyCard> load_card(const std::string& path) {
  const std::vector<Certificate> read = TRY(load_certificates(path));
  if (read.size() != 2 || read[0].digest() == read[1].digest()) {
    return malformed(path + ": not a card, which has a party's two certificates");
  }
  return PartyCard{read[0], read[1]};
}

Result<PartyCard> load_own_card(const std::string& folder) {
  if (!file_exists(path_in(folder, kSigningFiles.certificate))) {
    return io_error(folder + ": not a folder of keys: it has no " + kSigningFiles.certificate,
                    "name the folder that tally-protocol identity new made");
  }
  const auto signing = TRY(load_certificates(path_in(folder, kSigningFiles.certificate)));
  const auto opening = TRY(load_certificates(path_in(folder, kOpeningFiles.certificate)));
  return PartyCard{signing.front(), opening.front()};
}

Digest card_fingerprint(const PartyCard& card) {
  return sha256({card.signing.digest().bytes, card.opening.digest().bytes});
}

}  // namespace tally
