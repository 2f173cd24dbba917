// What a sealed file says of itself, signed by its maker: anybody can read and check it without any
// key. Format: docs/formats/sealed.md.
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

// Part of the format, do not renumber. Who may make and who may read each is in readers_of and
// maker_of alone.
enum class SealKind : std::uint8_t {
  secret = 1,      // key maker -> holders
  submission = 2,  // the data set's holder -> linker
  bridge = 3,      // linker -> the analyst named
  payload = 4,     // the data set's holder -> the analyst named
  report = 5,      // linker -> analysts, governance, itself
  closing = 6,     // each party -> all
};
std::string_view name_of(SealKind kind);

// Names of parties. dataset and analyst are empty where the kind has none. refused: a data set,
// analyst or release that the agreement does not have.
Result<std::vector<std::string>> readers_of(const Agreement& agreement, SealKind kind,
                                            std::string_view dataset, std::string_view analyst);
// The last time at which a file of the kind may expire: the agreement's end, but for closing
// statements, which tell of what comes after it.
Time latest_expiry(const Retention& retention, SealKind kind);
Status check_maker(const Agreement& agreement, SealKind kind, std::string_view dataset,
                   std::string_view maker);

// Where a maker's evidence log stood when the file was sealed (protocol/evidence.h).
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
  Digest certificate;                // that signs this
  std::string dataset;               // or empty
  std::string analyst;               // or empty
  std::vector<std::string> readers;  // parties, in the agreement's order
  FileId file_id;                    // random
  std::uint64_t sequence = 0;  // of the maker's files of this kind, data set and analyst, from 1
  std::optional<Digest> previous;  // the manifest's of sequence - 1
  Time made;
  Time expires;
  std::string software;  // "tallystick 0.1.0"
  std::uint64_t rows = 0;
  std::uint64_t content_bytes = 0;    // before sealing
  Digest header, recipients, body;    // SHA-256 of those parts of the file
  Digest commitment;                  // to the content key
  std::optional<KeyCheck> key_check;  // of a secret or submission: the linkage secret's
  EvidenceHead evidence;
};

// Canonical JSON, in the form of the agreement.
std::string print_manifest(const Manifest& manifest);
Result<Manifest> parse_manifest(std::string_view text);
// SHA-256 of print_manifest: what `previous` and evidence name a manifest by.
Digest manifest_digest(const Manifest& manifest);

}  // namespace tally
