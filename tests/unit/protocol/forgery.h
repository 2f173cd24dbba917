// A sealed file in its parts, for a forger who knows the format as well as we do: each part can be
// changed, and what binds it to the others made again or not. The maker's own forger also has the
// maker's keys.
//
//   Forgery f(parties);  f.manifest.sequence = 7;  f.make();  f.bytes()
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "protocol/crypto/chunk_cipher.h"
#include "protocol/seal/layout.h"
#include "tests/unit/protocol/made_up_parties.h"

namespace tally {

struct Forgery {
  // A good submission of the school's from the council to the linkers; with a content of three
  // chunks if long.
  enum class Content : std::uint8_t { brief, three_chunks };
  explicit Forgery(const MadeUpParties& parties, Content content = Content::brief);

  // The steps in which a writer makes a file. make() is all of them.
  void print_header();                      // from the manifest
  void seal_key();                          // of key, to sealed_to; commitment
  void seal_body();                         // of content
  void bind();                              // digests of the parts, content's size
  void sign();                              // the manifest, printed
  void sign_text(const std::string& text);  // anything
  void make();
  void make_again() {  // after a change of the manifest or of parts: all but the parts themselves
    bind();
    sign();
  }
  // With the right digest at the end.
  Bytes bytes() const;

  Bytes sealed_chunk(std::uint64_t number, Chunk chunk, ByteView plain) const;

  const MadeUpParties& parties;
  Manifest manifest;
  std::string signer = "council";
  std::vector<std::string> sealed_to = {"linkers"};
  Bytes key;  // of the content
  Bytes content;
  Bytes header, cms, recipients, body;
};

inline void append(Bytes& out, ByteView bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

// One thing wrong: what, the file that has it, and the kind that its reader expects.
struct Fault {
  std::string name;
  std::function<Bytes(const MadeUpParties&)> make;
  SealKind expected = SealKind::submission;
};
std::vector<Fault> faults_of_bytes();      // by anybody, without a key
std::vector<Fault> faults_of_signing();    // the CMS parts
std::vector<Fault> faults_of_manifests();  // by a maker who signs what is no manifest
std::vector<Fault> faults_of_makers();     // by a party who signs what it may not
std::vector<Fault> faults_of_bodies();     // by a maker whose body does not follow the format

}  // namespace tally
