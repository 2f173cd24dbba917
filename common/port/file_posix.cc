#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "common/port/file.h"
#include "common/port/planned_fault.h"

namespace tally::port {
namespace {

std::error_code last_fault() {
  return {errno, std::generic_category()};
}

std::error_code fault_unless(bool success) {
  return success ? std::error_code() : last_fault();
}

// Repeats a call that a signal interrupted.
template <class DoCall>
auto uninterrupted(const DoCall& call) {
  auto outcome = call();
  while (outcome < 0 && errno == EINTR) outcome = call();
  return outcome;
}

Outcome<Descriptor> opened(const std::string& path, int flags, mode_t mode = 0) {
  flags |= O_CLOEXEC | O_NOCTTY;
  Descriptor file(uninterrupted([&] { return ::open(path.c_str(), flags, mode); }));
  const std::error_code fault = fault_unless(static_cast<bool>(file));
  return {std::move(file), fault};
}

Outcome<Descriptor> open_to_lock(const std::string& path, int flags) {
  Outcome<Descriptor> file = opened(path, O_RDWR | flags);
  return file ? std::move(file) : opened(path, O_RDONLY | flags);
}

mode_t mode_of(Access access) {
  return access == Access::owner_only ? 0600 : 0666;
}

std::string link_of(const Descriptor& file) {
  return "/proc/self/fd/" + std::to_string(file.get());
}

Kind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return Kind::file;
  if (S_ISDIR(mode)) return Kind::folder;
  if (S_ISLNK(mode)) return Kind::link;
  return S_ISCHR(mode) ? Kind::character_device : Kind::other;
}

Look seen(const struct stat& status) {
  return {kind_of(status.st_mode),
          static_cast<std::uint64_t>(status.st_size),
          (status.st_mode & 077) == 0,
          status.st_uid == ::geteuid(),
          {status.st_dev, status.st_ino}};
}

}  // namespace

Descriptor::~Descriptor() {
  if (value_ >= 0) ::close(value_);
}

Outcome<Descriptor> open(const std::string& path, For purpose) {
  switch (purpose) {
    case For::reading:
      return opened(path, O_RDONLY | O_NONBLOCK);
    case For::locking:
      if (const std::error_code fault = planned_fault(Call::open_to_lock)) {
        return {Descriptor(), fault};
      }
      return open_to_lock(path, O_NONBLOCK);
    case For::clearing:
      return open_to_lock(path, O_NONBLOCK | O_NOFOLLOW);
    case For::appending:
      return opened(path, O_RDWR | O_CREAT | O_APPEND, 0600);
    case For::overwriting:
      return opened(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK);
    case For::device:
      return opened(path, O_WRONLY);
  }
  return {};
}

Outcome<Descriptor> standard_output() {
  Descriptor copy(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0));
  const std::error_code fault = fault_unless(static_cast<bool>(copy));
  return {std::move(copy), fault};
}

Outcome<Descriptor> create(const std::string& path, Access access) {
  if (const std::error_code fault = planned_fault(Call::create)) return {Descriptor(), fault};
  return opened(path, O_CREAT | O_EXCL | O_RDWR, mode_of(access));
}

Outcome<Descriptor> create_unnamed(const std::string& folder, Access access) {
  Outcome<Descriptor> file = opened(folder, O_TMPFILE | O_WRONLY, mode_of(access));
  if (file && ::access(link_of(file.value).c_str(), F_OK) != 0) file.fault = last_fault();
  return file;
}

Outcome<Descriptor> create_scratch(const std::string& folder, const std::string& name) {
  Outcome<Descriptor> file = opened(folder, O_TMPFILE | O_EXCL | O_RDWR, 0600);
  if (file) return file;
  file = create(name, Access::owner_only);
  if (file) ::unlink(name.c_str());
  return file;
}

std::error_code give_name(const Descriptor& unnamed, const std::string& path) {
  if (const std::error_code fault = planned_fault(Call::rename)) return fault;
  const std::string link = link_of(unnamed);
  return fault_unless(::linkat(AT_FDCWD, link.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) ==
                      0);
}

Outcome<std::size_t> read(const Descriptor& file, std::span<std::uint8_t> out) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    const ssize_t got =
        uninterrupted([&] { return ::read(file.get(), out.data() + filled, out.size() - filled); });
    if (got < 0) return {filled, last_fault()};
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return {filled};
}

