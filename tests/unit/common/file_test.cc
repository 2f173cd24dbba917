#include <doctest/doctest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "common/atomic_file.h"
#include "common/destroy_file.h"
#include "common/file_lock.h"
#include "common/file_reader.h"
#include "common/paths.h"
#include "common/port/process.h"
#include "common/scratch_file.h"
#include "tests/unit/common/child.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::file_test {
namespace {

Errc code_of(const auto& result) {
  return result ? Errc{0} : result.error().code;
}

}  // namespace

TEST_CASE("a file is read whole up to its limit") {
  const TemporaryFolder folder;
  const std::string path = folder.put("a", std::string("x\0y", 3));
  CHECK(read_file(path, 3).value() == std::string("x\0y", 3));
  CHECK(read_file(path, 1000).value().size() == 3);
  CHECK(read_file(folder.put("empty", ""), 0).value().empty());
  const auto too_long = read_file(path, 2);
  CHECK(code_of(too_long) == Errc::malformed);
  CHECK(too_long.error().message == path + ": longer than 2 bytes");
}

TEST_CASE("an error of reading begins with the path") {
  const TemporaryFolder folder;
  const auto missing = read_file(folder / "a", 10);
  CHECK(code_of(missing) == Errc::io);
  CHECK(missing.error().message == (folder / "a") + ": cannot read: no such file or directory");
  CHECK(code_of(read_file(folder.path(), 10)) == Errc::io);
  CHECK(code_of(FileReader::open(folder.path())) == Errc::io);
  CHECK(code_of(FileReader::open("/dev/null")) == Errc::io);
}

TEST_CASE("a pipe is refused at once and not waited for") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  sockaddr_un address{AF_UNIX, {}};
  const std::string at = folder / "socket";
  REQUIRE(at.size() < sizeof address.sun_path);
  std::copy(at.begin(), at.end(), address.sun_path);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  for (const std::string& path : {folder / "pipe", folder / "socket", std::string("/dev/null")}) {
    CAPTURE(path);
    const auto reader = FileReader::open(path);
    CHECK(code_of(reader) == Errc::io);
    CHECK(reader.error().message == path + ": not a file");
    CHECK(read_file(path, 10).error().message == path + ": not a file");
    CHECK(read_secret_file(path, 10).error().message == path + ": not a file");
    CHECK(FileLock::take(path).error().code == Errc::io);
    CHECK(destroy_file(path).error().code == Errc::io);
  }
  ::close(socket);
}

TEST_CASE("a lock is held by one process at a time and goes with it") {
  const TemporaryFolder folder;
  const std::string path = folder.put("a", "as it was");
  const ChildResult killed = run_in_child([&] {
    const auto held = FileLock::take(path);
    ::raise(SIGKILL);
    return held ? 0 : 1;
  });
  CHECK(killed.status == -1);
  std::vector<std::thread> threads;
  std::atomic<int> inside = 0, most = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int turn = 0; turn < 50; ++turn) {
        const FileLock held = FileLock::take(path).value();
        most = std::max(most.load(), ++inside);
        --inside;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(most == 1);
  CHECK(folder.get("a") == "as it was");
}

TEST_CASE("a file is read in pieces") {
  const TemporaryFolder folder;
  FileReader reader = FileReader::open(folder.put("a", "0123456789")).value();
  CHECK(reader.size() == 10);
  std::array<std::uint8_t, 4> piece;
  CHECK(reader.read(piece).value() == 4);
  CHECK(reader.read_exactly(piece));
  CHECK(piece[3] == '7');
  const Status early = reader.read_exactly(piece);
  CHECK(code_of(early) == Errc::malformed);
  CHECK(early.error().message == (folder / "a") + ": ends early");
  CHECK(reader.read(piece).value() == 0);
}

TEST_CASE("a secret is read only from a file that no other user can read") {
  const TemporaryFolder folder;
  const std::string path = folder.put("key", "secret");
  for (const mode_t mode : {0644U, 0640U, 0604U, 0620U, 0601U}) {
    CAPTURE(mode);
    REQUIRE(::chmod(path.c_str(), mode) == 0);
    const auto read = read_secret_file(path, 100);
    CHECK(code_of(read) == Errc::refused);
    CHECK(read.error().hint == "chmod 600 " + path);
  }
  REQUIRE(::chmod(path.c_str(), 0600) == 0);
  CHECK(read_secret_file(path, 100).value().size() == 6);
  CHECK(code_of(read_secret_file(path, 5)) == Errc::malformed);
}

