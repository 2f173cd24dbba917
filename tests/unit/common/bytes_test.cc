#include "common/bytes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace tally::bytes_test {
namespace {

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

Reference reference_of(std::string_view text) {
  Reference reference;
  std::copy(text.begin(), text.end(), reference.bytes.begin());
  return reference;
}

}  // namespace

TEST_CASE("hexadecimal has one form and is read back") {
  const Bytes bytes = {0x00, 0x01, 0x7f, 0x80, 0xab, 0xff};
  CHECK(to_hex(bytes) == "00017f80abff");
  CHECK(from_hex("00017f80abff") == bytes);
  CHECK(from_hex("") == Bytes{});
  for (const char* text : {"0", "0A", "0g", "00 ", "0x00", "abc"}) {
    CAPTURE(text);
    CHECK(!from_hex(text));
  }
}

TEST_CASE("references and study ids print as base32 of RFC 4648") {
  // Section 10 encodes "foobar" as MZXW6YTBOI; zero bytes after it become A.
  CHECK(to_text(reference_of("foobar")) == "RMZXW6YTBOI" + std::string(16, 'A'));
  StudyId all_ones;
  all_ones.bytes.fill(0xff);
  CHECK(to_text(all_ones) == "S" + std::string(25, '7') + "4");
  CHECK(parse_study_id(to_text(all_ones)) == all_ones);
  CHECK(parse_reference(to_text(reference_of("0123456789abcdef"))) ==
        reference_of("0123456789abcdef"));
}

TEST_CASE("a text that is not canonical is not a reference") {
  const std::string good = to_text(reference_of("foobar"));
  REQUIRE(parse_reference(good));
  const auto with_last = [&](char c) { return good.substr(0, 26) + c; };
  const std::array<std::string, 9> bad = {
      "",
      good.substr(1),
      "S" + good.substr(1),
      good + "A",
      good + "======",
      "R" + std::string(25, 'a') + "A",
      "R" + std::string(25, '1') + "A",
      with_last('B'),  // with an unused bit set
      with_last('D'),
  };
  for (const std::string& text : bad) {
    CAPTURE(text);
    CHECK(!parse_reference(text));
  }
  CHECK(parse_reference(with_last('E')));
}

TEST_CASE("numbers are little-endian") {
  Bytes bytes;
  append_u16(bytes, 0x0102);
  append_u32(bytes, 0x03040506);
  append_u64(bytes, 0x0708090a0b0c0d0e);
  CHECK(to_hex(bytes) == "0201060504030e0d0c0b0a090807");
  CHECK(load_u16(bytes) == 0x0102);
  CHECK(load_u32(ByteView(bytes).subspan(2)) == 0x03040506);
  CHECK(load_u64(ByteView(bytes).subspan(6)) == 0x0708090a0b0c0d0e);
}

TEST_CASE("SHA-256 gives the examples of FIPS 180-4") {
  const std::array<std::pair<std::string, std::string>, 4> cases = {{
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1000000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  }};
  for (const auto& c : cases) {
    const std::string& text = c.first;
    const std::string& digest = c.second;
    CAPTURE(text.size());
    CHECK(to_hex(sha256({as_bytes(text)}).bytes) == digest);
    const std::size_t cut = text.size() / 3;
    CHECK(to_hex(sha256({as_bytes(text).first(cut), as_bytes(text).subspan(cut)}).bytes) == digest);
    Sha256 moved_from;
    moved_from.update(as_bytes(text));
    Sha256 hash = std::move(moved_from);
    CHECK(to_hex(hash.finish().bytes) == digest);
  }
}

TEST_CASE("HMAC gives the vectors of RFC 4231") {
  struct Case {
    Bytes key;
    Bytes data;
    std::string digest;
  };
  Bytes counting;
  for (std::uint8_t i = 1; i <= 25; ++i) counting.push_back(i);
  const std::array<Case, 6> cases = {{
      {Bytes(20, 0x0b), bytes_of("Hi There"),
       "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {bytes_of("Jefe"), bytes_of("what do ya want for nothing?"),
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {Bytes(20, 0xaa), Bytes(50, 0xdd),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {counting, Bytes(50, 0xcd),
       "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
      {Bytes(131, 0xaa), bytes_of("Test Using Larger Than Block-Size Key - Hash Key First"),
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
      {{},
       {},
       "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"},  // not in the RFC
  }};
  for (const Case& c : cases) {
    CAPTURE(c.key.size());
    CHECK(to_hex(hmac_sha256(c.key, {c.data}).bytes) == c.digest);
    const ByteView data = c.data;
    const std::size_t cut = data.size() / 2;
    const HmacSha256 mac(c.key);  // a new context for each message
    for (int i = 0; i < 2; ++i) {
      CHECK(to_hex(mac.of({data.first(cut), {}, data.subspan(cut)}).bytes) == c.digest);
    }
  }
}

TEST_CASE("secrets are compared whole and wiped") {
  CHECK(equal_secret({}, {}));
  CHECK(equal_secret(bytes_of("same"), bytes_of("same")));
  CHECK(!equal_secret(bytes_of("same"), bytes_of("sama")));
  CHECK(!equal_secret(bytes_of("same"), bytes_of("sam")));
  Bytes secret = bytes_of("secret");
  wipe(secret);
  CHECK(secret == Bytes(6, 0));
  wipe({});
}

TEST_CASE("random bytes fill all they are given") {
  Bytes a(100);
  Bytes b(100);
  fill_random(a);
  fill_random(b);
  CHECK(a != b);  // equal once in 2^800
  fill_random({});
}

}  // namespace tally::bytes_test
