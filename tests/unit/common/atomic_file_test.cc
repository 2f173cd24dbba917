#include <doctest/doctest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

#include "common/atomic_folder.h"
#include "common/output_list.h"
#include "common/paths.h"
#include "common/port/process.h"
#include "common/scratch_file.h"
#include "tests/unit/common/child.h"
#include "tests/unit/common/old_file_system.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::atomic_file_test {
namespace {

constexpr Overwrite kOverwrite =
    Overwrite::unless([](const std::string&, ByteView) { return std::string_view(); });

Errc code_of(const auto& result) {
  return result ? Errc{0} : result.error().code;
}

Status write_file(const std::string& path, Overwrite overwrite, const std::string& text) {
  AtomicFile file = TRY(AtomicFile::open(path, overwrite, Access::everyone));
  TRY(file.write(text));
  return file.commit();
}

Status write_folder(const std::string& path, Overwrite overwrite,
                    const std::vector<std::string>& names) {
  AtomicFolder folder = TRY(AtomicFolder::open(path, overwrite));
  for (const std::string& name : names) {
    AtomicFile* file = TRY(folder.add(name));
    TRY(file->write("contents of " + name));
  }
  return folder.commit();
}

unsigned mode_of(const std::string& path) {
  struct stat status;
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0U;
}

}  // namespace

TEST_CASE("a file appears only at commit") {
  const TemporaryFolder folder;
  AtomicFile file = AtomicFile::open(folder / "a", Overwrite::no, Access::everyone).value();
  const std::string piece(100000, 'x');
  for (int i = 0; i < 7; ++i) REQUIRE(file.write(piece));
  CHECK(folder.entries() == 0);
  REQUIRE(file.write(std::string(300000, 'y')));
  REQUIRE(file.commit());
  CHECK(folder.get("a") == std::string(700000, 'x') + std::string(300000, 'y'));
  CHECK(folder.entries() == 1);
}

