// The worked examples of docs/formats: every line "name = value" of their example blocks.
#include <map>

#include "protocol/agreement/encodings.h"
#include "protocol/base/prefixed.h"
#include "protocol/identity/identity.h"
#include "protocol/keys/derivation.h"
#include "protocol/seal/content_key.h"
#include "protocol/seal/layout.h"
#include "protocol/seal/sealed_file.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::pages_test {
namespace {

using namespace protocol_vectors;

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

// Takes the first line off a text.
std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

// Values by name. Each test takes out the values that it checks, and none may be left.
std::map<std::string, std::string> examples_of(const std::string& page) {
  const std::string file = read("../../docs/formats/" + page);
  std::map<std::string, std::string> examples;
  std::string_view rest = file;
  bool inside = false;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.starts_with("```")) {
      inside = line == "```example";
    } else if (inside) {
      const std::size_t sign = line.find('=');
      REQUIRE(sign != std::string_view::npos);
      examples[trimmed(line.substr(0, sign))] = trimmed(line.substr(sign + 1));
    }
  }
  return examples;
}

class Examples {
 public:
  explicit Examples(const std::string& page) : values_(examples_of(page)) {}
  std::string take(const std::string& name) {
    CAPTURE(name);
    REQUIRE(values_.contains(name));
    return values_.extract(name).mapped();
  }
  void check(const std::string& name, ByteView value) {
    CAPTURE(name);
    CHECK(take(name) == to_hex(value));
  }
  bool empty() const { return values_.empty(); }

 private:
  std::map<std::string, std::string> values_;
};

Bytes ascending(std::uint8_t first) {
  Bytes bytes(32);
  for (std::uint8_t& byte : bytes) byte = first++;
  return bytes;
}

// Sets the first n positions of a token, and returns them as the page writes them.
std::string insert(keys::PositionKey& key, std::string_view token, std::size_t n, Bytes& filter) {
  std::vector<std::uint32_t> positions(n);
  key.positions(token, positions);
  std::string text;
  for (const std::uint32_t p : positions) {
    filter[p / 8] = static_cast<std::uint8_t>(filter[p / 8] | 1u << p % 8);
    text += (text.empty() ? "" : " ") + std::to_string(p);
  }
  return text;
}

// The blocks of a key, each encrypted.
Bytes encrypted(keys::BlockKey key, Bytes block) {
  key.encrypt(block);
  return block;
}

void check_hash_of_token(Examples& page, keys::MinhashKey& key) {
  std::array<keys::TokenIdentity, 1> identity;
  key.identities("AN", identity);
  page.check("identity 0 of AN", identity[0]);
  std::array<std::uint32_t, 1> word;
  key.uniforms("AN", 0, word);
  CHECK(page.take("word 0 of AN") == std::to_string(word[0]));
  const float variate = std::stof(page.take("E of that word"));
  CHECK(std::stof(page.take("hash of AN")) == variate * (5.0F / 130.0F));
}

void check_values_of_band(Examples& page, keys::MinhashKey& hashes,
                          const keys::Derivation& derivation, const ProjectId& project) {
  std::array<keys::TokenIdentity, 1> identity;
  hashes.identities("_N", identity);
  page.check("identity 0 of _N", identity[0]);
  const Bytes input(identity[0].begin(), identity[0].end());
  const Bytes value = encrypted(derivation.band_key("names_birth"), input);
  CHECK(encrypted(keys::BlockKey(from_hex(page.take("key of values")).value()), input) == value);
  page.check("value of band 0", ByteView(value).first(4));

  const ReferenceKey own(ascending(32));
  Bytes message;
  append_prefixed(message, "tallystick/1/replace");
  append_prefixed(message, project.bytes);
  for (const char* part : {"school", "names_birth"}) append_prefixed(message, part);
  const Digest replacing = own.mac().of({message});
  page.check("replacing key", replacing.bytes);
  const Reference reference = make_reference(own, project, "school", "S1");
  const Bytes replaced = encrypted(keys::BlockKey(replacing.bytes),
                                   Bytes(reference.bytes.begin(), reference.bytes.end()));
  page.check("new value of band 0", ByteView(replaced).first(4));
}

void check_bands(Examples& page, const keys::Secret& secret) {
  const Agreement few = agreement("few_bands.agreement.json");
  page.check("few encoding", few.encoding_fingerprint().bytes);
  const keys::Derivation derivation(secret, few.terms().project, few.encoding_fingerprint());
  keys::MinhashKey derived = derivation.minhash_key("name");
  keys::MinhashKey printed(from_hex(page.take("key of hashes")).value());
  check_hash_of_token(page, printed);
  check_values_of_band(page, derived, derivation, few.terms().project);
}

