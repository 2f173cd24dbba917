// A party's own folder of keys. For now: a holder's reference key (reference.key) and a linker's
// release key (release.key), each 32 bytes behind 8 that say which it is, in a file of mode 0600,
// created exclusively, never overwritten.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/bytes.h"
#include "common/ids.h"
#include "common/result.h"

namespace tally {

// A key that one party keeps for itself; move-only, wiped when it goes.
class OwnKey {
 public:
  static constexpr std::size_t kSize = 32;
  explicit OwnKey(Bytes bytes) : bytes_(std::move(bytes)) {}
  OwnKey(OwnKey&&) noexcept = default;
  OwnKey& operator=(OwnKey&& other) noexcept {
    bytes_.swap(other.bytes_);  // the old key is wiped with other
    return *this;
  }
  OwnKey(const OwnKey&) = delete;
  OwnKey& operator=(const OwnKey&) = delete;
  ~OwnKey() { wipe(bytes_); }
  ByteView bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

enum class OwnKeyKind : std::uint8_t { reference, release };

// Creates the folder with its keys: a reference key for a holder, a release key for a linker. With
// a seed (rehearsals only) the keys derive from it and the party's name. refused if a key is there.
Status create_identity(const std::string& folder, OwnKeyKind kind,
                       std::optional<std::uint64_t> rehearsal_seed, std::string_view party);
// io: not there; refused: readable by others; malformed: not such a key.
Result<OwnKey> load_own_key(const std::string& folder, OwnKeyKind kind);

// First 16 bytes of HMAC-SHA-256(reference key, project, data set, local_id), length-prefixed:
// stable from week to week, meaningless elsewhere. local_id byte for byte, ASCII spaces trimmed.
Reference make_reference(const OwnKey& key, const ProjectId& project, std::string_view dataset,
                         std::string_view local_id);

// First 16 bytes of HMAC-SHA-256(release key, project, recipient, person), length-prefixed.
StudyId make_study_id(const OwnKey& key, const ProjectId& project, std::string_view recipient,
                      ByteView person);

}  // namespace tally
