// Sealed files with one fault each; the reader refuses each with its own words.
// tests/vectors/sealed/faults.txt lists them, for other software too; sealed_faults_*.cc make them.
#include <map>
#include <set>
#include <sstream>

#include "tests/unit/protocol/forgery.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::sealed_faults_test {
namespace {

using protocol_vectors::read;

const Time kNow = on("2026-06-02");

const MadeUpParties& parties() {
  static const MadeUpParties made;
  return made;
}

// Everything that a careful reader does: the content, or the first refusal.
Result<Bytes> take(const std::string& path, const std::string& reader, SealKind expected) {
  SealedFile file = TRY(read_sealed(path));
  const CheckedSeal seal = TRY(check_seal(parties().agreement(), std::move(file), expected, kNow));
  SealedReader opened = TRY(SealedReader::open(seal, parties().of(reader)));
  Bytes content(static_cast<std::size_t>(opened.size()));
  TRY(opened.read_exactly(content));
  return content;
}

Result<Bytes> take_bytes(const Bytes& bytes, const std::string& reader = "linkers",
                         SealKind expected = SealKind::submission) {
  const std::string text(bytes.begin(), bytes.end());
  return take(parties().folder().put("file.tally", text), reader, expected);
}

std::vector<Fault> all_faults() {
  std::vector<Fault> all;
  for (auto* faults : {faults_of_bytes, faults_of_signing, faults_of_manifests, faults_of_makers,
                       faults_of_bodies}) {
    for (Fault& fault : faults()) all.push_back(std::move(fault));
  }
  return all;
}

struct Expected {
  std::string code;
  std::string words;
};

// "name | code | words", and comment lines.
std::map<std::string, Expected> expected_faults() {
  std::map<std::string, Expected> expected;
  std::istringstream lines(read("sealed/faults.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t first = line.find(" | ");
    const std::size_t second = line.find(" | ", first + 3);
    REQUIRE(second != std::string::npos);
    expected[line.substr(0, first)] = {line.substr(first + 3, second - first - 3),
                                       line.substr(second + 3)};
  }
  return expected;
}

std::string word_for(Errc code) {
  return code == Errc::refused ? "refused" : code == Errc::malformed ? "malformed" : "other";
}

TEST_CASE("a file without a fault is accepted") {
  for (const Forgery::Content length : {Forgery::Content::brief, Forgery::Content::three_chunks}) {
    const Forgery good(parties(), length);
    const Result<Bytes> taken = take_bytes(good.bytes());
    REQUIRE(taken);
    CHECK(taken.value() == good.content);
  }
}

TEST_CASE("every fault of a sealed file is refused with its own words") {
  std::map<std::string, Expected> expected = expected_faults();
  CHECK(expected.size() >= 60);
  for (const Fault& fault : all_faults()) {
    CAPTURE(fault.name);
    REQUIRE(expected.contains(fault.name));
    const Expected words = expected.extract(fault.name).mapped();
    const Result<Bytes> taken = take_bytes(fault.make(parties()), "linkers", fault.expected);
    REQUIRE_FALSE(taken);
    CAPTURE(taken.error().message);
    CHECK(word_for(taken.error().code) == words.code);
    CHECK(taken.error().message.starts_with(parties().folder() / "file.tally: "));
    CHECK(taken.error().message.ends_with(words.words));
  }
  for (const auto& [name, words] : expected) FAIL_CHECK("no such fault: " << name);
}

TEST_CASE("only a reader that the file is sealed to can open it") {
  const Result<Bytes> taken = take_bytes(Forgery(parties()).bytes(), "trust");
  REQUIRE_FALSE(taken);
  CHECK(taken.error().code == Errc::refused);
  CHECK(
      taken.error().message.ends_with("recipients: not sealed to this identity, or changed "
                                      "(tally-protocol show lists the readers)"));
}

TEST_CASE("a file with one changed byte is refused") {
  const Bytes good = Forgery(parties()).bytes();
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const int change : {0x01, 0x80, 0xff}) {
      Bytes changed = good;
      changed[i] = static_cast<std::uint8_t>(changed[i] ^ change);
      if (take_bytes(changed)) FAIL_CHECK("byte " << i << " changed by " << change);
    }
  }
}

// Somebody who changes a file can also write its last 32 bytes again. Then nothing that was signed
// may have changed, except the bytes of CMS that no signature covers.
TEST_CASE("a changed byte with a new digest changes nothing that was signed") {
  const Forgery made(parties());
  const Bytes good = made.bytes();
  std::size_t taken = 0;
  for (std::size_t i = 0; i + Digest::kSize < good.size(); ++i) {
    Bytes changed(good.begin(), good.end() - Digest::kSize);
    changed[i] ^= 1;
    append(changed, sha256({changed}).bytes);
    const std::string path =
        parties().folder().put("file.tally", std::string(changed.begin(), changed.end()));
    const Result<SealedFile> read = read_sealed(path);
    if (!read) continue;
    ++taken;
    CHECK(print_manifest(read.value().manifest) == print_manifest(made.manifest));
    CHECK(read.value().signer.digest() == made.manifest.certificate);
    CHECK(i > made.header.size());
    CHECK(i < made.header.size() + 4 + made.cms.size());
  }
  MESSAGE("bytes of the manifest's CMS that no signature covers: " << taken);
}

}  // namespace
}  // namespace tally::sealed_faults_test
