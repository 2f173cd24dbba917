#include <stdio.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "common/file.h"
#include "common/file_posix.h"

namespace tally {
namespace posix {

Error already_exists(const std::string& path) {
  return refused(path + ": already exists", "give another name, or --force to replace it");
}

Result<Target> look_at(const std::string& path) {
  struct stat status;
  if (::lstat(path.c_str(), &status) != 0) return Target{path, false, 0};
  if (!S_ISLNK(status.st_mode)) return Target{path, true, status.st_mode};
  // A link that leads nowhere is in the way all the same.
  if (::stat(path.c_str(), &status) != 0) return Target{path, true, status.st_mode};
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return cannot("write", path, errno);
  Target target{resolved, true, status.st_mode};
  std::free(resolved);
  return target;
}

bool lacks_support(int error) {
  return error == EINVAL || error == ENOSYS;
}

Status rename_to_free_name(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (errno == EEXIST) return already_exists(to);
  if (!lacks_support(errno)) return cannot("write", to, errno);
  if (::link(from.c_str(), to.c_str()) == 0) {
    ::unlink(from.c_str());
    return {};
  }
  if (errno == EEXIST) return already_exists(to);
  // A folder, or a file system without links: only here may something slip in between.
  struct stat status;
  if (::lstat(to.c_str(), &status) == 0) return already_exists(to);
  if (::rename(from.c_str(), to.c_str()) != 0) return cannot("write", to, errno);
  return {};
}

Status sync_folder(const std::string& folder) {
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor && errno == EACCES) return {};  // may be written but not read
  if (!descriptor) return cannot("write", folder, errno);
  // Some file systems cannot sync a folder, and say so with EINVAL.
  if (::fsync(descriptor.get()) != 0 && errno != EINVAL) return cannot("write", folder, errno);
  return {};
}

}  // namespace posix

