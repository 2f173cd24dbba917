// A sealed file in its parts, for a forger who knows the format as well as we do. A test can change
// each part, and make the values that bind it to the others again, or not. The maker's own forger
// also has the maker's keys.
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
  // A good submission of the data set school, from the council to the linker. Its content is brief,
  // or has three chunks.
  enum class Content : std::uint8_t { brief, three_chunks };
  explicit Forgery(const MadeUpParties& parties, Content content = Content::brief);

  // The steps by which a writer makes a file. make() takes them all.
  void print_header();  // prints it from the manifest
  void seal_key();      // seals key to sealed_to; sets the commitment
  void seal_body();     // seals content
  void bind();          // sets the digests of the parts and the size of the content
  void sign();          // signs the printed manifest
  void sign_text(const std::string& text);  // signs any text
  void make();
  void make_again() {  // all but the parts themselves, after a change of them or of the manifest
    bind();
    sign();
  }
  // The whole file, with the right digest at the end.
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

// One fault: its name, the file that has it, and the kind that the reader expects.
struct Fault {
  std::string name;
  std::function<Bytes(const MadeUpParties&)> make;
  SealKind expected = SealKind::submission;
};
std::vector<Fault> faults_of_bytes();      // by anybody who has no key
std::vector<Fault> faults_of_signing();    // the CMS parts
std::vector<Fault> faults_of_manifests();  // by a maker that signs something that is not a manifest
std::vector<Fault> faults_of_makers();     // by a party that signs a file that it must not sign
std::vector<Fault> faults_of_bodies();     // by a maker that signs a body outside the format

}  // namespace tally
