// An output file that appears whole at commit() or not at all. It is written without a name if the
// system can do so (then a killed process leaves nothing), else under a temporary name that is
// removed on failure. It is synced before it gets its name. open(...) write* commit. Without commit
// the file disappears. If a process is killed at its last step, the next output in the folder
// removes its files.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "common/bytes.h"
#include "common/overwrite.h"
#include "common/port/file.h"
#include "common/result.h"

namespace tally {

using port::Access;

class AtomicFile {
 public:
  // io if the folder cannot be written; refused if the path exists and overwrite does not allow
  // replacing it (checked again at commit), or is neither a regular file nor a character device. A
  // device and /dev/stdout are written in place. A symbolic link is followed when overwriting.
  static Result<AtomicFile> open(const std::string& path, Overwrite overwrite, Access access);
  AtomicFile(AtomicFile&&) noexcept;
  AtomicFile& operator=(AtomicFile&&) noexcept;
  ~AtomicFile();

  Status write(ByteView bytes);  // buffered
  Status write(std::string_view text);
  // Brings the written bytes to the disk, as commit does. With several outputs, this makes sure
  // that the last does not fail after the first was placed.
  Status sync();
  Status commit();

 private:
  friend class AtomicFolder;
  struct Draft;
  AtomicFile(std::string path, Overwrite overwrite, std::unique_ptr<Draft> draft);
  static Result<AtomicFile> create(const std::string& path, const std::string& folder,
                                   Overwrite overwrite, Access access);
  static Result<AtomicFile> write_in_place(const std::string& path,
                                           port::Outcome<port::Descriptor> device);
  Status put(ByteView bytes);
  Status flush();
  Status place(const std::string& path);
  Status replace();
  void let_go();
  std::string path_;
  Overwrite overwrite_;
  std::unique_ptr<Draft> draft_;  // none after it was placed or given up
};

// A new file of mode 0600, never over an existing one.
Status write_secret_file(const std::string& path, ByteView bytes);

}  // namespace tally
