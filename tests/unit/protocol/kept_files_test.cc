#include "protocol/base/kept_files.h"

#include <doctest/doctest.h>

#include <string>

#include "common/atomic_file.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::kept_files_test {

TEST_CASE("a file of a key is never replaced whatever the permission") {
  const TemporaryFolder folder;
  const std::string pem = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n";
  for (const std::string& key :
       {std::string("TALLYKF1 and more"), pem, "-----BEGIN EC PARAMETERS-----\nAAAA\n" + pem}) {
    CAPTURE(key);
    const std::string path = folder.put("key", key);
    const auto file = AtomicFile::open(path, kOverwriteAllButKeys, Access::everyone);
    REQUIRE_FALSE(file);
    CHECK(file.error().code == Errc::refused);
    CHECK(file.error().message == path + ": holds a key, and no key is ever overwritten");
    CHECK(folder.get("key") == key);
  }
  const std::string other = folder.put("other", "-----BEGIN CERTIFICATE-----\nAAAA\n");
  CHECK(AtomicFile::open(other, kOverwriteAllButKeys, Access::everyone));
}

}  // namespace tally::kept_files_test
