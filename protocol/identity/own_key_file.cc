#include "protocol/identity/own_key_file.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "common/file_reader.h"
#include "protocol/crypto/chunk_cipher.h"

namespace tally {
namespace {

// The first bytes of a file; part of the format.
struct Marks {
  std::string_view plain;
  std::string_view sealed;
};

constexpr Marks marks_of(OwnKeyKind kind) {
  if (kind == OwnKeyKind::reference) return {"TALLYKF1", "TALLYKF2"};
  return {"TALLYKL1", "TALLYKL2"};
}

constexpr std::size_t kMarkSize = 8;
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kPlainSize = kMarkSize + kOwnKeySize;
constexpr std::size_t kSealedSize = kMarkSize + kSaltSize + kOwnKeySize + ChunkCipher::kOverhead;

// head: the mark and the salt, which the cipher also authenticates. It seals only one text, since
// each file has its own salt.
ChunkCipher cipher_of(const Bytes& passphrase, ByteView head) {
  std::array<std::uint8_t, ChunkCipher::kKeySize> key;
  const ByteView salt = head.last(kSaltSize);
  const auto* const text = reinterpret_cast<const char*>(passphrase.data());
  if (EVP_PBE_scrypt(text, passphrase.size(), salt.data(), salt.size(), kScryptCost, kScryptBlock,
                     kScryptLanes, 0, key.data(), key.size()) != 1) {
    std::abort();  // out of memory
  }
  ChunkCipher cipher(key, head);
  wipe(key);
  return cipher;
}

bool begins_with(ByteView file, std::string_view mark) {
  return file.size() >= mark.size() && std::ranges::equal(file.first(mark.size()), as_bytes(mark));
}

Result<Bytes> open_key(const Bytes& file, const std::optional<Bytes>& passphrase,
                       const std::string& path) {
  if (!passphrase) {
    return refused(path + ": protected by a passphrase",
                   "give the passphrase with --passphrase-file");
  }
  const ByteView head = ByteView(file).first(kMarkSize + kSaltSize);
  Bytes key(kOwnKeySize);
  ChunkCipher cipher = cipher_of(*passphrase, head);
  if (!cipher.open(0, Chunk::last, ByteView(file).subspan(head.size()), key)) {
    return refused(path + ": the passphrase does not open it, or it was changed", kWrongPassphrase);
  }
  return key;
}

Bytes print_key(OwnKeyKind kind, ByteView key, const std::optional<Bytes>& passphrase) {
  const Marks marks = marks_of(kind);
  const ByteView mark = as_bytes(passphrase ? marks.sealed : marks.plain);
  Bytes file;
  file.reserve(kSealedSize);  // once: growing would leave copies in memory
  file.assign(mark.begin(), mark.end());
  if (!passphrase) {
    file.insert(file.end(), key.begin(), key.end());
    return file;
  }
  file.resize(kMarkSize + kSaltSize);
  fill_random(std::span(file).last(kSaltSize));
  ChunkCipher cipher = cipher_of(*passphrase, file);
  file.resize(kSealedSize);
  cipher.seal(0, Chunk::last, key, std::span(file).subspan(kMarkSize + kSaltSize));
  return file;
}

Result<Bytes> read_key(const std::string& folder, OwnKeyKind kind,
                       const std::optional<Bytes>& passphrase) {
  const std::string path = folder + "/" + std::string(file_of(kind));
  const Marks marks = marks_of(kind);
  Bytes file = TRY(read_secret_file(path, kSealedSize));
  if (file.size() == kSealedSize && begins_with(file, marks.sealed)) {
    return open_key(file, passphrase, path);
  }
  const bool plain = file.size() == kPlainSize && begins_with(file, marks.plain);
  Bytes key;
  if (plain) key.assign(file.end() - kOwnKeySize, file.end());
  wipe(file);
  if (!plain) return malformed(path + ": not a " + std::string(name_of(kind)));
  return key;
}

}  // namespace

std::string_view file_of(OwnKeyKind kind) {
  return kind == OwnKeyKind::reference ? "reference.key" : "release.key";
}

std::string_view name_of(OwnKeyKind kind) {
  return kind == OwnKeyKind::reference ? "reference key" : "release key";
}

template <OwnKeyKind kKind>
Bytes print_own_key(const OwnKey<kKind>& key, const std::optional<Bytes>& passphrase) {
  return print_key(kKind, key.bytes(), passphrase);
}

template <OwnKeyKind kKind>
Result<OwnKey<kKind>> read_own_key(const std::string& folder,
                                   const std::optional<Bytes>& passphrase) {
  Bytes key = TRY(read_key(folder, kKind, passphrase));
  return OwnKey<kKind>(std::move(key));
}

template Bytes print_own_key(const ReferenceKey&, const std::optional<Bytes>&);
template Bytes print_own_key(const ReleaseKey&, const std::optional<Bytes>&);
template Result<ReferenceKey> read_own_key(const std::string&, const std::optional<Bytes>&);
template Result<ReleaseKey> read_own_key(const std::string&, const std::optional<Bytes>&);

}  // namespace tally
