#include <dirent.h>
#include <sys/file.h>

#include <algorithm>
#include <array>

#include "common/file.h"
#include "common/file_posix.h"

namespace tally {
namespace posix {
namespace {

constexpr std::string_view kHiddenMark = ".tally-";
constexpr std::size_t kHiddenRandom = 8;

// For writing where that is allowed: network drives lock nothing else.
Descriptor open_to_lock(const std::string& path, int flags) {
  flags |= O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  Descriptor file(::open(path.c_str(), O_RDWR | flags));
  return file ? std::move(file) : Descriptor(::open(path.c_str(), O_RDONLY | flags));
}

// What of this user's has the name, and is neither in use nor anything but a file or folder.
Descriptor take_leftover(const std::string& path, struct stat& status) {
  Descriptor left = open_to_lock(path, O_NOFOLLOW);
  if (!left || ::fstat(left.get(), &status) != 0) return Descriptor();
  const bool ours = status.st_uid == ::geteuid();
  const bool known = S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
  // Its maker may have put it in its place, and let go, since the name was read.
  const bool free = ours && known && try_lock(left.get()) && is_named(left.get(), path);
  return free ? std::move(left) : Descriptor();
}

}  // namespace

std::string hidden_name(const std::string& folder) {
  std::array<std::uint8_t, kHiddenRandom> random;
  fill_random(random);
  return folder + "/" + std::string(kHiddenMark) + to_hex(random);
}

bool is_hidden_name(std::string_view name) {
  if (!name.starts_with(kHiddenMark)) return false;
  const std::string_view random = name.substr(kHiddenMark.size());
  return random.size() == 2 * kHiddenRandom && from_hex(random);
}

Status lock(int descriptor, const std::string& path) {
  if (uninterrupted([&] { return ::flock(descriptor, LOCK_EX); }) == 0) return {};
  return cannot("lock", path, errno);
}

bool try_lock(int descriptor) {
  return uninterrupted([&] { return ::flock(descriptor, LOCK_EX | LOCK_NB); }) == 0;
}

bool is_named(int descriptor, const std::string& path) {
  struct stat open_status;
  struct stat named_status;
  return ::fstat(descriptor, &open_status) == 0 && ::lstat(path.c_str(), &named_status) == 0 &&
         open_status.st_dev == named_status.st_dev && open_status.st_ino == named_status.st_ino;
}

Result<std::vector<std::string>> names_in(const std::string& folder) {
  DIR* stream = ::opendir(folder.c_str());
  if (stream == nullptr) return cannot("read", folder, errno);
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(stream)) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
  }
  ::closedir(stream);
  return names;
}

void remove_leftovers(const std::string& folder) {
  const Result<std::vector<std::string>> names = names_in(folder);
  if (!names) return;  // may be written but not read
  for (const std::string& name : names.value()) {
    if (!is_hidden_name(name)) continue;
    const std::string path = folder + "/" + name;
    struct stat status;
    const Descriptor left = take_leftover(path, status);
    if (!left) continue;
    if (S_ISREG(status.st_mode)) ::unlink(path.c_str());
    if (S_ISDIR(status.st_mode) && require_only_outputs(path)) {
      static_cast<void>(remove_outputs(path));
    }
  }
}

}  // namespace posix

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}
FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<FileLock> FileLock::take(const std::string& path) {
  posix::Descriptor file = posix::open_to_lock(path, 0);
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0) return posix::cannot("read", path, errno);
  if (!S_ISREG(status.st_mode)) return posix::not_a_file(path);
  TRY(posix::lock(file.get(), path));
  return FileLock(file.release());
}

}  // namespace tally