Outcome<std::size_t> read_at(const Descriptor& file, std::uint64_t offset,
                             std::span<std::uint8_t> out) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    const ssize_t got = uninterrupted([&] {
      return ::pread(file.get(), out.data() + filled, out.size() - filled,
                     static_cast<off_t>(offset + filled));
    });
    if (got < 0) return {filled, last_fault()};
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return {filled};
}

std::error_code write(const Descriptor& file, std::span<const std::uint8_t> bytes) {
  if (const std::error_code fault = planned_fault(Call::write)) return fault;
  while (!bytes.empty()) {
    const ssize_t written =
        uninterrupted([&] { return ::write(file.get(), bytes.data(), bytes.size()); });
    if (written < 0) return last_fault();
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

std::error_code truncate(const Descriptor& file, std::uint64_t size) {
  return fault_unless(::ftruncate(file.get(), static_cast<off_t>(size)) == 0);
}

std::error_code sync(const Descriptor& file) {
  if (const std::error_code fault = planned_fault(Call::sync)) return fault;
  return fault_unless(::fsync(file.get()) == 0);
}

std::error_code sync_folder(const std::string& folder) {
  const Outcome<Descriptor> open = opened(folder, O_RDONLY | O_DIRECTORY);
  if (open.fault == std::errc::permission_denied)
    return {};  // a folder that may be written but not read
  if (!open) return open.fault;
  const std::error_code fault = sync(open.value);
  return fault == std::errc::invalid_argument ? std::error_code() : fault;  // cannot sync a folder
}

std::error_code lock(const Descriptor& file, Wait wait) {
  const int how = wait == Wait::yes ? LOCK_EX : LOCK_EX | LOCK_NB;
  return fault_unless(uninterrupted([&] { return ::flock(file.get(), how); }) == 0);
}

Outcome<Look> look_at(const Descriptor& open) {
  struct stat status;
  if (::fstat(open.get(), &status) != 0) return {{}, last_fault()};
  return {seen(status)};
}

Outcome<Look> look_at(const std::string& path, Links links) {
  struct stat status;
  const bool follow = links == Links::follow;
  if ((follow ? ::stat(path.c_str(), &status) : ::lstat(path.c_str(), &status)) != 0) {
    return {{}, last_fault()};
  }
  return {seen(status)};
}

Outcome<std::string> resolve(const std::string& path) {
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return {{}, last_fault()};
  Outcome<std::string> outcome{resolved};
  std::free(resolved);
  return outcome;
}

Outcome<std::vector<std::string>> names_in(const std::string& folder) {
  DIR* stream = ::opendir(folder.c_str());
  if (stream == nullptr) return {{}, last_fault()};
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(stream)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  ::closedir(stream);
  return {std::move(names)};
}

std::error_code rename(const std::string& from, const std::string& to) {
  if (const std::error_code fault = planned_fault(Call::rename)) return fault;
  return fault_unless(::rename(from.c_str(), to.c_str()) == 0);
}

std::error_code rename_to_free_name(const std::string& from, const std::string& to) {
  if (const std::error_code fault = planned_fault(Call::rename)) return fault;
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (!lacks_support(last_fault())) return last_fault();
  if (::link(from.c_str(), to.c_str()) == 0) {
    ::unlink(from.c_str());
    return {};
  }
  if (errno == EEXIST) return last_fault();
  // A folder, or a file system without links: only here can another process act in between.
  struct stat status;
  if (::lstat(to.c_str(), &status) == 0) return std::make_error_code(std::errc::file_exists);
  return fault_unless(::rename(from.c_str(), to.c_str()) == 0);
}

std::error_code exchange(const std::string& a, const std::string& b) {
  if (const std::error_code fault = planned_fault(Call::rename)) return fault;
  return fault_unless(::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0);
}

std::error_code remove_file(const std::string& path) {
  return fault_unless(::unlink(path.c_str()) == 0);
}

std::error_code remove_folder(const std::string& path) {
  return fault_unless(::rmdir(path.c_str()) == 0);
}

std::error_code make_folder(const std::string& path) {
  if (const std::error_code fault = planned_fault(Call::make_folder)) return fault;
  return fault_unless(::mkdir(path.c_str(), 0700) == 0);
}

bool lacks_support(std::error_code fault) {
  return fault == std::errc::invalid_argument || fault == std::errc::function_not_supported;
}

}  // namespace tally::port
