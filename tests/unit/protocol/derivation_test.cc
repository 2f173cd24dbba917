#include "protocol/keys/derivation.h"

#include <set>

#include "protocol/rehearsal/rehearsal.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::derivation_test {
namespace {

using namespace protocol_vectors;

keys::Secret secret() {
  std::array<std::uint8_t, keys::Secret::kSize> array;
  std::ranges::copy(bytes(vectors(), "secret"), array.begin());
  return keys::Secret::from_bytes(array);
}

std::vector<std::uint32_t> first_positions(keys::PositionKey key, std::string_view token,
                                           std::size_t count) {
  std::vector<std::uint32_t> positions(count);
  key.positions(token, positions);
  return positions;
}

std::vector<std::uint32_t> first_words(keys::MinhashKey key) {
  std::vector<std::uint32_t> words(4);
  key.uniforms("AN", 0, words);
  return words;
}

Bytes first_block(keys::BlockKey key) {
  Bytes block(keys::BlockKey::kBlock);
  key.encrypt(block);
  return block;
}

std::vector<std::uint64_t> first_signs(keys::SignKey key, std::string_view token,
                                       std::size_t words) {
  std::vector<std::uint64_t> signs(words);
  key.signs(token, signs);
  return signs;
}

// Whether the derivation gives the key of a vector, as far as derived values show.
bool gives(const keys::Derivation& derivation, const Json& vector) {
  const std::string label = text(vector, "label");
  const std::string name = text(vector, "name");
  const Bytes key = bytes(vector, "key");
  if (label == "tallystick/1/check") return std::ranges::equal(derivation.key_check().bytes, key);
  if (label == "tallystick/1/conformance") {
    const keys::Secret conformance = derivation.conformance_secret();
    return equal_secret(conformance.for_derivation(), key);
  }
  if (label == "tallystick/1/token") {
    return derivation.token_key(name).token("A") == keys::TokenKey(key).token("A");
  }
  const std::string space = text(vector, "space");
  if (label == "tallystick/1/minhash") {
    return first_words(derivation.minhash_key(space)) == first_words(keys::MinhashKey(key));
  }
  if (label == "tallystick/1/bands") {
    return first_block(derivation.band_key(name)) == first_block(keys::BlockKey(key));
  }
  if (label == "tallystick/1/diffusion") {
    return derivation.diffusion_key(name, 512).order(0) == keys::DiffusionKey(key, 512).order(0);
  }
  if (label == "tallystick/1/saul") {
    return first_signs(derivation.sign_key(name, space), "AN", 8) ==
           first_signs(keys::SignKey(key), "AN", 8);
  }
  return label == "tallystick/1/filter" &&
         first_positions(derivation.position_key(name, space, 32768), "AN", 8) ==
             first_positions(keys::PositionKey(key, 32768), "AN", 8);
}

TEST_CASE("derived keys are those of the vectors") {
  const keys::Secret shared = secret();
  for (const Json& vector : list(vectors(), "keys")) {
    const Agreement under = agreement(text(vector, "agreement"));
    CAPTURE(text(vector, "agreement"));
    CAPTURE(text(vector, "label"));
    CAPTURE(text(vector, "name"));
    CHECK(gives({shared, under.terms().project, under.encoding_fingerprint()}, vector));
  }
}

TEST_CASE("positions are those of the vectors") {
  for (const Json& vector : list(vectors(), "positions")) {
    CAPTURE(text(vector, "token"));
    const Json::Array& expected = list(vector, "positions");
    const std::uint32_t bits = number(vector, "bits");
    const auto positions = first_positions(keys::PositionKey(bytes(vector, "key"), bits),
                                           text(vector, "token"), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CHECK(positions[i] == *expected[i].as_integer());
      CHECK(positions[i] < bits);
    }
  }
}

TEST_CASE("a shorter list of positions is the start of a longer one") {
  keys::PositionKey key(Bytes(32, 7), 1024);
  std::vector<std::uint32_t> all(100);
  key.positions("NN", all);
  for (std::size_t count = 0; count <= all.size(); ++count) {
    std::vector<std::uint32_t> some(count);
    key.positions("NN", some);
    CAPTURE(count);
    CHECK(std::equal(some.begin(), some.end(), all.begin()));
  }
}

TEST_CASE("the signs of SAUL are those of the vectors") {
  for (const Json& vector : list(vectors(), "votes")) {
    CAPTURE(text(vector, "token"));
    const std::string expected = text(vector, "votes");
    const auto signs = first_signs(keys::SignKey(bytes(vector, "key")), text(vector, "token"),
                                   expected.size() / 64);
    std::string found;
    for (const std::uint64_t word : signs) {
      for (unsigned bit = 0; bit < 64; ++bit) found += (word >> bit & 1) == 1 ? '1' : '0';
    }
    CHECK(found == expected);
  }
}

TEST_CASE("every round of diffusion has all positions in another order") {
  keys::DiffusionKey key(Bytes(32, 7), 512);
  std::vector<std::uint32_t> first = key.order(0), second = key.order(1);
  CHECK(first != second);
  std::ranges::sort(first);
  std::ranges::sort(second);
  CHECK(first == second);
  for (std::uint32_t p = 0; p < 512; ++p) CHECK(first[p] == p);
}

TEST_CASE("exact keyed tokens are those of the vectors") {
  for (const Json& vector : list(vectors(), "token_columns")) {
    const keys::TokenKey key(bytes(vector, "key"));
    CHECK(key.token(text(vector, "value")) == id<Token>(vector, "token"));
  }
}

TEST_CASE("the bytes of a rehearsal are those of the vectors") {
  for (const Json& vector : list(vectors(), "rehearsal")) {
    CAPTURE(text(vector, "what"));
    const std::uint64_t seed = std::stoull(text(vector, "seed"));
    const Digest expected = id<Digest>(vector, "bytes");
    CHECK(rehearsal_bytes(text(vector, "what"), text(vector, "party"), seed) == expected);
    if (text(vector, "what") == "secret") {
      CHECK(equal_secret(keys::Secret::for_rehearsal(seed).for_derivation(), expected.bytes));
    }
  }
}

TEST_CASE("another secret or project or encoding or filter or space gives other positions") {
  std::array<std::uint8_t, keys::Secret::kSize> other_bytes{};
  const keys::Secret one = secret();
  const keys::Secret other = keys::Secret::from_bytes(other_bytes);
  const ProjectId project{{1}}, other_project{{2}};
  const Digest encoding{{3}}, other_encoding{{4}};
  const auto positions = [](const keys::Derivation& d, const char* filter, const char* space) {
    return first_positions(d.position_key(filter, space, 1024), "AN", 16);
  };
  const std::set<std::vector<std::uint32_t>> all = {
      positions({one, project, encoding}, "person", "name"),
      positions({other, project, encoding}, "person", "name"),
      positions({one, other_project, encoding}, "person", "name"),
      positions({one, project, other_encoding}, "person", "name"),
      positions({one, project, encoding}, "names", "name"),
      positions({one, project, encoding}, "person", "street"),
      // The parts are prefixed, so a letter moved from one part to the next gives another key.
      positions({one, project, encoding}, "personn", "ame"),
  };
  CHECK(all.size() == 7);
}

TEST_CASE("a key that was moved or assigned still works") {
  keys::PositionKey key(Bytes(32, 1), 512);
  const auto expected = first_positions(keys::PositionKey(Bytes(32, 2), 512), "A", 4);
  key = keys::PositionKey(Bytes(32, 2), 512);
  CHECK(first_positions(std::move(key), "A", 4) == expected);
  keys::TokenKey token_key(Bytes(32, 1));
  token_key = keys::TokenKey(Bytes(32, 2));
  CHECK(token_key.token("A") == keys::TokenKey(Bytes(32, 2)).token("A"));
}

}  // namespace
}  // namespace tally::derivation_test
