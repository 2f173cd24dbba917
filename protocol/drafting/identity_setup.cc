#include "protocol/drafting/identity_setup.h"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "common/atomic_file.h"
#include "common/file_reader.h"
#include "common/paths.h"
#include "protocol/base/kept_files.h"
#include "protocol/identity/identity_files.h"
#include "protocol/identity/own_key_file.h"
#include "protocol/rehearsal/rehearsal.h"

namespace tally {
namespace {

// Files of one folder. All of them appear or none, and they never replace a file. Wiped on
// destruction.
class NewFiles {
 public:
  explicit NewFiles(std::string folder) : folder_(std::move(folder)) {}
  NewFiles(const NewFiles&) = delete;
  NewFiles& operator=(const NewFiles&) = delete;
  ~NewFiles() {
    for (File& file : files_) wipe(file.contents);
  }

  void add(std::string_view name, Access access, Bytes contents) {
    files_.push_back({path_in(folder_, name), access, std::move(contents)});
  }
  void add(std::string_view name, std::string_view text) {
    add(name, Access::everyone, Bytes(text.begin(), text.end()));
  }
  Status write() const {
    TRY(make_folder(folder_));
    for (const File& file : files_) {
      if (file_exists(file.path)) {
        return refused(file.path + ": already exists", "keys are never overwritten");
      }
    }
    for (std::size_t i = 0; i < files_.size(); ++i) {
      Status done = write(files_[i]);
      if (done) continue;
      while (i-- > 0) std::remove(files_[i].path.c_str());  // nobody uses them yet
      return done;
    }
    return {};
  }

