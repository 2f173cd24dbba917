// Files: whole reads, streamed reads, and outputs that appear whole or not at all. The only place
// with platform file calls.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/bytes.h"
#include "common/result.h"

namespace tally {

enum class Overwrite : std::uint8_t { no, yes };
enum class Access : std::uint8_t {
  everyone,    // as the umask says
  owner_only,  // 0600: secrets, references, links
};

// For main: opens something where standard input, output or error is closed, so that no file of
// ours takes their place; and a closed pipe or a file-size limit becomes an error instead of an
// end.
void prepare_standard_streams();

// Whatever reads a file refuses at once what is no regular file: a folder, pipe, socket or device.
// Errors: io (missing, unreadable, not a file), malformed (longer than limit bytes).
Result<std::string> read_file(const std::string& path, std::size_t limit);
// As read_file, and refused when group or others may read it. For secret and key files; the caller
// wipes what it is given.
Result<Bytes> read_secret_file(const std::string& path, std::size_t limit);

// Every file of a key begins with the first of these, or is PEM with the second in it, so that no
// output ever replaces one: a lost reference key cannot be made again.
inline constexpr std::string_view kKeyFileMark = "TALLYK";
inline constexpr std::string_view kPemKeyMark = "PRIVATE KEY-----";

// Bytes from front to back: a file's own, or what is sealed in one.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;
  virtual const std::string& path() const = 0;
  // Up to out.size() bytes; fewer only at the end.
  virtual Result<std::size_t> read(std::span<std::uint8_t> out) = 0;
  // Exactly out.size() bytes, else malformed "ends early".
  Status read_exactly(std::span<std::uint8_t> out);
};

// Where a writer's bytes go.
using ByteSink = std::function<Status(ByteView)>;

// Reads a regular file from front to back.
class FileReader : public ByteSource {
 public:
  static Result<FileReader> open(const std::string& path);
  FileReader(FileReader&&) noexcept;
  FileReader& operator=(FileReader&&) noexcept;
  ~FileReader() override;

  std::uint64_t size() const override { return size_; }
  const std::string& path() const override { return path_; }
  Result<std::size_t> read(std::span<std::uint8_t> out) override;

 private:
  FileReader(std::string path, int descriptor, std::uint64_t size);
  std::string path_;
  int descriptor_;
  std::uint64_t size_;
};

// An output file that appears whole at commit() or not at all: written without a name where the
// system can (a killed process then leaves nothing), else under a temporary one removed on failure;
// synced before it is named. open(...) write* commit. Without commit it is gone. What a process
// killed at its last step left beside it, opening the next output in that folder removes.
class AtomicFile {
 public:
  // io if the folder cannot be written; refused if the path exists and overwrite is no (checked
  // again at commit), or is neither a regular file nor a character device. A device and /dev/stdout
  // are written in place. A symbolic link is followed when overwriting.
  static Result<AtomicFile> open(const std::string& path, Overwrite overwrite, Access access);
  AtomicFile(AtomicFile&&) noexcept;
  AtomicFile& operator=(AtomicFile&&) noexcept;
  ~AtomicFile();

  Status write(ByteView bytes);  // buffered
  Status write(std::string_view text);
  // Brings to the disk what was written; commit does so too. For several outputs, so that the last
  // cannot fail when the first is placed.
  Status sync();
  Status commit();

 private:
  friend class AtomicFolder;
  AtomicFile() = default;
  static Result<AtomicFile> create(const std::string& path, const std::string& folder,
                                   Overwrite overwrite, Access access);
  static Result<AtomicFile> write_in_place(const std::string& path, int descriptor);
  Status flush();
  Status place(const std::string& path);
  Status replace();
  void abandon();
  std::string path_;
  std::string temporary_;  // empty while the file has no name
  int descriptor_ = -1;
  bool device_ = false;  // written in place: it has no whole to appear as
  Overwrite overwrite_ = Overwrite::no;
  Bytes buffer_;
};

// A folder of outputs that appears whole at commit() or not at all. The files have no name until
// then; an existing folder is replaced in one step where the system can.
//
// Each folder lists its files in kListName. Overwriting removes the old folder, and so is refused
// if that holds anything it does not list: somebody's inputs or notes are never lost.
class AtomicFolder {
 public:
  static constexpr const char* kListName = ".tally-files";
  // As AtomicFile::open; the folder will be one that only its owner may enter.
  static Result<AtomicFolder> open(const std::string& path, Overwrite overwrite);
  AtomicFolder(AtomicFolder&&) noexcept;
  AtomicFolder& operator=(AtomicFolder&&) noexcept;
  ~AtomicFolder();

  // A file of the folder to write to; lives as long as this.
  Result<AtomicFile*> add(const std::string& name);
  Status commit();

 private:
  AtomicFolder() = default;
  Status place_all(const std::string& hidden);
  std::string path_;
  Overwrite overwrite_ = Overwrite::no;
  std::vector<std::pair<std::string, std::unique_ptr<AtomicFile>>> files_;
};

// A nameless scratch file in a folder, gone when the process ends however it ends.
class ScratchFile {
 public:
  static Result<ScratchFile> create(const std::string& folder);
  ScratchFile(ScratchFile&&) noexcept;
  ScratchFile& operator=(ScratchFile&&) noexcept;
  ~ScratchFile();

  Status append(ByteView bytes);
  Status read_at(std::uint64_t offset, std::span<std::uint8_t> out) const;
  std::uint64_t size() const { return size_; }

 private:
  ScratchFile(std::string folder, int descriptor)
      : folder_(std::move(folder)), descriptor_(descriptor) {}
  std::string folder_;
  int descriptor_;
  std::uint64_t size_ = 0;
};

// A file that only ever grows, in the hands of one process at a time; the others wait in open.
class AppendFile {
 public:
  // Makes the file, for its owner alone, where there is none. malformed: longer than limit bytes.
  static Result<AppendFile> open(const std::string& path, std::size_t limit);
  AppendFile(AppendFile&&) noexcept;
  AppendFile& operator=(AppendFile&&) noexcept;
  ~AppendFile();

  const std::string& path() const { return path_; }
  const std::string& found() const { return found_; }  // all that it held when it was opened
  // Written and synced before it returns; what cannot be written whole is taken away again.
  Status append(std::string_view text);

 private:
  AppendFile(std::string path, std::string found, int descriptor);
  std::string path_;
  std::string found_;
  int descriptor_;
};

// A file in the hands of one process at a time, for as long as this lives or the process does; the
// others wait in take. What is in the file stays as it is: it stands for what must not be changed
// by two at once.
class FileLock {
 public:
  static Result<FileLock> take(const std::string& path);
  FileLock(FileLock&&) noexcept;
  FileLock& operator=(FileLock&&) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

bool file_exists(const std::string& path);
// Overwrites a regular file with zeros, as far as the disk lets it, and removes it.
Status destroy_file(const std::string& path);
// True when both paths name the same file, by whatever route.
bool same_file(const std::string& a, const std::string& b);
// The folder part of a path, "." if none.
std::string folder_of(const std::string& path);
// The last part of a path.
std::string name_of(const std::string& path);
// The regular files in a folder and in folders below it, as paths from it, in byte order; symbolic
// links and hidden names are left out.
Result<std::vector<std::string>> files_below(const std::string& folder);
// Creates a folder (and its parents) that only its owner may enter; it may exist.
Status make_folder(const std::string& path);

}  // namespace tally
