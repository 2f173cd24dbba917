#include "common/file.h"

#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <system_error>

#include "common/file_posix.h"

namespace tally {
namespace posix {

Error cannot(std::string_view what, const std::string& path, int error) {
  std::string reason = std::generic_category().message(error);
  if (reason[0] >= 'A' && reason[0] <= 'Z') reason[0] = static_cast<char>(reason[0] - 'A' + 'a');
  return io_error(path + ": cannot " + std::string(what) + ": " + reason);
}

Error not_a_file(const std::string& path) {
  return io_error(path + ": not a file", "give the name of a file; pipes and devices are not read");
}

Status write_all(int descriptor, ByteView bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written =
        uninterrupted([&] { return ::write(descriptor, bytes.data(), bytes.size()); });
    if (written < 0) return cannot("write", path, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace posix

namespace {

using posix::cannot;
using posix::Descriptor;
using posix::uninterrupted;

struct OpenedFile {
  Descriptor descriptor;
  struct stat status;
};

// The one way in: never waits for the other end of a pipe, and reads nothing but files, which alone
// can be read twice and have an end that is known.
Result<OpenedFile> open_for_reading(const std::string& path) {
  constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  OpenedFile file{Descriptor(uninterrupted([&] { return ::open(path.c_str(), kFlags); })), {}};
  if (!file.descriptor && errno == ENXIO) return posix::not_a_file(path);  // a socket
  if (!file.descriptor || ::fstat(file.descriptor.get(), &file.status) != 0) {
    return cannot("read", path, errno);
  }
  if (S_ISDIR(file.status.st_mode)) return io_error(path + ": is a folder, not a file");
  if (!S_ISREG(file.status.st_mode)) return posix::not_a_file(path);
  return file;
}

Result<std::size_t> read_full(int descriptor, std::span<std::uint8_t> out,
                              const std::string& path) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    const ssize_t got =
        uninterrupted([&] { return ::read(descriptor, out.data() + filled, out.size() - filled); });
    if (got < 0) return cannot("read", path, errno);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

// The bytes to the end. Secrets pass through here: a file is read into one allocation, so that no
// copies stay behind.
template <class Contents>
Result<Contents> read_to_end(const OpenedFile& file, std::size_t limit, const std::string& path) {
  constexpr std::size_t kStep = std::size_t{64} * 1024;
  const auto expected = static_cast<std::size_t>(file.status.st_size);
  Contents bytes;
  for (std::size_t step = std::min(expected, limit) + 1;; step = kStep) {
    const std::size_t filled = bytes.size();
    bytes.resize(filled + step);
    auto* const end = reinterpret_cast<std::uint8_t*>(bytes.data()) + filled;
    const std::size_t got = TRY(read_full(file.descriptor.get(), {end, step}, path));
    bytes.resize(filled + got);
    if (bytes.size() > limit) {
      return malformed(path + ": longer than " + std::to_string(limit) + " bytes");
    }
    if (got < step) return bytes;
  }
}

std::string without_trailing_slashes(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

}  // namespace

void prepare_standard_streams() {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0) continue;
    // The lowest free descriptor is this one. Opened the wrong way round, so that use fails.
    static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const OpenedFile file = TRY(open_for_reading(path));
  return read_to_end<std::string>(file, limit, path);
}

Result<Bytes> read_secret_file(const std::string& path, std::size_t limit) {
  const OpenedFile file = TRY(open_for_reading(path));
  if ((file.status.st_mode & 077) != 0) {
    return refused(path + ": others than its owner may read it", "chmod 600 " + path);
  }
  return read_to_end<Bytes>(file, limit, path);
}

FileReader::FileReader(std::string path, int descriptor, std::uint64_t size)
    : path_(std::move(path)), descriptor_(descriptor), size_(size) {}
FileReader::FileReader(FileReader&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_) {}
FileReader& FileReader::operator=(FileReader&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}
FileReader::~FileReader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<FileReader> FileReader::open(const std::string& path) {
  OpenedFile file = TRY(open_for_reading(path));
  return FileReader(path, file.descriptor.release(),
                    static_cast<std::uint64_t>(file.status.st_size));
}

Result<std::size_t> FileReader::read(std::span<std::uint8_t> out) {
  return read_full(descriptor_, out, path_);
}

Status ByteSource::read_exactly(std::span<std::uint8_t> out) {
  const std::size_t got = TRY(read(out));
  if (got < out.size()) return malformed(path() + ": ends early");
  return {};
}

ScratchFile::ScratchFile(ScratchFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_) {}
ScratchFile& ScratchFile::operator=(ScratchFile&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}
ScratchFile::~ScratchFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<ScratchFile> ScratchFile::create(const std::string& folder) {
  int descriptor = ::open(folder.c_str(), O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) {  // a file system without nameless files
    const std::string name = posix::hidden_name(folder);
    descriptor = ::open(name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) return cannot("write a temporary file here", folder, errno);
    ::unlink(name.c_str());
  }
  return ScratchFile(folder, descriptor);
}

Status ScratchFile::append(ByteView bytes) {
  TRY(posix::write_all(descriptor_, bytes, folder_ + "/(temporary file)"));
  size_ += bytes.size();
  return {};
}

Status ScratchFile::read_at(std::uint64_t offset, std::span<std::uint8_t> out) const {
  assert(offset <= size_ && out.size() <= size_ - offset);
  while (!out.empty()) {
    const ssize_t got = uninterrupted(
        [&] { return ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset)); });
    if (got <= 0) return cannot("read a temporary file here", folder_, got < 0 ? errno : EIO);
    offset += static_cast<std::uint64_t>(got);
    out = out.subspan(static_cast<std::size_t>(got));
  }
  return {};
}

Status destroy_file(const std::string& path) {
  constexpr int kFlags = O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  const Descriptor file(uninterrupted([&] { return ::open(path.c_str(), kFlags); }));
  struct stat status;
  if (!file || ::fstat(file.get(), &status) != 0) return cannot("remove", path, errno);
  if (!S_ISREG(status.st_mode)) return posix::not_a_file(path);
  const Bytes zeros(static_cast<std::size_t>(std::min<off_t>(status.st_size, 1 << 20)));
  for (off_t left = status.st_size; left > 0; left -= static_cast<off_t>(zeros.size())) {
    const auto piece = std::min<std::size_t>(zeros.size(), static_cast<std::size_t>(left));
    TRY(posix::write_all(file.get(), ByteView(zeros).first(piece), path));
  }
  if (::fsync(file.get()) != 0 || ::unlink(path.c_str()) != 0) {
    return cannot("remove", path, errno);
  }
  return posix::sync_folder(folder_of(path));
}

bool file_exists(const std::string& path) {
  struct stat status;
  return ::stat(path.c_str(), &status) == 0;
}

bool same_file(const std::string& a, const std::string& b) {
  struct stat status_a;
  struct stat status_b;
  const bool exists_a = ::stat(a.c_str(), &status_a) == 0;
  const bool exists_b = ::stat(b.c_str(), &status_b) == 0;
  if (exists_a && exists_b) {
    return status_a.st_dev == status_b.st_dev && status_a.st_ino == status_b.st_ino;
  }
  if (exists_a || exists_b || name_of(a) != name_of(b)) return false;
  if (folder_of(a) == a || folder_of(b) == b) return a == b;  // "." and "/" are their own folder
  return same_file(folder_of(a), folder_of(b));
}

std::string folder_of(const std::string& path) {
  const std::string trimmed = without_trailing_slashes(path);
  const std::size_t slash = trimmed.rfind('/');
  if (slash == std::string::npos) return ".";
  return without_trailing_slashes(trimmed.substr(0, slash + 1));
}

std::string name_of(const std::string& path) {
  const std::string trimmed = without_trailing_slashes(path);
  const std::size_t slash = trimmed.rfind('/');
  return slash == std::string::npos || trimmed.size() == 1 ? trimmed : trimmed.substr(slash + 1);
}

Status make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) == 0) return {};
  const int error = errno;
  struct stat status;
  if (error == EEXIST && ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return {};
  if (error != ENOENT || folder_of(path) == path) return cannot("make the folder", path, error);
  TRY(make_folder(folder_of(path)));
  if (::mkdir(path.c_str(), 0700) != 0) return cannot("make the folder", path, errno);
  return {};
}

}  // namespace tally
