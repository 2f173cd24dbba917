#include "protocol/identity.h"

#include <filesystem>

#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::identity_test {
namespace {

using namespace protocol_vectors;
namespace fs = std::filesystem;

TEST_CASE("references are those of the vectors") {
  for (const Json& vector : list(vectors(), "references")) {
    CAPTURE(text(vector, "local_id"));
    CHECK(make_reference(OwnKey(bytes(vector, "key")), id<ProjectId>(vector, "project"),
                         text(vector, "dataset"),
                         text(vector, "local_id")) == id<Reference>(vector, "reference"));
  }
}

TEST_CASE("study ids are those of the vectors") {
  for (const Json& vector : list(vectors(), "study_ids")) {
    CHECK(make_study_id(OwnKey(bytes(vector, "key")), id<ProjectId>(vector, "project"),
                        text(vector, "recipient"),
                        bytes(vector, "person")) == id<StudyId>(vector, "study_id"));
  }
}

TEST_CASE("an identity holds the key of its kind for its owner alone") {
  const TemporaryFolder folder;
  REQUIRE(create_identity(folder / "holder", OwnKeyKind::reference, {}, ""));
  REQUIRE(create_identity(folder / "linker", OwnKeyKind::release, {}, ""));
  CHECK(load_own_key(folder / "holder", OwnKeyKind::reference));
  CHECK(load_own_key(folder / "linker", OwnKeyKind::release));
  CHECK(fs::status(folder / "holder").permissions() == fs::perms::owner_all);
  CHECK(fs::status(folder / "holder/reference.key").permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  const Result<OwnKey> absent = load_own_key(folder / "holder", OwnKeyKind::release);
  REQUIRE_FALSE(absent);
  CHECK(absent.error().code == Errc::io);
}

TEST_CASE("two identities have different keys two of one rehearsal the same") {
  const TemporaryFolder folder;
  const auto key = [&](const char* name, std::optional<std::uint64_t> seed, const char* party) {
    REQUIRE(create_identity(folder / name, OwnKeyKind::reference, seed, party));
    const OwnKey own = load_own_key(folder / name, OwnKeyKind::reference).value();
    return Bytes(own.bytes().begin(), own.bytes().end());
  };
  CHECK(key("a", {}, "") != key("b", {}, ""));
  const Bytes school = key("c", 1, "school");
  CHECK(school == key("d", 1, "school"));
  CHECK(school != key("e", 2, "school"));
  CHECK(school != key("f", 1, "social"));
  for (const Json& vector : list(vectors(), "rehearsal")) {
    if (text(vector, "what") == "reference key") CHECK(school == bytes(vector, "bytes"));
  }
}

TEST_CASE("a key is never overwritten") {
  const TemporaryFolder folder;
  REQUIRE(create_identity(folder / "id", OwnKeyKind::reference, 1, "school"));
  const std::string before = folder.get("id/reference.key");
  const Status again = create_identity(folder / "id", OwnKeyKind::reference, 2, "school");
  REQUIRE_FALSE(again);
  CHECK(again.error().code == Errc::refused);
  CHECK(folder.get("id/reference.key") == before);
}

TEST_CASE("a key of another kind too long or too short is malformed") {
  const TemporaryFolder folder;
  REQUIRE(create_identity(folder / "id", OwnKeyKind::release, 1, "linker"));
  const std::string release = folder.get("id/release.key");
  for (const std::string& bad : {release, std::string(), "TALLYKF1" + release.substr(9)}) {
    CAPTURE(bad.size());
    fs::remove(folder / "id/reference.key");
    folder.put("id/reference.key", bad);
    fs::permissions(folder / "id/reference.key", fs::perms::owner_read | fs::perms::owner_write);
    const Result<OwnKey> loaded = load_own_key(folder / "id", OwnKeyKind::reference);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().code == Errc::malformed);
  }
}

}  // namespace
}  // namespace tally::identity_test
