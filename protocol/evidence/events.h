// The events of a party's evidence: one struct for each event of docs/formats/evidence.md, section
// 4. Each lists its facts once, in order, in list(self, facts); the codec writes and reads by this
// list. Facts are counts, digests, and names of parties, data sets, profiles and passes: no value,
// no reference and no local id has a place here.
//
// Counts have no initial value on purpose: an event that leaves a fact out draws a warning, which
// our builds treat as an error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/ids.h"
#include "protocol/agreement/encodings.h"
#include "protocol/seal/manifest.h"

namespace tally {

// The counts of a holder's rows: rows_read = rejected + excluded + rows.
struct RowCounts {
  std::uint64_t rows_read;
  std::uint64_t rejected;
  std::uint64_t excluded;  // by the holder's lists: opt-outs, adoptions, objections
  std::uint64_t rows;      // written

  static void list(auto& self, auto& facts) {
    facts.count("rows_read", self.rows_read);
    facts.count("rejected", self.rejected);
    facts.count("excluded", self.excluded);
    facts.count("rows", self.rows);
  }
};

// A submission that the linker read.
struct LinkedInput {
  std::string dataset;
  Digest file;
  std::uint64_t rows;
  std::uint64_t records;

  static void list(auto& self, auto& facts) {
    facts.name("dataset", self.dataset);
    facts.id("file", self.file);
    facts.count("rows", self.rows);
    facts.count("records", self.records);
  }
  friend bool operator==(const LinkedInput&, const LinkedInput&) = default;
};

// The links of one pass over all pairs of data sets.
struct LinkedPass {
  std::string pass;
  std::uint64_t links;

  static void list(auto& self, auto& facts) {
    facts.name("pass", self.pass);
    facts.count("links", self.links);
  }
};

// A sealed file, as the entries "sealed" and "received" describe it.
struct FileFacts {
  Digest digest;    // SealedFile::file
  Digest manifest;  // manifest_digest
  SealKind kind;
  std::string dataset;  // or empty
  std::string analyst;  // or empty
  std::uint64_t sequence;
  std::uint64_t rows;

  static void list(auto& self, auto& facts) {
    facts.id("file", self.digest);
    facts.id("manifest", self.manifest);
    facts.kind("kind", self.kind);
    facts.name_or_empty("dataset", self.dataset);
    facts.name_or_empty("analyst", self.analyst);
    facts.count("sequence", self.sequence);
    facts.count("rows", self.rows);
  }
  friend bool operator==(const FileFacts&, const FileFacts&) = default;
};
FileFacts file_facts(const Manifest& manifest, const Digest& digest);
// "the payload of school for insights"
std::string describe(const FileFacts& file);

namespace events {

struct Begun {
  static constexpr std::string_view kWord = "begun";
  ProjectId project;

  static void list(auto& self, auto& facts) { facts.id("project", self.project); }
};

struct Signed {
  static constexpr std::string_view kWord = "signed";
  Digest certificate;

  static void list(auto& self, auto& facts) { facts.id("certificate", self.certificate); }
};

struct SecretMade {
  static constexpr std::string_view kWord = "secret_made";
  KeyCheck key_check;

  static void list(auto& self, auto& facts) { facts.id("key_check", self.key_check); }
};

struct SecretReceived {
  static constexpr std::string_view kWord = "secret_received";
  KeyCheck key_check;

  static void list(auto& self, auto& facts) { facts.id("key_check", self.key_check); }
};

struct SecretDestroyed {
  static constexpr std::string_view kWord = "secret_destroyed";
  KeyCheck key_check;

  static void list(auto& self, auto& facts) { facts.id("key_check", self.key_check); }
};

struct Encoded {
  static constexpr std::string_view kWord = "encoded";
  std::string dataset;
  std::string profile;  // its name in the agreement
  Digest profile_text;  // SHA-256
  RowCounts rows;
  std::uint64_t records;
  KeyCheck key_check;

  static void list(auto& self, auto& facts) {
    facts.name("dataset", self.dataset);
    facts.name("profile", self.profile);
    facts.id("profile_text", self.profile_text);
    RowCounts::list(self.rows, facts);
    facts.count("records", self.records);
    facts.id("key_check", self.key_check);
  }
};

struct Sealed {
  static constexpr std::string_view kWord = "sealed";
  FileFacts file;

  static void list(auto& self, auto& facts) { FileFacts::list(self.file, facts); }
};

struct Received {
  static constexpr std::string_view kWord = "received";
  FileFacts file;
  std::string maker;
  EvidenceHead log;  // the maker's, as the manifest says

  static void list(auto& self, auto& facts) {
    FileFacts::list(self.file, facts);
    facts.name("maker", self.maker);
    facts.count("log_length", self.log.length);
    facts.id("log_head", self.log.head);
  }
  friend bool operator==(const Received&, const Received&) = default;
};
Received received(const Manifest& manifest, const Digest& digest);

struct Checked {
  static constexpr std::string_view kWord = "checked";
  std::vector<LinkedInput> inputs;

  static void list(auto& self, auto& facts) { facts.items("inputs", self.inputs); }
};

struct Linked {
  static constexpr std::string_view kWord = "linked";
  std::vector<LinkedInput> inputs;
  std::vector<LinkedPass> passes;
  std::uint64_t people;

  static void list(auto& self, auto& facts) {
    facts.items("inputs", self.inputs);
    facts.items("passes", self.passes);
    facts.count("people", self.people);
  }
};

// A bridge, before it is sealed.
struct Released {
  static constexpr std::string_view kWord = "released";
  std::string analyst;
  std::vector<std::string> datasets;
  std::uint64_t rows;

  static void list(auto& self, auto& facts) {
    facts.name("analyst", self.analyst);
    facts.names("datasets", self.datasets);
    facts.count("rows", self.rows);
  }
};

struct Attached {
  static constexpr std::string_view kWord = "attached";
  std::string dataset;
  std::string analyst;  // empty: written, not sealed
  RowCounts rows;

  static void list(auto& self, auto& facts) {
    facts.name("dataset", self.dataset);
    facts.name_or_empty("analyst", self.analyst);
    RowCounts::list(self.rows, facts);
  }
};

struct Opened {
  static constexpr std::string_view kWord = "opened";
  SealKind kind;
  Digest file;

  static void list(auto& self, auto& facts) {
    facts.kind("kind", self.kind);
    facts.id("file", self.file);
  }
};

struct Closed {
  static constexpr std::string_view kWord = "closed";
  std::uint64_t made;      // files that the party sealed
  std::uint64_t received;  // and received

  static void list(auto& self, auto& facts) {
    facts.count("made", self.made);
    facts.count("received", self.received);
  }
};

}  // namespace events

using Event =
    std::variant<events::Begun, events::Signed, events::SecretMade, events::SecretReceived,
                 events::Encoded, events::Sealed, events::Received, events::Checked, events::Linked,
                 events::Released, events::Attached, events::Opened, events::SecretDestroyed,
                 events::Closed>;

template <class... Kinds>
bool is(const Event& event) {
  return (std::holds_alternative<Kinds>(event) || ...);
}

}  // namespace tally
