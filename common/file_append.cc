#include "common/file.h"
#include "common/file_posix.h"

namespace tally {

using posix::cannot;
using posix::Descriptor;
using posix::uninterrupted;

AppendFile::AppendFile(std::string path, std::string found, int descriptor)
    : path_(std::move(path)), found_(std::move(found)), descriptor_(descriptor) {}
AppendFile::AppendFile(AppendFile&& other) noexcept
    : path_(std::move(other.path_)),
      found_(std::move(other.found_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}
AppendFile& AppendFile::operator=(AppendFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(found_, other.found_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}
AppendFile::~AppendFile() {
  if (descriptor_ >= 0) ::close(descriptor_);  // and the lock is gone
}

Result<AppendFile> AppendFile::open(const std::string& path, std::size_t limit) {
  Descriptor file(uninterrupted([&] {
    return ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600);
  }));
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0) return cannot("write", path, errno);
  if (!S_ISREG(status.st_mode)) return posix::not_a_file(path);
  TRY(posix::lock(file.get(), path));
  TRY(posix::sync_folder(folder_of(path)));
  std::string found = TRY(read_file(path, limit));
  return AppendFile(path, std::move(found), file.release());
}

Status AppendFile::append(std::string_view text) {
  const off_t before = ::lseek(descriptor_, 0, SEEK_END);
  if (before < 0) return cannot("write", path_, errno);
  Status written = posix::write_all(descriptor_, as_bytes(text), path_);
  if (written && ::fsync(descriptor_) != 0) written = cannot("write", path_, errno);
  // Best effort: what cannot be taken away either, the next reader refuses by its place.
  if (!written) static_cast<void>(::ftruncate(descriptor_, before));
  return written;
}

}  // namespace tally
