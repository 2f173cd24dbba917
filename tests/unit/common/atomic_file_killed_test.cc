// Outputs of a process that is killed at each of its system calls in turn.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <string>

#include "common/atomic_folder.h"
#include "common/paths.h"
#include "tests/unit/common/old_file_system.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::atomic_file_killed_test {
namespace {

constexpr Overwrite kOverwrite =
    Overwrite::unless([](const std::string&, ByteView) { return std::string_view(); });

enum class End { killed, finished, not_tested };

// Runs work in a separate process, and kills the process when it enters its n-th system call.
End run_until(int nth, const std::function<bool()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(100);
    ::raise(SIGSTOP);
    ::_exit(work() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFSTOPPED(status)) return End::not_tested;
  for (int stops = 0; WIFSTOPPED(status); ++stops) {  // twice a call: going in and coming out
    if (stops == 2 * nth - 1) ::kill(child, SIGKILL);
    ::ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
    ::waitpid(child, &status, 0);
  }
  if (WIFSIGNALED(status)) return End::killed;
  REQUIRE(WEXITSTATUS(status) != 1);
  return WEXITSTATUS(status) == 0 ? End::finished : End::not_tested;
}

// In memory if the system has such a folder, because each of hundreds of runs syncs.
std::filesystem::path quick_parent() {
  const std::filesystem::path memory = "/dev/shm";
  if (::access(memory.c_str(), W_OK | X_OK) == 0) return memory;
  return std::filesystem::temp_directory_path();
}

bool put(const std::string& path, Overwrite overwrite, std::string_view text) {
  auto file = AtomicFile::open(path, overwrite, Access::owner_only);
  return file && file.value().write(text) && file.value().commit();
}

bool put_folder(const std::string& path, Overwrite overwrite, std::string_view text) {
  auto folder = AtomicFolder::open(path, overwrite);
  for (const char* name : {"x", "y"}) {
    if (!folder) return false;
    const auto file = folder.value().add(name);
    if (!file || !file.value()->write(text)) return false;
  }
  return static_cast<bool>(folder.value().commit());
}

bool is_one_of(const std::string& text, bool replaced) {
  return text == "new" || text == (replaced ? "old" : "");
}

// Kills the writing of a file and a folder at every call. The next output there removes the
// leftovers.
void kill_everywhere(Overwrite overwrite, bool old_file_system) {
  const bool replaced = overwrite == kOverwrite;
  End end = End::killed;
  for (int nth = 1; end == End::killed; ++nth) {
    CAPTURE(nth);
    const TemporaryFolder folder(quick_parent());
    if (replaced) {
      REQUIRE(put(folder / "a", Overwrite::no, "old"));
      REQUIRE(put_folder(folder / "b", Overwrite::no, "old"));
    }
    end = run_until(nth, [&] {
      if (old_file_system && !take_modern_calls_away()) ::_exit(100);
      return put(folder / "a", overwrite, "new") && put_folder(folder / "b", overwrite, "new");
    });
    if (end == End::not_tested) break;
    CHECK(is_one_of(folder.get("a"), replaced));
    // The old folder may be away for a moment, and is brought back.
    static_cast<void>(put_folder(folder / "b", Overwrite::no, "other"));
    const std::string x = folder.get("b/x");
    CHECK((is_one_of(x, replaced) || (!replaced && x == "other")));
    CHECK(folder.get("b/y") == x);
    REQUIRE(put(folder / "a", kOverwrite, "new"));
    CHECK(folder.entries() == 2);
  }
  if (end == End::not_tested) MESSAGE("not tested: needs ptrace and seccomp");
}

}  // namespace

TEST_CASE("a process killed at any call leaves whole outputs and nothing for long") {
  for (const Overwrite overwrite : {Overwrite::no, kOverwrite}) {
    CAPTURE(overwrite.is_allowed());
    kill_everywhere(overwrite, false);
  }
}

TEST_CASE("a process killed at any call on an old file system also does no harm") {
  for (const Overwrite overwrite : {Overwrite::no, kOverwrite}) {
    CAPTURE(overwrite.is_allowed());
    kill_everywhere(overwrite, true);
  }
}

TEST_CASE("files that are in use or belong to another user are not removed") {
  const TemporaryFolder folder;
  const std::string in_use = folder.put(".tally-0123456789abcdef", "in use");
  const std::string left = folder.put(".tally-0123456789abcde0", "left");
  folder.put(".tally-notes", "mine");
  REQUIRE(make_folder(folder / ".tally-0123456789abcde1"));
  folder.put(".tally-0123456789abcde1/notes", "mine");
  REQUIRE(make_folder(folder / ".tally-0123456789abcde2"));
  REQUIRE(::mkfifo((folder / ".tally-0123456789abcde3").c_str(), 0600) == 0);
  const int lock = ::open(in_use.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(::flock(lock, LOCK_EX) == 0);
  REQUIRE(put(folder / "a", Overwrite::no, "new"));
  ::close(lock);
  CHECK(file_exists(in_use));
  CHECK(!file_exists(left));
  CHECK(!file_exists(folder / ".tally-0123456789abcde2"));
  CHECK(folder.get(".tally-0123456789abcde1/notes") == "mine");
  CHECK(folder.entries() == 5);
  REQUIRE(put(folder / "a", kOverwrite, "newer"));
  CHECK(!file_exists(in_use));
}

}  // namespace tally::atomic_file_killed_test