namespace {

using posix::already_exists;
using posix::cannot;
using posix::Descriptor;
using posix::uninterrupted;

constexpr std::size_t kBufferSize = std::size_t{256} * 1024;

Error no_folder(const std::string& path, const std::string& folder, int error) {
  Error failure = cannot("write", path, error);
  if (error == ENOENT || error == ENOTDIR) failure.hint = "there is no folder " + folder;
  return failure;
}

std::string link_of(int descriptor) {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

// A file without a name, if this file system has them and can name them later.
Descriptor open_nameless(const std::string& folder, mode_t mode) {
  Descriptor file(uninterrupted(
      [&] { return ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, mode); }));
  if (file && ::access(link_of(file.get()).c_str(), F_OK) != 0) return Descriptor();
  return file;
}

bool is_key_file(const std::string& path) {
  constexpr std::size_t kLook = 4096;  // a PEM file may say more before its key
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) return false;
  std::array<std::uint8_t, kLook> start;
  const ssize_t got = uninterrupted([&] { return ::read(file.get(), start.data(), kLook); });
  const std::string_view text(reinterpret_cast<const char*>(start.data()),
                              static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  const bool key = text.starts_with(kKeyFileMark) || text.find(kPemKeyMark) != text.npos;
  wipe(start);
  return key;
}

}  // namespace

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)),
      device_(other.device_),
      overwrite_(other.overwrite_),
      buffer_(std::move(other.buffer_)) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(temporary_, other.temporary_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(device_, other.device_);
  std::swap(overwrite_, other.overwrite_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

AtomicFile::~AtomicFile() {
  abandon();
}

void AtomicFile::abandon() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  if (!temporary_.empty()) ::unlink(std::exchange(temporary_, {}).c_str());
  wipe(buffer_);  // it may have held a secret
  buffer_.clear();
}

Result<AtomicFile> AtomicFile::open(const std::string& path, Overwrite overwrite, Access access) {
  if (path == "/dev/stdout") {  // whatever it leads to today
    return write_in_place(path, ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0));
  }
  if (path == "-") return usage_error("-: not a file", "standard output is /dev/stdout");
  const posix::Target target = TRY(posix::look_at(path));
  if (S_ISCHR(target.mode)) {
    return write_in_place(path, ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  }
  if (S_ISDIR(target.mode)) return refused(path + ": is a folder, not a file");
  if (target.exists && !S_ISREG(target.mode)) return refused(path + ": is not a regular file");
  if (target.exists && overwrite == Overwrite::no) return already_exists(path);
  if (target.exists && is_key_file(target.path)) {
    return refused(path + ": holds a key, and no key is ever overwritten");
  }
  return create(target.path, folder_of(target.path), overwrite, access);
}

Result<AtomicFile> AtomicFile::write_in_place(const std::string& path, int descriptor) {
  if (descriptor < 0) return cannot("write", path, errno);
  AtomicFile file;
  file.path_ = path;
  file.device_ = true;
  file.descriptor_ = descriptor;
  return file;
}

Result<AtomicFile> AtomicFile::create(const std::string& path, const std::string& folder,
                                      Overwrite overwrite, Access access) {
  const mode_t mode = access == Access::owner_only ? 0600 : 0666;
  posix::remove_leftovers(folder);
  AtomicFile file;
  file.path_ = path;
  file.overwrite_ = overwrite;
  file.descriptor_ = open_nameless(folder, mode).release();
  if (file.descriptor_ >= 0) posix::try_lock(file.descriptor_);  // before it has a name
  while (file.descriptor_ < 0) {                                 // not in this file system
    const std::string name = posix::hidden_name(folder);
    Descriptor named(::open(name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode));
    if (!named) return no_folder(path, folder, errno);
    posix::try_lock(named.get());
    if (!posix::is_named(named.get(), name)) continue;  // taken for a leftover before that
    file.descriptor_ = named.release();
    file.temporary_ = name;
  }
  return file;
}

Status AtomicFile::write(ByteView bytes) {
  if (buffer_.size() + bytes.size() > kBufferSize) TRY(flush());
  if (descriptor_ < 0) return io_error(path_ + ": an earlier write failed");
  if (bytes.size() >= kBufferSize) {
    Status written = posix::write_all(descriptor_, bytes, path_);
    if (!written) abandon();
    return written;
  }
  buffer_.reserve(kBufferSize);  // once: growing would leave copies of a secret behind
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  return {};
}

Status AtomicFile::write(std::string_view text) {
  return write(as_bytes(text));
}

// What failed is given up at once, so that a commit after an ignored error names no half file.
Status AtomicFile::flush() {
  if (descriptor_ < 0) return io_error(path_ + ": an earlier write failed");
  Status written = posix::write_all(descriptor_, buffer_, path_);
  if (!written) {
    abandon();
    return written;
  }
  wipe(buffer_);
  buffer_.clear();
  return {};
}

Status AtomicFile::sync() {
  TRY(flush());
  if (::fsync(descriptor_) != 0 && !(device_ && posix::lacks_support(errno))) {
    const Error error = cannot("write", path_, errno);
    abandon();
    return error;
  }
  return {};
}

// Gives the synced file a name that is free.
Status AtomicFile::place(const std::string& path) {
  if (!temporary_.empty()) {
    TRY(posix::rename_to_free_name(temporary_, path));
    temporary_.clear();
  } else if (::linkat(AT_FDCWD, link_of(descriptor_).c_str(), AT_FDCWD, path.c_str(),
                      AT_SYMLINK_FOLLOW) != 0) {
    return errno == EEXIST ? already_exists(path) : cannot("write", path, errno);
  }
  return {};
}

// Gives it the name of what it replaces; locked until it has it.
Status AtomicFile::replace() {
  if (temporary_.empty()) {
    const std::string hidden = posix::hidden_name(folder_of(path_));
    TRY(place(hidden));
    temporary_ = hidden;
  }
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return cannot("write", path_, errno);
  temporary_.clear();
  return {};
}

Status AtomicFile::commit() {
  TRY(sync());
  if (device_) {
    abandon();
    return {};
  }
  if (overwrite_ == Overwrite::no) {
    TRY(place(path_));
  } else {
    TRY(replace());
  }
  abandon();
  return posix::sync_folder(folder_of(path_));
}

}  // namespace tally
