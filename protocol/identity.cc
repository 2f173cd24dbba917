#include "protocol/identity.h"

#include <algorithm>

#include "common/file.h"
#include "protocol/prefixed.h"
#include "protocol/rehearsal.h"

namespace tally {
namespace {

// How each kind is called: its file in the folder, what the file begins with (part of the file
// format), and what people call it.
struct KindNames {
  std::string_view file;
  std::string_view magic;
  std::string_view called;
};

constexpr KindNames names_of(OwnKeyKind kind) {
  if (kind == OwnKeyKind::reference) return {"reference.key", "TALLYKF1", "reference key"};
  return {"release.key", "TALLYKL1", "release key"};
}

std::string path_of(const std::string& folder, OwnKeyKind kind) {
  return folder + "/" + std::string(names_of(kind).file);
}

OwnKey make_key(OwnKeyKind kind, std::optional<std::uint64_t> rehearsal_seed,
                std::string_view party) {
  Bytes bytes(OwnKey::kSize);
  if (rehearsal_seed) {
    const Digest derived = rehearsal_bytes(names_of(kind).called, party, *rehearsal_seed);
    std::copy(derived.bytes.begin(), derived.bytes.end(), bytes.begin());
  } else {
    fill_random(bytes);
  }
  return OwnKey(std::move(bytes));
}

// First 16 bytes of HMAC-SHA-256 over three prefixed parts.
template <class Id>
Id keyed_id(const OwnKey& key, ByteView first, ByteView second, ByteView third) {
  Bytes message;
  append_prefixed(message, first);
  append_prefixed(message, second);
  append_prefixed(message, third);
  const Digest mac = hmac_sha256(key.bytes(), {message});
  Id id;
  std::copy_n(mac.bytes.begin(), Id::kSize, id.bytes.begin());
  return id;
}

std::string_view trim_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

Status create_identity(const std::string& folder, OwnKeyKind kind,
                       std::optional<std::uint64_t> rehearsal_seed, std::string_view party) {
  TRY(make_folder(folder));
  const std::string path = path_of(folder, kind);
  if (file_exists(path)) {
    return refused(path + ": exists already", "a key is never overwritten");
  }
  const OwnKey key = make_key(kind, rehearsal_seed, party);
  const ByteView magic = as_bytes(names_of(kind).magic);
  Bytes file(magic.begin(), magic.end());
  file.reserve(magic.size() + OwnKey::kSize);
  file.insert(file.end(), key.bytes().begin(), key.bytes().end());
  Status written = write_secret_file(path, file);
  wipe(file);
  return written;
}

Result<OwnKey> load_own_key(const std::string& folder, OwnKeyKind kind) {
  const std::string path = path_of(folder, kind);
  const ByteView magic = as_bytes(names_of(kind).magic);
  const std::size_t file_size = magic.size() + OwnKey::kSize;
  Bytes file = TRY(read_secret_file(path, file_size));
  const bool is_key =
      file.size() == file_size && std::equal(magic.begin(), magic.end(), file.begin());
  Bytes bytes;
  if (is_key) bytes.assign(file.end() - OwnKey::kSize, file.end());
  wipe(file);
  if (!is_key) return malformed(path + ": not a " + std::string(names_of(kind).called));
  return OwnKey(std::move(bytes));
}

Reference make_reference(const OwnKey& key, const ProjectId& project, std::string_view dataset,
                         std::string_view local_id) {
  return keyed_id<Reference>(key, project.bytes, as_bytes(dataset),
                             as_bytes(trim_spaces(local_id)));
}

StudyId make_study_id(const OwnKey& key, const ProjectId& project, std::string_view recipient,
                      ByteView person) {
  return keyed_id<StudyId>(key, project.bytes, as_bytes(recipient), person);
}

}  // namespace tally
