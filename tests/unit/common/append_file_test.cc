#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <string>
#include <thread>
#include <vector>

#include "common/append_file.h"
#include "common/port/process.h"
#include "tests/unit/common/child.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::append_file_test {
namespace {

constexpr std::size_t kLimit = 1 << 20;

TEST_CASE("a file that grows is private to its owner and returns the content that it had") {
  const TemporaryFolder folder;
  const std::string path = folder / "log";
  {
    AppendFile file = AppendFile::open(path, kLimit).value();
    CHECK(file.found().empty());
    CHECK(file.append("one\n"));
    CHECK(file.append("two\n"));
  }
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(AppendFile::open(path, kLimit).value().found() == "one\ntwo\n");
}

TEST_CASE("a file that grows is refused if it is too long or not a file") {
  const TemporaryFolder folder;
  folder.put("log", "12345");
  CHECK(AppendFile::open(folder / "log", 4).error().code == Errc::malformed);
  CHECK(AppendFile::open(folder.path(), kLimit).error().code == Errc::io);
  CHECK(AppendFile::open(folder / "none/log", kLimit).error().code == Errc::io);
}

TEST_CASE("each of several processes that append finds all earlier text whole") {
  const TemporaryFolder folder;
  const auto add_lines = [&] {
    for (int i = 0; i < 20; ++i) {
      AppendFile file = AppendFile::open(folder / "log", kLimit).value();
      const std::size_t lines = file.found().size() / 4;
      std::string line = std::to_string(100 + lines) + "\n";
      if (!file.append(line)) return;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(add_lines);
  for (std::thread& thread : threads) thread.join();
  std::string expected;
  for (int i = 0; i < 80; ++i) expected += std::to_string(100 + i) + "\n";
  CHECK(folder.get("log") == expected);
}

TEST_CASE("text that cannot be written whole is removed again") {
  const TemporaryFolder folder;
  const ChildResult child = run_in_child([&] {
    port::prepare_standard_streams();
    AppendFile file = AppendFile::open(folder / "log", kLimit).value();
    if (!file.append("first\n")) return 1;
    const rlimit limit{10, 10};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    return file.append("second, which is longer\n") ? 2 : 0;
  });
  CHECK(child.status == 0);
  CHECK(folder.get("log") == "first\n");
}

}  // namespace
}  // namespace tally::append_file_test
