// The keyed functions of bands: streams of tokens, blocks, and hashes of tokens.
#include <cstring>
#include <set>

#include "protocol/base/limits.h"
#include "protocol/keys/block_key.h"
#include "protocol/keys/derivation.h"
#include "protocol/keys/token_stream.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::band_keys_test {
namespace {

using namespace protocol_vectors;
using namespace std::string_view_literals;
using keys::BlockKey, keys::MinhashKey, keys::TokenIdentity, keys::TokenStream;
using Block = std::array<std::uint8_t, TokenStream::kBlock>;

Bytes encrypted(BlockKey& key, Bytes blocks) {
  key.encrypt(blocks);
  return blocks;
}

TEST_CASE("blocks are encrypted as in the standard and the vectors") {
  for (const Json& vector : list(band_vectors(), "blocks")) {
    BlockKey key(bytes(vector, "key"));
    CHECK(to_hex(encrypted(key, bytes(vector, "block"))) == text(vector, "encrypted"));
  }
}

TEST_CASE("each block is encrypted by itself") {
  BlockKey key(Bytes(BlockKey::kSize, 3));
  Bytes three(3 * BlockKey::kBlock, 1);
  three[BlockKey::kBlock] = 2;
  const Bytes first = encrypted(key, Bytes(BlockKey::kBlock, 1));
  const Bytes found = encrypted(key, three);
  CHECK(std::equal(first.begin(), first.end(), found.begin()));
  CHECK_FALSE(std::equal(first.begin(), first.end(), found.begin() + BlockKey::kBlock));
  CHECK(std::equal(first.begin(), first.end(), found.begin() + 2 * BlockKey::kBlock));
  CHECK(encrypted(key, {}).empty());
}

TEST_CASE("a block key that was moved or assigned still works") {
  BlockKey key(Bytes(BlockKey::kSize, 1));
  BlockKey other(Bytes(BlockKey::kSize, 2));
  const Bytes expected = encrypted(other, Bytes(BlockKey::kBlock, 7));
  key = std::move(other);
  BlockKey moved(std::move(key));
  CHECK(encrypted(moved, Bytes(BlockKey::kBlock, 7)) == expected);
}

TEST_CASE("identities and words of tokens are those of the vectors") {
  for (const Json& vector : list(band_vectors(), "minhash")) {
    const std::string token = text(vector, "token");
    CAPTURE(token);
    MinhashKey key(bytes(vector, "key"));
    std::array<TokenIdentity, kMaxHashes> identities;
    key.identities(token, identities);
    const Json::Array& expected = list(vector, "identities");
    for (std::size_t place = 0; place < kMaxHashes; ++place) {
      CHECK(to_hex(identities[place]) == *expected[place].as_string());
    }
    for (std::size_t i = 0; i < list(vector, "bands").size(); ++i) {
      std::array<std::uint32_t, kMaxHashes> words;
      key.uniforms(token, static_cast<std::uint32_t>(*list(vector, "bands")[i].as_integer()),
                   words);
      const Json::Array& row = *list(vector, "words")[i].as_array();
      for (std::size_t place = 0; place < kMaxHashes; ++place) {
        CHECK(words[place] == *row[place].as_integer());
      }
    }
  }
}

TEST_CASE("fewer identities and words are the start of more") {
  MinhashKey key(Bytes(32, 9));
  std::array<TokenIdentity, kMaxHashes> all;
  std::array<std::uint32_t, kMaxHashes> words;
  key.identities("AN", all);
  key.uniforms("AN", 5, words);
  for (std::size_t count = 0; count <= kMaxHashes; ++count) {
    CAPTURE(count);
    std::vector<TokenIdentity> some(count);
    std::vector<std::uint32_t> some_words(count);
    key.identities("AN", some);
    key.uniforms("AN", 5, some_words);
    CHECK(std::equal(some.begin(), some.end(), all.begin()));
    CHECK(std::equal(some_words.begin(), some_words.end(), words.begin()));
  }
}

TEST_CASE("no two blocks of streams of tokens are equal") {
  std::set<Block> blocks;
  for (const std::uint8_t key : {std::uint8_t{1}, std::uint8_t{2}}) {
    TokenStream stream(Bytes(32, key));
    for (const std::string_view token : {"A"sv, "AN"sv, ""sv, "A\0"sv}) {
      for (const std::uint32_t counter : {0U, 1U, 255U, 256U, 0xFFFF'FFFFU}) {
        Block block;
        stream.block(token, counter, block);
        blocks.insert(block);
      }
    }
  }
  CHECK(blocks.size() == 2 * 4 * 5);
}

// Positions of filters are in the first blocks of a stream under another key, so neither shows the
// other.
TEST_CASE("hashes of bands and positions of filters come from different keys") {
  const keys::Secret secret = keys::Secret::for_rehearsal(1);
  const keys::Derivation derivation(secret, ProjectId{{1}}, Digest{{2}});
  std::vector<std::uint32_t> positions(16), words(16);
  derivation.position_key("", "name", 0xFFFF'FFFF).positions("AN", positions);
  std::array<TokenIdentity, 4> identities;
  derivation.minhash_key("name").identities("AN", identities);
  std::memcpy(words.data(), identities.data(), 64);
  CHECK(positions != words);
}

}  // namespace
}  // namespace tally::band_keys_test
