#include "protocol/keys/secret.h"

#include <filesystem>

#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::secret_test {
namespace {

namespace fs = std::filesystem;
constexpr fs::perms kOwnerOnly = fs::perms::owner_read | fs::perms::owner_write;

TEST_CASE("a saved secret is loaded again from a file only its owner reads") {
  const TemporaryFolder folder;
  const keys::Secret secret = keys::Secret::generate();
  REQUIRE(secret.save(folder / "secret"));
  CHECK(fs::status(folder / "secret").permissions() == kOwnerOnly);
  const Result<keys::Secret> loaded = keys::Secret::load(folder / "secret");
  REQUIRE(loaded);
  CHECK(equal_secret(loaded.value().for_derivation(), secret.for_derivation()));
}

TEST_CASE("a secret is never overwritten") {
  const TemporaryFolder folder;
  REQUIRE(keys::Secret::for_rehearsal(1).save(folder / "secret"));
  const std::string before = folder.get("secret");
  const Status again = keys::Secret::for_rehearsal(2).save(folder / "secret");
  REQUIRE_FALSE(again);
  CHECK(again.error().code == Errc::refused);
  CHECK(folder.get("secret") == before);
}

TEST_CASE("a secret that others can read is refused") {
  const TemporaryFolder folder;
  REQUIRE(keys::Secret::for_rehearsal(1).save(folder / "secret"));
  fs::permissions(folder / "secret", fs::perms::group_read, fs::perm_options::add);
  const Result<keys::Secret> loaded = keys::Secret::load(folder / "secret");
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == Errc::refused);
}

TEST_CASE("what is not a secret is malformed and what is not there is io") {
  const TemporaryFolder folder;
  REQUIRE(keys::Secret::for_rehearsal(1).save(folder / "secret"));
  const std::string good = folder.get("secret");
  const std::string cases[] = {"",
                               good.substr(1),
                               good.substr(0, 39),
                               good + "x",
                               "TALLYKF1" + good.substr(8),
                               std::string(40, '\0')};
  for (const std::string& bad : cases) {
    CAPTURE(bad.size());
    folder.put("bad", bad);
    fs::permissions(folder / "bad", kOwnerOnly);
    const Result<keys::Secret> loaded = keys::Secret::load(folder / "bad");
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().code == Errc::malformed);
    CHECK(loaded.error().message.starts_with(folder / "bad"));
  }
  const Result<keys::Secret> absent = keys::Secret::load(folder / "absent");
  REQUIRE_FALSE(absent);
  CHECK(absent.error().code == Errc::io);
}

TEST_CASE("a secret that was moved from is wiped") {
  keys::Secret first = keys::Secret::for_rehearsal(1);
  const Bytes bytes(first.for_derivation().begin(), first.for_derivation().end());
  const Bytes zeros(keys::Secret::kSize, 0);
  keys::Secret second(std::move(first));
  CHECK(equal_secret(second.for_derivation(), bytes));
  CHECK(equal_secret(first.for_derivation(), zeros));  // NOLINT: looking at what is left
  first = std::move(second);
  CHECK(equal_secret(first.for_derivation(), bytes));
  CHECK(equal_secret(second.for_derivation(), zeros));  // NOLINT: looking at what is left
}

}  // namespace
}  // namespace tally::secret_test