TEST_CASE("without commit nothing appears and nothing is lost") {
  const TemporaryFolder folder;
  folder.put("a", "old");
  {
    AtomicFile file = AtomicFile::open(folder / "a", kOverwrite, Access::everyone).value();
    REQUIRE(file.write(std::string(1000000, 'x')));
    AtomicFile moved = std::move(file);
  }
  CHECK(folder.get("a") == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("an existing file is replaced only with permission") {
  const TemporaryFolder folder;
  folder.put("a", "old");
  const Status again = write_file(folder / "a", Overwrite::no, "new");
  CHECK(code_of(again) == Errc::refused);
  CHECK(again.error().message == (folder / "a") + ": already exists");
  CHECK(folder.get("a") == "old");
  REQUIRE(write_file(folder / "a", kOverwrite, "new"));
  CHECK(folder.get("a") == "new");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a file that must stay is not replaced even with permission") {
  const TemporaryFolder folder;
  const Overwrite overwrite =
      Overwrite::unless([](const std::string&, ByteView start) -> std::string_view {
        return start.size() == Overwrite::kStart && start[0] == 'k' ? "is kept" : "";
      });
  const std::string kept(5000, 'k');
  folder.put("kept", kept);
  folder.put("short", "k");
  const auto file = AtomicFile::open(folder / "kept", overwrite, Access::everyone);
  REQUIRE_FALSE(file);
  CHECK(file.error().code == Errc::refused);
  CHECK(file.error().message == (folder / "kept") + ": is kept");
  CHECK(folder.get("kept") == kept);
  CHECK(AtomicFile::open(folder / "short", overwrite, Access::everyone));
}

TEST_CASE("whether a file must stay is decided where a symbolic link leads") {
  const TemporaryFolder folder;
  const Overwrite overwrite =
      Overwrite::unless([](const std::string& path, ByteView) -> std::string_view {
        return name_of(path) == "kept" ? "is kept" : "";
      });
  folder.put("kept", "k");
  REQUIRE(::symlink("kept", (folder / "link").c_str()) == 0);
  const auto file = AtomicFile::open(folder / "link", overwrite, Access::everyone);
  REQUIRE_FALSE(file);
  CHECK(file.error().message == (folder / "link") + ": is kept");
}

TEST_CASE("a file that appears while we write is not overwritten") {
  const TemporaryFolder folder;
  AtomicFile file = AtomicFile::open(folder / "a", Overwrite::no, Access::everyone).value();
  REQUIRE(file.write(std::string_view("ours")));
  folder.put("a", "theirs");
  CHECK(code_of(file.commit()) == Errc::refused);
  CHECK(folder.get("a") == "theirs");
  CHECK(folder.entries() == 1);
}

TEST_CASE("access is as requested under any umask") {
  const TemporaryFolder folder;
  const mode_t umask_before = ::umask(022);
  for (const auto& [name, access] :
       {std::pair{"public", Access::everyone}, std::pair{"private", Access::owner_only}}) {
    AtomicFile file = AtomicFile::open(folder / name, Overwrite::no, access).value();
    REQUIRE(file.commit());
  }
  ::umask(umask_before);
  CHECK(mode_of(folder / "public") == 0644);
  CHECK(mode_of(folder / "private") == 0600);
}

TEST_CASE("places where a file cannot be are refused clearly") {
  const TemporaryFolder folder;
  const Status nowhere = write_file(folder / "x/a", Overwrite::no, "");
  CHECK(code_of(nowhere) == Errc::io);
  CHECK(nowhere.error().message == (folder / "x/a") + ": cannot write: no such file or directory");
  CHECK(nowhere.error().hint == "folder does not exist: " + (folder / "x"));
  CHECK(code_of(write_file(folder.path(), kOverwrite, "")) == Errc::refused);
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(code_of(write_file(folder / "pipe", kOverwrite, "")) == Errc::refused);
  REQUIRE(::symlink("nothing", (folder / "dangling").c_str()) == 0);
  CHECK(code_of(write_file(folder / "dangling", Overwrite::no, "")) == Errc::refused);
}

TEST_CASE("a symbolic link is followed and stays") {
  const TemporaryFolder folder;
  folder.put("a", "old");
  REQUIRE(::symlink("a", (folder / "link").c_str()) == 0);
  REQUIRE(write_file(folder / "link", kOverwrite, "new"));
  CHECK(folder.get("a") == "new");
  CHECK(std::filesystem::is_symlink(folder / "link"));
}

TEST_CASE("devices and standard output are written in place") {
  CHECK(write_file("/dev/null", Overwrite::no, "x"));
  const Status full = write_file("/dev/full", Overwrite::no, "x");
  CHECK(code_of(full) == Errc::io);
  CHECK(full.error().message == "/dev/full: cannot write: no space left on device");
  const ChildResult child =
      run_in_child([] { return write_file("/dev/stdout", Overwrite::no, "to stdout") ? 0 : 1; });
  CHECK(child.status == 0);
  CHECK(child.out == "to stdout");
}

TEST_CASE("a full disk leaves nothing") {
  const TemporaryFolder folder;
  REQUIRE(make_folder(folder / "small"));
  if (::mount("tmpfs", (folder / "small").c_str(), "tmpfs", 0, "size=64k") != 0) {
    MESSAGE("not tested: needs the right to mount");
    return;
  }
  folder.put("small/a", "old");
  for (const Overwrite overwrite : {Overwrite::no, kOverwrite}) {
    const std::string path = folder / (overwrite == kOverwrite ? "small/a" : "small/b");
    const Status full = write_file(path, overwrite, std::string(1000000, 'x'));
    CHECK(code_of(full) == Errc::io);
    CHECK(full.error().message == path + ": cannot write: no space left on device");
  }
  CHECK(folder.get("small/a") == "old");
  CHECK(std::filesystem::directory_entry(folder / "small/a").file_size() == 3);
  CHECK(!file_exists(folder / "small/b"));
  CHECK(::umount((folder / "small").c_str()) == 0);
}

TEST_CASE("a limit on file size is an error and a failed file stays failed") {
  const TemporaryFolder folder;
  const ChildResult child = run_in_child([&] {
    port::prepare_standard_streams();
    const rlimit limit{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    AtomicFile file = AtomicFile::open(folder / "a", Overwrite::no, Access::everyone).value();
    const bool failed = code_of(file.write(std::string(300000, 'x'))) == Errc::io &&
                        code_of(file.write(std::string_view("x"))) == Errc::io &&
                        code_of(file.commit()) == Errc::io;
    return failed ? 0 : 1;
  });
  CHECK(child.status == 0);
  CHECK(folder.entries() == 0);
}

TEST_CASE("a killed process leaves nothing") {
  const TemporaryFolder folder;
  const ChildResult child = run_in_child([&] {
    AtomicFile file = AtomicFile::open(folder / "a", Overwrite::no, Access::everyone).value();
    AtomicFolder outputs = AtomicFolder::open(folder / "b", Overwrite::no).value();
    AtomicFile* inside = outputs.add("c").value();
    const std::string text(1000000, 'x');
    if (file.write(text) && inside->write(text)) ::raise(SIGKILL);
    return 0;
  });
  CHECK(child.status == -1);
  CHECK(folder.entries() == 0);
}

TEST_CASE("a folder appears whole with its list at commit") {
  const TemporaryFolder folder;
  AtomicFolder outputs = AtomicFolder::open(folder / "out/", Overwrite::no).value();
  AtomicFile* a = outputs.add("a").value();
  AtomicFile* b = outputs.add("b").value();
  REQUIRE(a->write(std::string_view("1")));
  REQUIRE(b->write(std::string_view("2")));
  CHECK(folder.entries() == 0);
  REQUIRE(outputs.commit());
  CHECK(folder.entries() == 1);
  CHECK(folder.get("out/a") == "1");
  CHECK(folder.get("out/b") == "2");
  CHECK(folder.get("out/" + std::string(kOutputListName)) == ".tally-files\na\nb\n");
  CHECK(mode_of(folder / "out") == 0700);
  CHECK(mode_of(folder / "out/a") == 0600);
}

TEST_CASE("a folder of outputs is replaced whole with permission") {
  const TemporaryFolder folder;
  REQUIRE(write_folder(folder / "out", kOverwrite, {"a", "b"}));
  CHECK(code_of(write_folder(folder / "out", Overwrite::no, {"a"})) == Errc::refused);
  REQUIRE(write_folder(folder / "out", kOverwrite, {"b", "c"}));
  CHECK(!file_exists(folder / "out/a"));
  CHECK(folder.get("out/b") == "contents of b");
  CHECK(folder.get("out/c") == "contents of c");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a folder of outputs is replaced where a symbolic link leads") {
  const TemporaryFolder folder;
  REQUIRE(write_folder(folder / "out", kOverwrite, {"a"}));
  REQUIRE(::symlink("out", (folder / "link").c_str()) == 0);
  for (const char* path : {"link", "link/"}) {
    CAPTURE(path);
    REQUIRE(write_folder(folder / path, kOverwrite, {"b"}));
    CHECK(!file_exists(folder / "out/a"));
    CHECK(folder.get("out/b") == "contents of b");
    CHECK(target_of(folder / "link").value().path != folder / "link");
    CHECK(folder.entries() == 2);
    REQUIRE(write_folder(folder / "out", kOverwrite, {"a"}));
  }
}

TEST_CASE("a folder with anything else in it is never replaced") {
  const TemporaryFolder folder;
  REQUIRE(write_folder(folder / "out", Overwrite::no, {"a"}));
  folder.put("out/notes.txt", "mine");
  const Status replaced = write_folder(folder / "out", kOverwrite, {"a"});
  CHECK(code_of(replaced) == Errc::refused);
  CHECK(replaced.error().message ==
        (folder / "out") + ": holds notes.txt, which this software did not write");
  REQUIRE(make_folder(folder / "theirs/sub"));
  CHECK(code_of(write_folder(folder / "theirs", kOverwrite, {"a"})) == Errc::refused);
  REQUIRE(make_folder(folder / "empty"));
  CHECK(write_folder(folder / "empty", kOverwrite, {"a"}));
  folder.put("file", "");
  CHECK(code_of(write_folder(folder / "file", kOverwrite, {"a"})) == Errc::refused);
  CHECK(folder.get("out/notes.txt") == "mine");
}

TEST_CASE("a folder or note that appears while we write is kept") {
  const TemporaryFolder folder;
  AtomicFolder fresh = AtomicFolder::open(folder / "new", Overwrite::no).value();
  REQUIRE(write_folder(folder / "out", Overwrite::no, {"a"}));
  AtomicFolder replacing = AtomicFolder::open(folder / "out", kOverwrite).value();
  folder.put("out/notes.txt", "mine");
  REQUIRE(make_folder(folder / "new"));
  CHECK(code_of(fresh.commit()) == Errc::refused);
  CHECK(code_of(replacing.commit()) == Errc::refused);
  CHECK(folder.get("out/a") == "contents of a");
  CHECK(folder.get("out/notes.txt") == "mine");
  CHECK(folder.entries() == 2);
}

TEST_CASE("outputs of a folder have plain names of their own") {
  const TemporaryFolder folder;
  AtomicFolder outputs = AtomicFolder::open(folder / "out", Overwrite::no).value();
  REQUIRE(outputs.add("a"));
  for (const char* name : {"", ".", "..", "x/y", "/x", "x\ny", "a", kOutputListName}) {
    CAPTURE(name);
    CHECK(code_of(outputs.add(name)) == Errc::refused);
  }
}

TEST_CASE("file systems without nameless files work too") {
  const TemporaryFolder folder;
  folder.put("a", "old");
  const ChildResult child = run_in_child([&] {
    if (!take_modern_calls_away()) return 100;
    const bool right =
        code_of(write_file(folder / "a", Overwrite::no, "new")) == Errc::refused &&
        write_file(folder / "a", kOverwrite, "new") &&
        write_file(folder / "b", Overwrite::no, "b") &&
        write_folder(folder / "out", Overwrite::no, {"a", "b"}) &&
        code_of(write_folder(folder / "out", Overwrite::no, {"a"})) == Errc::refused &&
        write_folder(folder / "out", kOverwrite, {"c"});
    AtomicFile late = AtomicFile::open(folder / "late", Overwrite::no, Access::everyone).value();
    folder.put("late", "theirs");
    const bool kept = code_of(late.commit()) == Errc::refused;
    ScratchFile scratch = ScratchFile::create(folder.path()).value();
    return right && kept && scratch.append(as_bytes("x")) ? 0 : 1;
  });
  if (child.status == 100) {
    MESSAGE("not tested: needs seccomp");
    return;
  }
  CHECK(child.status == 0);
  CHECK(folder.get("a") == "new");
  CHECK(folder.get("b") == "b");
  CHECK(folder.get("late") == "theirs");
  CHECK(folder.get("out/c") == "contents of c");
  CHECK(!file_exists(folder / "out/a"));
  // A child that ends by _exit leaves `late` only if commit did not remove it.
  CHECK(folder.entries() == 4);
}

TEST_CASE("a process that forbids memory dumps still names its files") {
  const TemporaryFolder folder;
  REQUIRE(::chmod(folder.path().c_str(), 0777) == 0);
  const ChildResult child = run_in_child([&] {
    if (::geteuid() == 0 && ::setuid(65534) != 0) return 1;
    port::forbid_memory_dumps();
    return write_file(folder / "a", Overwrite::no, "x") ? 0 : 2;
  });
  CHECK(child.status == 0);
  CHECK(folder.get("a") == "x");
}

}  // namespace tally::atomic_file_test