 private:
  struct File {
    std::string path;
    Access access;
    Bytes contents;
  };
  static Status write(const File& file) {
    AtomicFile out = TRY(AtomicFile::open(file.path, Overwrite::no, file.access));
    TRY(out.write(file.contents));
    return out.commit();
  }
  std::string folder_;
  std::vector<File> files_;
};

void add_keys(NewFiles& files, const PrivateKey& signing, const PrivateKey& opening,
              const Passphrase& passphrase) {
  files.add(kSigningFiles.key, Access::owner_only, signing.pem(passphrase.bytes()));
  files.add(kOpeningFiles.key, Access::owner_only, opening.pem(passphrase.bytes()));
}

template <OwnKeyKind kKind>
void add_own_key(NewFiles& files, const OwnKey<kKind>& key, const Passphrase& passphrase) {
  files.add(file_of(kKind), Access::owner_only, print_own_key(key, passphrase.bytes()));
}

template <OwnKeyKind kKind>
OwnKey<kKind> make_key(const NewIdentity& made) {
  Bytes bytes(kOwnKeySize);
  if (made.rehearsal_seed) {
    const Digest derived = rehearsal_bytes(name_of(kKind), made.name, *made.rehearsal_seed);
    std::copy(derived.bytes.begin(), derived.bytes.end(), bytes.begin());
  } else {
    fill_random(bytes);
  }
  return OwnKey<kKind>(std::move(bytes));
}

template <OwnKeyKind kKind>
void add_new_key(NewFiles& files, const NewIdentity& made, const Passphrase& passphrase) {
  if (made.own_key == kKind) add_own_key(files, make_key<kKind>(made), passphrase);
}

// Copies the own key, if the folder has one.
template <OwnKeyKind kKind>
Status add_copied_key(NewFiles& files, const Identity& identity, const Passphrase& passphrase) {
  if (!file_exists(path_in(identity.folder(), file_of(kKind)))) return {};
  const OwnKey<kKind> key =
      TRY(read_own_key<kKind>(identity.folder(), identity.passphrase().bytes()));
  add_own_key(files, key, passphrase);
  return {};
}

// The name of a folder's card, NAME.party.pem.
Result<std::string> find_card(const std::string& folder) {
  const std::vector<std::string> files = TRY(files_below(folder));
  const auto found = std::ranges::find_if(files, [](const std::string& name) {
    return name.ends_with(kCardSuffix) && name.find('/') == name.npos;
  });
  if (found == files.end()) return io_error(folder + ": has no NAME" + kCardSuffix);
  return *found;
}

std::string print_card(const PartyCard& card) {
  return card.signing.pem() + card.opening.pem();
}

Status replace(const std::string& path, std::string_view text) {
  AtomicFile out = TRY(AtomicFile::open(path, kOverwriteAllButKeys, Access::everyone));
  TRY(out.write(text));
  return out.commit();
}

// The certificate that an authority issued for this key.
Result<Certificate> load_issued(const std::string& path, const PrivateKey& key, Time now) {
  const std::vector<Certificate> read = TRY(load_certificates(path));
  const Certificate& issued = read.front();
  if (!key.is_of(issued)) {
    return refused(path + ": issued for another key",
                   "tally-protocol identity request writes the request for this key");
  }
  if (!issued.valid_at(now)) {
    return refused(path + ": valid from " + print_time(issued.not_before()) + " to " +
                   print_time(issued.not_after()) + ", not now");
  }
  return issued;
}

}  // namespace

Status create_identity(const std::string& folder, const NewIdentity& made, Time now) {
  const Passphrase passphrase = TRY(Passphrase::load_new(made.passphrase_file));
  const PrivateKey signing = PrivateKey::generate();
  const PrivateKey opening = PrivateKey::generate();
  const Time end = days_after(now, made.days);
  const PartyCard card = {signing.self_signed(made.name, KeyUse::signing, now, end),
                          opening.self_signed(made.name, KeyUse::opening, now, end)};
  NewFiles files(folder);
  add_keys(files, signing, opening, passphrase);
  add_new_key<OwnKeyKind::reference>(files, made, passphrase);
  add_new_key<OwnKeyKind::release>(files, made, passphrase);
  files.add(kSigningFiles.certificate, card.signing.pem());
  files.add(kOpeningFiles.certificate, card.opening.pem());
  files.add(made.name + kCardSuffix, print_card(card));
  return files.write();
}

Status back_up_identity(const std::string& folder,
                        const std::optional<std::string>& passphrase_file, const std::string& to,
                        const std::optional<std::string>& new_passphrase_file) {
  const Identity identity = TRY(Identity::load(folder, passphrase_file));
  const Passphrase other = TRY(Passphrase::load_new(new_passphrase_file));
  const Passphrase& passphrase = other.bytes() ? other : identity.passphrase();
  const std::string card = TRY(find_card(folder));
  NewFiles files(to);
  add_keys(files, identity.signing().key, identity.opening_key(), passphrase);
  TRY(add_copied_key<OwnKeyKind::reference>(files, identity, passphrase));
  TRY(add_copied_key<OwnKeyKind::release>(files, identity, passphrase));
  for (const std::string& name :
       {std::string(kSigningFiles.certificate), std::string(kOpeningFiles.certificate), card}) {
    const std::string text = TRY(read_file(path_in(folder, name), kMaxPem));
    files.add(name, text);
  }
  return files.write();
}

Status write_requests(const std::string& folder, const std::optional<std::string>& passphrase_file,
                      const std::string& to) {
  const Identity identity = TRY(Identity::load(folder, passphrase_file));
  const std::string& name = identity.card().signing.common_name();
  NewFiles files(to);
  files.add(kSigningFiles.request, identity.signing().key.request(name, KeyUse::signing));
  files.add(kOpeningFiles.request, identity.opening_key().request(name, KeyUse::opening));
  return files.write();
}

Status install_certificates(const std::string& folder,
                            const std::optional<std::string>& passphrase_file,
                            const std::string& signing, const std::string& opening, Time now) {
  const Identity identity = TRY(Identity::load(folder, passphrase_file));
  const std::string name = TRY(find_card(folder));
  const Certificate signs = TRY(load_issued(signing, identity.signing().key, now));
  const Certificate opens = TRY(load_issued(opening, identity.opening_key(), now));
  TRY(replace(path_in(folder, kSigningFiles.certificate), signs.pem()));
  TRY(replace(path_in(folder, kOpeningFiles.certificate), opens.pem()));
  return replace(path_in(folder, name), print_card({signs, opens}));
}

}  // namespace tally