TEST_CASE("a secret is written for its owner and never over a file") {
  const TemporaryFolder folder;
  const auto write_secret = [&](std::string_view text) -> Status {
    AtomicFile file = TRY(AtomicFile::open(folder / "key", Overwrite::no, Access::owner_only));
    TRY(file.write(as_bytes(text)));
    return file.commit();
  };
  REQUIRE(write_secret("secret"));
  CHECK(folder.get("key") == "secret");
  struct stat status;
  REQUIRE(::stat((folder / "key").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(code_of(write_secret("other")) == Errc::refused);
  CHECK(folder.get("key") == "secret");
}

TEST_CASE("a scratch file is nameless and read where it was written") {
  const TemporaryFolder folder;
  ScratchFile scratch = ScratchFile::create(folder.path()).value();
  REQUIRE(scratch.append(as_bytes("0123")));
  REQUIRE(scratch.append(as_bytes("4567")));
  CHECK(scratch.size() == 8);
  CHECK(folder.entries() == 0);
  std::array<std::uint8_t, 3> piece;
  REQUIRE(scratch.read_at(3, piece));
  CHECK(piece == std::array<std::uint8_t, 3>{'3', '4', '5'});
  REQUIRE(scratch.read_at(8, {}));
  CHECK(code_of(ScratchFile::create(folder / "nowhere")) == Errc::io);
}

TEST_CASE("paths split into folder and name") {
  struct Case {
    std::string path, folder, name;
  };
  const std::array<Case, 8> cases = {{{"a", ".", "a"},
                                      {"a/", ".", "a"},
                                      {"a/b", "a", "b"},
                                      {"a//b//", "a", "b"},
                                      {"/a", "/", "a"},
                                      {"/", "/", "/"},
                                      {".", ".", "."},
                                      {"../a", "..", "a"}}};
  for (const Case& c : cases) {
    CAPTURE(c.path);
    CHECK(folder_of(c.path) == c.folder);
    CHECK(name_of(c.path) == c.name);
  }
}

TEST_CASE("the same file is recognised by any route") {
  const TemporaryFolder folder;
  folder.put("a", "");
  folder.put("b", "");
  REQUIRE(::symlink("a", (folder / "link").c_str()) == 0);
  REQUIRE(::link((folder / "a").c_str(), (folder / "hard").c_str()) == 0);
  CHECK(same_file(folder / "a", folder / "./a"));
  CHECK(same_file(folder / "a", folder / "link"));
  CHECK(same_file(folder / "a", folder / "hard"));
  CHECK(!same_file(folder / "a", folder / "b"));
  CHECK(!same_file(folder / "a", folder / "new"));
  CHECK(same_file(folder / "new", folder / "./new"));
  CHECK(!same_file(folder / "new", folder / "newer"));
  CHECK(same_file(folder / "x/y", folder / "./x//y/"));
  CHECK(file_exists(folder / "a"));
  CHECK(!file_exists(folder / "new"));
}

TEST_CASE("a folder is made with its parents and only its owner can enter it") {
  const TemporaryFolder folder;
  REQUIRE(make_folder(folder / "a/b/c"));
  REQUIRE(make_folder(folder / "a/b/c/"));
  struct stat status;
  REQUIRE(::stat((folder / "a/b").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0700);
  folder.put("file", "");
  CHECK(code_of(make_folder(folder / "file")) == Errc::io);
  CHECK(code_of(make_folder(folder / "file/x")) == Errc::io);
}

TEST_CASE("a closed standard stream is not replaced by a file of ours") {
  const TemporaryFolder folder;
  const std::string path = folder.put("a", "contents");
  const ChildResult child = run_in_child([&] {
    ::close(STDOUT_FILENO);
    ::close(STDERR_FILENO);
    port::prepare_standard_streams();
    auto reader = FileReader::open(path);
    return reader && ::write(STDOUT_FILENO, "x", 1) < 0 && ::write(STDERR_FILENO, "x", 1) < 0 ? 0
                                                                                              : 1;
  });
  CHECK(child.status == 0);
  CHECK(folder.get("a") == "contents");
}

}  // namespace tally::file_test
