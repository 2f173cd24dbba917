#include "protocol/drafting/identity_setup.h"

#include <filesystem>

#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::identity_test {
namespace {

using namespace protocol_vectors;
namespace fs = std::filesystem;

const Time kNow = *parse_time("2026-11-22T09:30:00Z");
constexpr auto kOwnerOnly = fs::perms::owner_read | fs::perms::owner_write;
const std::string kPassphrase = "correct horse battery";

NewIdentity holder(std::optional<std::uint64_t> seed = {}, std::string name = "school") {
  NewIdentity made;
  made.name = std::move(name);
  made.own_key = OwnKeyKind::reference;
  made.days = 365;
  made.rehearsal_seed = seed;
  return made;
}

std::string put_secret(const TemporaryFolder& folder, const std::string& name,
                       const std::string& text) {
  fs::remove(folder / name);
  const std::string path = folder.put(name, text);
  fs::permissions(path, kOwnerOnly);
  return path;
}

template <class T>
Errc code_of(const Result<T>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

Bytes key_bytes(const Identity& identity) {
  const ReferenceKey key = identity.reference_key().value();
  return Bytes(key.bytes().begin(), key.bytes().end());
}

TEST_CASE("references are those of the vectors") {
  for (const Json& vector : list(vectors(), "references")) {
    CAPTURE(text(vector, "local_id"));
    CHECK(make_reference(ReferenceKey(bytes(vector, "key")), id<ProjectId>(vector, "project"),
                         text(vector, "dataset"),
                         text(vector, "local_id")) == id<Reference>(vector, "reference"));
  }
}

TEST_CASE("study ids are those of the vectors") {
  for (const Json& vector : list(vectors(), "study_ids")) {
    CHECK(make_study_id(ReleaseKey(bytes(vector, "key")), id<ProjectId>(vector, "project"),
                        text(vector, "recipient"),
                        bytes(vector, "person")) == id<StudyId>(vector, "study_id"));
  }
}

TEST_CASE("only the owner can read the keys of an identity") {
  const TemporaryFolder folder;
  REQUIRE(create_identity(folder / "id", holder(), kNow));
  CHECK(fs::status(folder / "id").permissions() == fs::perms::owner_all);
  for (const char* key : {"id/signing.key", "id/opening.key", "id/reference.key"}) {
    CHECK(fs::status(folder / key).permissions() == kOwnerOnly);
  }
  const Result<Identity> loaded = Identity::load(folder / "id", {});
  REQUIRE(loaded);
  const PartyCard& card = loaded.value().card();
  CHECK(card.signing.common_name() == "school");
  CHECK(card.signing.not_before() == kNow);
  CHECK(card.opening.not_after() == days_after(kNow, 365));
  CHECK(loaded.value().signing().key.is_of(card.signing));
  CHECK(loaded.value().opening_key().is_of(card.opening));
  CHECK(loaded.value().reference_key());
  CHECK(code_of(loaded.value().release_key()) == Errc::io);
}

TEST_CASE("a card has both certificates and a fingerprint") {
  const TemporaryFolder folder;
  REQUIRE(create_identity(folder / "id", holder(), kNow));
  const PartyCard own = load_own_card(folder / "id").value();
  const Result<PartyCard> card = load_card(folder / "id/school.party.pem");
  REQUIRE(card);
  CHECK(card.value().signing.digest() == own.signing.digest());
  CHECK(card.value().opening.digest() == own.opening.digest());
  CHECK(card_fingerprint(card.value()) == card_fingerprint(own));
  CHECK(card_fingerprint({own.opening, own.signing}) != card_fingerprint(own));
  const std::string signing = folder.get("id/signing.pem");
  for (const std::string& bad : {signing, signing + signing, signing + signing + signing,
                                 std::string("card"), folder.get("id/signing.key")}) {
    const Result<PartyCard> refused = load_card(folder.put("bad", bad));
    CHECK(code_of(refused) == Errc::malformed);
    CHECK(refused.error().message.starts_with(folder / "bad"));
  }
}

TEST_CASE("two identities have different keys and two with one rehearsal seed the same own key") {
  const TemporaryFolder folder;
  const auto make = [&](const char* name, const NewIdentity& made) {
    REQUIRE(create_identity(folder / name, made, kNow));
    return Identity::load(folder / name, {}).value();
  };
  CHECK(key_bytes(make("a", holder())) != key_bytes(make("b", holder())));
  const Identity school = make("c", holder(1));
  const Identity again = make("d", holder(1));
  CHECK(key_bytes(school) == key_bytes(again));
  CHECK(school.card().signing.digest() != again.card().signing.digest());
  CHECK_FALSE(school.signing().key.is_of(again.card().signing));
  CHECK(key_bytes(school) != key_bytes(make("e", holder(2))));
  CHECK(key_bytes(school) != key_bytes(make("f", holder(1, "social"))));
  for (const Json& vector : list(vectors(), "rehearsal")) {
    if (text(vector, "what") == "reference key") CHECK(key_bytes(school) == bytes(vector, "bytes"));
  }
}

TEST_CASE("creating an identity overwrites no file and leaves none when it fails") {
  const TemporaryFolder folder;
  for (const char* file : {"signing.key", "opening.key", "reference.key", "signing.pem",
                           "opening.pem", "school.party.pem"}) {
    CAPTURE(file);
    fs::remove_all(folder / "id");
    fs::create_directory(folder / "id");
    folder.put(std::string("id/") + file, "before");
    CHECK(code_of(create_identity(folder / "id", holder(), kNow)) == Errc::refused);
    CHECK(folder.get(std::string("id/") + file) == "before");
    CHECK(std::distance(fs::directory_iterator(folder / "id"), {}) == 1);
  }
}

TEST_CASE("keys under a passphrase open only with that passphrase") {
  const TemporaryFolder folder;
  const std::string right = put_secret(folder, "right", kPassphrase + "\n");
  const std::string same = put_secret(folder, "same", kPassphrase + "\r\n");
  const std::string wrong = put_secret(folder, "wrong", kPassphrase + "s\n");
  NewIdentity made = holder(7);
  made.passphrase_file = right;
  REQUIRE(create_identity(folder / "id", made, kNow));
  REQUIRE(create_identity(folder / "plain", holder(7), kNow));
  const Result<Identity> opened = Identity::load(folder / "id", same);
  REQUIRE(opened);
  CHECK(key_bytes(opened.value()) == key_bytes(Identity::load(folder / "plain", {}).value()));
  CHECK(code_of(Identity::load(folder / "id", {})) == Errc::refused);
  CHECK(code_of(Identity::load(folder / "id", wrong)) == Errc::refused);
}

TEST_CASE("a changed byte of an own key under a passphrase is refused") {
  const TemporaryFolder folder;
  NewIdentity made = holder();
  made.passphrase_file = put_secret(folder, "pass", kPassphrase);
  REQUIRE(create_identity(folder / "id", made, kNow));
  const Identity identity = Identity::load(folder / "id", made.passphrase_file).value();
  const std::string good = folder.get("id/reference.key");
  CHECK(good.substr(0, 8) == "TALLYKF2");
  for (const std::size_t at : {std::size_t{0}, std::size_t{7}, std::size_t{8}, std::size_t{23},
                               std::size_t{24}, std::size_t{55}, good.size() - 1}) {
    CAPTURE(at);
    std::string changed = good;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    put_secret(folder, "id/reference.key", changed);
    const Errc expected = at < 8 ? Errc::malformed : Errc::refused;
    CHECK(code_of(identity.reference_key()) == expected);
  }
}

TEST_CASE("an own key under a passphrase follows its page") {
  const TemporaryFolder folder;
  NewIdentity made = holder();
  made.passphrase_file = put_secret(folder, "pass", "correct horse battery");
  REQUIRE(create_identity(folder / "id", made, kNow));
  const Bytes file = *from_hex(
      "54414c4c594b4632000102030405060708090a0b0c0d0e0f"
      "a341b69a64609e9df15e3e70ad466e21206500f6a747b2cb02606de2328d1e4b"
      "4df9d20ce9f20bdddee5f5f38249b849");
  put_secret(folder, "id/reference.key", {file.begin(), file.end()});
  const Bytes key = key_bytes(Identity::load(folder / "id", made.passphrase_file).value());
  for (std::size_t i = 0; i < key.size(); ++i) CHECK(key[i] == 0x20 + i);
}

TEST_CASE(
    "a passphrase is refused if it is empty or short or has several lines or others can read it") {
  const TemporaryFolder folder;
  const auto create = [&](const std::string& file) {
    NewIdentity made = holder();
    made.passphrase_file = file;
    return create_identity(folder / "id", made, kNow);
  };
  CHECK(code_of(create(put_secret(folder, "empty", "\n"))) == Errc::refused);
  CHECK(code_of(create(put_secret(folder, "short", "elevenchars\n"))) == Errc::refused);
  CHECK(code_of(create(put_secret(folder, "long", std::string(2000, 'x')))) == Errc::malformed);
  CHECK(code_of(create(put_secret(folder, "lines", kPassphrase + "\nand more\n"))) ==
        Errc::refused);
  CHECK(code_of(create(put_secret(folder, "blank", kPassphrase + "\n\n"))) == Errc::refused);
  const std::string open = folder.put("open", kPassphrase);
  fs::permissions(open, kOwnerOnly | fs::perms::group_read);
  CHECK(code_of(create(open)) == Errc::refused);
  CHECK(code_of(create(folder / "absent")) == Errc::io);
  CHECK_FALSE(fs::exists(folder / "id"));
}

TEST_CASE("keys that others can read or that do not belong to their certificate are refused") {
  const TemporaryFolder folder;
  REQUIRE(create_identity(folder / "id", holder(), kNow));
  REQUIRE(create_identity(folder / "other", holder(), kNow));
  for (const char* file : {"id/signing.key", "id/opening.key"}) {
    CAPTURE(file);
    fs::permissions(folder / file, kOwnerOnly | fs::perms::others_read);
    CHECK(code_of(Identity::load(folder / "id", {})) == Errc::refused);
    fs::permissions(folder / file, kOwnerOnly);
    REQUIRE(Identity::load(folder / "id", {}));
  }
  for (const char* file : {"signing", "opening"}) {
    CAPTURE(file);
    const std::string name = std::string("id/") + file + ".pem";
    const std::string own = folder.get(name);
    folder.put(name, folder.get(std::string("other/") + file + ".pem"));
    const Result<Identity> mixed = Identity::load(folder / "id", {});
    CHECK(code_of(mixed) == Errc::refused);
    CHECK(mixed.error().message.find(".key: not the key of the certificate") != std::string::npos);
    folder.put(name, own);
  }
  CHECK(code_of(Identity::load(folder / "absent", {})) == Errc::io);
}

TEST_CASE("a backup has its own passphrase and every key") {
  const TemporaryFolder folder;
  const std::string first = put_secret(folder, "first", kPassphrase);
  const std::string second = put_secret(folder, "second", "another good passphrase");
  NewIdentity made = holder();
  made.passphrase_file = first;
  REQUIRE(create_identity(folder / "id", made, kNow));
  REQUIRE(back_up_identity(folder / "id", first, folder / "copy", second));
  REQUIRE(back_up_identity(folder / "id", first, folder / "same", {}));
  const Identity id = Identity::load(folder / "id", first).value();
  const Result<Identity> copy = Identity::load(folder / "copy", second);
  REQUIRE(copy);
  CHECK(key_bytes(copy.value()) == key_bytes(id));
  CHECK(card_fingerprint(copy.value().card()) == card_fingerprint(id.card()));
  CHECK(folder.get("copy/school.party.pem") == folder.get("id/school.party.pem"));
  CHECK(code_of(Identity::load(folder / "copy", first)) == Errc::refused);
  CHECK(code_of(Identity::load(folder / "same", {})) == Errc::refused);
  CHECK(Identity::load(folder / "same", first));
  CHECK(code_of(back_up_identity(folder / "id", first, folder / "copy", second)) == Errc::refused);
  CHECK(code_of(back_up_identity(folder / "id", second, folder / "more", second)) == Errc::refused);
}

TEST_CASE("certificates issued for other keys or not valid now are not installed") {
  const TemporaryFolder folder;
  REQUIRE(create_identity(folder / "id", holder(), kNow));
  const std::string before = folder.get("id/school.party.pem");
  const Identity id = Identity::load(folder / "id", {}).value();
  const auto issue = [&](const char* name, const PrivateKey& key, KeyUse use, Time from) {
    return folder.put(name, key.self_signed("issued", use, from, days_after(from, 10)).pem());
  };
  const PrivateKey& signing_key = id.signing().key;
  const std::string signing = issue("signing", signing_key, KeyUse::signing, kNow);
  const std::string opening = issue("opening", id.opening_key(), KeyUse::opening, kNow);
  const std::string ended = issue("ended", signing_key, KeyUse::signing, days_after(kNow, -11));
  const std::string early = issue("early", id.opening_key(), KeyUse::opening, days_after(kNow, 1));
  const auto install = [&](const std::string& signs, const std::string& opens) {
    return install_certificates(folder / "id", {}, signs, opens, kNow);
  };
  CHECK(code_of(install(opening, signing)) == Errc::refused);
  CHECK(code_of(install(signing, signing)) == Errc::refused);
  CHECK(code_of(install(ended, opening)) == Errc::refused);
  CHECK(code_of(install(signing, early)) == Errc::refused);
  CHECK(folder.get("id/school.party.pem") == before);
  REQUIRE(install(signing, opening));
  const PartyCard card = Identity::load(folder / "id", {}).value().card();
  CHECK(card.signing.common_name() == "issued");
  CHECK(card_fingerprint(load_card(folder / "id/school.party.pem").value()) ==
        card_fingerprint(card));
}

TEST_CASE("requests are never overwritten") {
  const TemporaryFolder folder;
  REQUIRE(create_identity(folder / "id", holder(), kNow));
  REQUIRE(write_requests(folder / "id", {}, folder / "requests"));
  const std::string header = "-----BEGIN CERTIFICATE REQUEST-----";
  CHECK(folder.get("requests/signing.csr").starts_with(header));
  CHECK(folder.get("requests/opening.csr").starts_with(header));
  CHECK(code_of(write_requests(folder / "id", {}, folder / "requests")) == Errc::refused);
}

TEST_CASE("an own key that is too long or too short or of another kind is malformed") {
  const TemporaryFolder folder;
  NewIdentity linker = holder();
  linker.own_key = OwnKeyKind::release;
  REQUIRE(create_identity(folder / "id", linker, kNow));
  const std::string release = folder.get("id/release.key");
  for (const std::string& bad : {release, std::string(), "TALLYKF1" + release.substr(9)}) {
    CAPTURE(bad.size());
    put_secret(folder, "id/reference.key", bad);
    const Identity identity = Identity::load(folder / "id", {}).value();
    CHECK(code_of(identity.reference_key()) == Errc::malformed);
  }
}

}  // namespace
}  // namespace tally::identity_test
