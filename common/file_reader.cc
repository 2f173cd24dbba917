#include "common/file_reader.h"

#include <algorithm>
#include <utility>

#include "common/file_errors.h"

namespace tally {
namespace {

struct OpenedFile {
  port::Descriptor file;
  port::Look look;
};

Result<OpenedFile> open_for_reading(const std::string& path) {
  port::Outcome<port::Descriptor> file = port::open(path, port::For::reading);
  if (file.fault == std::errc::no_such_device_or_address) return not_a_file(path);  // a socket
  if (!file) return cannot("read", path, file.fault);
  const port::Outcome<port::Look> look = port::look_at(file.value);
  if (!look) return cannot("read", path, look.fault);
  if (look.value.kind == port::Kind::folder) return io_error(path + ": is a folder, not a file");
  if (look.value.kind != port::Kind::file) return not_a_file(path);
  return OpenedFile{std::move(file.value), look.value};
}

Result<std::size_t> read_full(const port::Descriptor& file, std::span<std::uint8_t> out,
                              const std::string& path) {
  const port::Outcome<std::size_t> got = port::read(file, out);
  if (!got) return cannot("read", path, got.fault);
  return got.value;
}

// All bytes up to the end. Secrets pass through here, so a file is read into one allocation and no
// copies remain.
template <class Contents>
Result<Contents> read_to_end(const OpenedFile& opened, std::size_t limit, const std::string& path) {
  constexpr std::size_t kStep = std::size_t{64} * 1024;
  const auto expected = static_cast<std::size_t>(opened.look.size);
  Contents bytes;
  for (std::size_t step = std::min(expected, limit) + 1;; step = kStep) {
    const std::size_t filled = bytes.size();
    bytes.resize(filled + step);
    auto* const end = reinterpret_cast<std::uint8_t*>(bytes.data()) + filled;
    const std::size_t got = TRY(read_full(opened.file, {end, step}, path));
    bytes.resize(filled + got);
    if (bytes.size() > limit) {
      return malformed(path + ": longer than " + std::to_string(limit) + " bytes");
    }
    if (got < step) return bytes;
  }
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const OpenedFile opened = TRY(open_for_reading(path));
  return read_to_end<std::string>(opened, limit, path);
}

Result<Bytes> read_secret_file(const std::string& path, std::size_t limit) {
  const OpenedFile opened = TRY(open_for_reading(path));
  if (!opened.look.is_private) {
    return refused(path + ": readable by other users", "chmod 600 " + path);
  }
  return read_to_end<Bytes>(opened, limit, path);
}

FileReader::FileReader(std::string path, port::Descriptor file, std::uint64_t size)
    : path_(std::move(path)), file_(std::move(file)), size_(size) {}

Result<FileReader> FileReader::open(const std::string& path) {
  OpenedFile opened = TRY(open_for_reading(path));
  return FileReader(path, std::move(opened.file), opened.look.size);
}

Result<std::size_t> FileReader::read(std::span<std::uint8_t> out) {
  return read_full(file_, out, path_);
}

}  // namespace tally