TEST_CASE("the worked example of the encodings page is right") {
  Examples page("encodings.md");
  const Agreement single = agreement("single.agreement.json");
  std::array<std::uint8_t, 32> bytes;
  std::ranges::copy(ascending(0), bytes.begin());
  const keys::Secret secret = keys::Secret::from_bytes(bytes);
  const keys::Derivation derivation(secret, single.terms().project, single.encoding_fingerprint());
  page.check("secret", ascending(0));
  page.check("project", single.terms().project.bytes);
  page.check("encoding", single.encoding_fingerprint().bytes);
  Bytes info;
  for (const char* part : {"tallystick/1/filter", "person", "name"}) append_prefixed(info, part);
  append_prefixed(info, single.encoding_fingerprint().bytes);
  page.check("info", info);

  keys::PositionKey derived = derivation.position_key("person", "name", 1024);
  keys::PositionKey printed(from_hex(page.take("key")).value(), 1024);
  Bytes filter(128, 0), same(128, 0);
  CHECK(page.take("positions of AN") == insert(derived, "AN", 26, filter));
  for (const char* token : {"AN", "A_", "NA", "NN", "_A"}) {
    CHECK(insert(derived, token, 26, filter) == insert(printed, token, 26, same));
  }
  page.check("filter", filter);
  // A position is floor(word x 1024 / 2^32), which is the ten highest bits of each word of the
  // block.
  page.check("message of block 0", Bytes{'A', 'N', 0, 0, 0, 0});
  const Bytes block = from_hex(page.take("block 0")).value();
  std::vector<std::uint32_t> positions(16);
  derived.positions("AN", positions);
  for (std::size_t i = 0; i < 16; ++i) {
    const std::uint32_t word = load_u32(ByteView(block).subspan(4 * i));
    CHECK((word >> 22) == positions[i]);
  }

  page.check("key check value", derivation.key_check().bytes);
  page.check("token of A801200001001", derivation.token_key("upn").token("A801200001001").bytes);
  page.check(
      "reference of S1 in school",
      make_reference(ReferenceKey(ascending(32)), single.terms().project, "school", "S1").bytes);
  page.check("header",
             print_header(EncodingsReader::open(path_of("example.encodings")).value().header()));
  check_bands(page, secret);
  CHECK(page.empty());
}

TEST_CASE("the fingerprints of the agreement page are right") {
  Examples page("agreement.md");
  const Agreement single = agreement("single.agreement.json");
  page.check("agreement", single.fingerprint().bytes);
  page.check("encoding", single.encoding_fingerprint().bytes);
  CHECK(page.empty());
}

TEST_CASE("the worked example of the sealed page is right") {
  Examples page("sealed.md");
  const Result<SealedFile> file = read_sealed(path_of("sealed/example.tally"));
  REQUIRE(file);
  const Manifest& manifest = file.value().manifest;
  CHECK(print_manifest(manifest) == read("sealed/example.manifest.json"));
  const std::string bytes = read("sealed/example.tally");
  const std::size_t size = page.take("header").size() / 2;
  CHECK(size == print_seal_header(manifest).size());
  Examples("sealed.md").check("header", as_bytes(bytes).first(size));
  page.check("header digest", manifest.header.bytes);
  page.check("content key", ascending(0));
  page.check("commitment", manifest.commitment.bytes);
  const ContentKey key = ContentKey::from(ascending(0)).value();
  CHECK(key.commitment(manifest.header) == manifest.commitment);

  const Bytes body = from_hex(page.take("body")).value();
  CHECK(sha256({body}) == manifest.body);
  const Bytes content = from_hex(page.take("content")).value();
  Bytes opened(content.size());
  CHECK(key.body_cipher(manifest.file_id, manifest.header).open(0, Chunk::last, body, opened));
  CHECK(opened == content);
  std::array<std::uint8_t, 32> body_key;
  std::ranges::copy(from_hex(page.take("body key")).value(), body_key.begin());
  CHECK(ChunkCipher(body_key, manifest.header.bytes).open(0, Chunk::last, body, opened));
  CHECK(page.take("nonce of chunk 0") == "000000000000000000000001");
  CHECK(page.empty());
}

TEST_CASE("the agreement allows the example of the sealed page") {
  const std::string signatures = read("sealed/example.agreement.json.p7s");
  const Time then = *parse_date("2026-06-02");
  const Result<SignedAgreement> agreed = SignedAgreement::check(
      agreement("sealed/example.agreement.json"), as_bytes(signatures), then);
  REQUIRE(agreed);
  CHECK(check_seal(agreed.value(), read_sealed(path_of("sealed/example.tally")).value(),
                   SealKind::submission, then));
}

}  // namespace
}  // namespace tally::pages_test
