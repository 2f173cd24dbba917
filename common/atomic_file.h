// An output file that appears whole at commit() or not at all: written without a name where the
// system can (a killed process then leaves nothing), else under a temporary one removed on failure;
// synced before it is named. open(...) write* commit. Without commit the file disappears. The next
// output in the folder removes the files of a process that was killed at its last step.
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
  // io if the folder cannot be written; refused if the path exists and overwrite does not allow to
  // replace it (checked again at commit), or is neither a regular file nor a character device. A
  // device and /dev/stdout are written in place. A symbolic link is followed when overwriting.
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
  std::unique_ptr<Draft> draft_;  // none once it is in its place or given up
};

// A new file of mode 0600, never over an existing one.
Status write_secret_file(const std::string& path, ByteView bytes);

}  // namespace tally
