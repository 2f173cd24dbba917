// The manifest: a sealed file's description, signed by its maker. Anybody can read and check it
// without a key. Format: docs/formats/sealed.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/bytes.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement/agreement.h"
#include "protocol/agreement/encodings.h"

namespace tally {

// Part of the format: do not renumber. Only readers_of and check_maker define who may read and make
// a kind.
enum class SealKind : std::uint8_t {
  secret = 1,      // key maker -> holders
  submission = 2,  // the data set's holder -> linker
  bridge = 3,      // linker -> the analyst named
  payload = 4,     // the data set's holder -> the analyst named
  report = 5,      // linker -> analysts, governance, itself
  closing = 6,     // each party -> all
};
std::string_view name_of(SealKind kind);

// The names of the readers. dataset and analyst are empty if the kind has none. refused: the
// agreement has no such data set, analyst or release.
Result<std::vector<std::string>> readers_of(const Agreement& agreement, SealKind kind,
                                            std::string_view dataset, std::string_view analyst);
// The latest permitted expiry of a kind: the agreement's end. Only closing statements, which report
// on the time after the end, may expire later.
Time latest_expiry(const Retention& retention, SealKind kind);
Status check_maker(const Agreement& agreement, SealKind kind, std::string_view dataset,
                   std::string_view maker);

// The end of the maker's evidence log when the file was sealed (protocol/evidence/log_format.h).
struct EvidenceHead {
  std::uint64_t length = 0;  // entries
  Digest head;               // of the last; zero if there is none
  friend bool operator==(const EvidenceHead&, const EvidenceHead&) = default;
};

using FileId = Opaque<16, struct FileIdTag>;

struct Manifest {
  SealKind kind = SealKind::submission;
  ProjectId project;
  Digest agreement;  // fingerprint
  std::string maker;
  Digest certificate;                // of the key that signs this
  std::string dataset;               // or empty
  std::string analyst;               // or empty
  std::vector<std::string> readers;  // parties, in the agreement's order
  FileId file_id;                    // random
  std::uint64_t sequence = 0;  // among the maker's files of this kind, data set and analyst, from 1
  std::optional<Digest> previous;  // digest of the manifest with sequence - 1
  Time made;
  Time expires;
  std::string software;  // "tallystick 0.1.0"
  std::uint64_t rows = 0;
  std::uint64_t content_bytes = 0;    // before sealing
  Digest header, recipients, body;    // SHA-256 of those parts of the file
  Digest commitment;                  // to the content key
  std::optional<KeyCheck> key_check;  // of the linkage secret; for a secret or submission
  EvidenceHead evidence;
};

// Canonical JSON, in the form of the agreement.
std::string print_manifest(const Manifest& manifest);
Result<Manifest> parse_manifest(std::string_view text);
// SHA-256 of print_manifest. `previous` and evidence name a manifest by this digest.
Digest manifest_digest(const Manifest& manifest);

}  // namespace tally
