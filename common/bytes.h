// Bytes as text and as numbers, and the two digests that all rooms use.
//
// OpenSSL's SHA-256 and HMAC are used only in bytes.cc. Secret-dependent key derivation is not
// here: see protocol/keys.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"

namespace tally {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

ByteView as_bytes(std::string_view text);

// Lower-case hexadecimal; from_hex accepts lower case only, so that text has one form.
std::string to_hex(ByteView bytes);
std::optional<Bytes> from_hex(std::string_view text);

// A letter that names the kind, then 26 base32 characters (RFC 4648 alphabet, no padding) for 16
// bytes. The text begins with a letter and never looks like a number, so no spreadsheet changes it.
std::string to_text(const Reference& reference);  // R...
std::string to_text(const StudyId& study_id);     // S...
std::optional<Reference> parse_reference(std::string_view text);
std::optional<StudyId> parse_study_id(std::string_view text);

// Little-endian on every machine. load_* requires enough bytes (asserted).
void append_u16(Bytes& out, std::uint16_t value);
void append_u32(Bytes& out, std::uint32_t value);
void append_u64(Bytes& out, std::uint64_t value);
std::uint16_t load_u16(ByteView bytes);
std::uint32_t load_u32(ByteView bytes);
std::uint64_t load_u64(ByteView bytes);

// SHA-256 [FIPS180-4] of the parts one after another.
Digest sha256(std::initializer_list<ByteView> parts);

class Sha256 {  // the same, streaming: update* finish
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void update(ByteView bytes);
  Digest finish();

 private:
  void* context_;
};

// HMAC-SHA-256 [RFC2104] of the parts one after another. Callers that need structure between parts
// length-prefix them.
Digest hmac_sha256(ByteView key, std::initializer_list<ByteView> parts);

class HmacSha256 {  // the same for many messages: setting a key up costs as much as a short one
 public:
  explicit HmacSha256(ByteView key);
  ~HmacSha256();  // wipes the key
  HmacSha256(HmacSha256&&) noexcept;
  HmacSha256& operator=(HmacSha256&&) noexcept;
  // Const, because no part of a message stays in it, but not thread-safe.
  Digest of(std::initializer_list<ByteView> parts) const;

 private:
  void* context_;
};

// Constant time in the contents; false at once when lengths differ.
bool equal_secret(ByteView a, ByteView b);
// Overwrites memory so that the compiler cannot drop it.
void wipe(std::span<std::uint8_t> bytes);
// Bytes from the system's generator.
void fill_random(std::span<std::uint8_t> out);

}  // namespace tally
