// Our files when a call of the platform fails.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "common/append_file.h"
#include "common/atomic_folder.h"
#include "common/scratch_file.h"
#include "tests/unit/common/failing_port.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::file_faults_test {
namespace {

constexpr Overwrite kOverwrite =
    Overwrite::unless([](const std::string&, ByteView) { return std::string_view(); });

Status put(const std::string& path, Overwrite overwrite, std::string_view text) {
  AtomicFile file = TRY(AtomicFile::open(path, overwrite, Access::owner_only));
  TRY(file.write(text));
  return file.commit();
}

Status put_folder(const std::string& path, Overwrite overwrite, std::string_view text) {
  AtomicFolder folder = TRY(AtomicFolder::open(path, overwrite));
  for (const char* name : {"x", "y"}) {
    AtomicFile* file = TRY(folder.add(name));
    TRY(file->write(text));
  }
  return folder.commit();
}

void put_old(const TemporaryFolder& folder) {
  REQUIRE(put(folder / "a", Overwrite::no, "old"));
  REQUIRE(put_folder(folder / "b", Overwrite::no, "old"));
}

// Writes a file and a folder repeatedly. Each time the next call fails, until no call is left.
void fail_everywhere(Overwrite overwrite) {
  const std::string before = overwrite.is_allowed() ? "old" : "";
  bool has_failed = true;
  for (int nth = 1; has_failed; ++nth) {
    CAPTURE(nth);
    const TemporaryFolder folder;
    if (overwrite.is_allowed()) put_old(folder);
    {
      const FailingPort port(nth, std::errc::io_error);
      const Status a = put(folder / "a", overwrite, "new");
      const Status b = put_folder(folder / "b", overwrite, "new");
      has_failed = port.has_failed();
      CHECK((folder.get("a") == "new" || (!a && folder.get("a") == before)));
      CHECK((folder.get("b/x") == "new" || (!b && folder.get("b/x") == before)));
    }
    CHECK(folder.get("b/y") == folder.get("b/x"));
    const std::size_t there =
        (folder.get("a").empty() ? 0U : 1U) + (folder.get("b/x").empty() ? 0U : 1U);
    CHECK(folder.entries() == there);
  }
}

}  // namespace

TEST_CASE("if any call fails outputs are whole or absent and no other file is left") {
  fail_everywhere(Overwrite::no);
  fail_everywhere(kOverwrite);
}

TEST_CASE("a full disk a failing sync and a failing rename are errors and keep what was there") {
  for (const auto& failure :
       {std::pair{port::Call::write, std::errc::no_space_on_device},
        std::pair{port::Call::sync, std::errc::io_error},
        std::pair{port::Call::rename, std::errc::permission_denied},
        std::pair{port::Call::make_folder, std::errc::read_only_file_system},
        std::pair{port::Call::open_to_lock, std::errc::too_many_files_open}}) {
    const port::Call call = failure.first;
    CAPTURE(static_cast<int>(call));
    const TemporaryFolder folder;
    put_old(folder);
    {
      const FailingPort port(call, failure.second);
      const Status a = put(folder / "a", kOverwrite, "new");
      const bool folders_only = call == port::Call::make_folder || call == port::Call::open_to_lock;
      CHECK(static_cast<bool>(a) == folders_only);
      const Status b = put_folder(folder / "b", kOverwrite, "new");
      REQUIRE_FALSE(b);
      CHECK(b.error().code == Errc::io);
    }
    CHECK(folder.get("b/x") == "old");
    CHECK(folder.entries() == 2);
  }
}

TEST_CASE("a line that cannot be synced is removed again") {
  const TemporaryFolder folder;
  AppendFile file = AppendFile::open(folder / "log", 1 << 20).value();
  REQUIRE(file.append("first\n"));
  {
    const FailingPort port(port::Call::sync, std::errc::io_error);
    const Status second = file.append("second\n");
    REQUIRE_FALSE(second);
    CHECK(second.error().message == (folder / "log") + ": cannot write: input/output error");
  }
  CHECK(folder.get("log") == "first\n");
  REQUIRE(file.append("third\n"));
  CHECK(folder.get("log") == "first\nthird\n");
}

TEST_CASE("a full disk is an error of a scratch file") {
  const TemporaryFolder folder;
  ScratchFile scratch = ScratchFile::create(folder.path()).value();
  const FailingPort port(port::Call::write, std::errc::no_space_on_device);
  const Status full = scratch.append(as_bytes("x"));
  REQUIRE_FALSE(full);
  CHECK(full.error().message ==
        folder.path() + "/(temporary file): cannot write: no space left on device");
  CHECK(scratch.size() == 0);
}

}  // namespace tally::file_faults_test
