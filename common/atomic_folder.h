// A folder of outputs that appears whole at commit() or not at all. The files have no name until
// sync() puts them into a hidden folder beside it. Without commit both disappear. An existing
// folder is replaced only if its list names all its files (common/output_list.h), and in one step
// if the system can do that.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/atomic_file.h"

namespace tally {

class AtomicFolder {
 public:
  // Like AtomicFile::open. Only its owner can enter the folder.
  static Result<AtomicFolder> open(const std::string& path, Overwrite overwrite);
  AtomicFolder(AtomicFolder&&) noexcept;
  AtomicFolder& operator=(AtomicFolder&&) noexcept;
  ~AtomicFolder();

  // A file of the folder to write to; lives as long as this.
  Result<AtomicFile*> add(const std::string& name);
  // Brings all files to the disk, in the hidden folder. Afterwards nothing may be added or written,
  // and commit has only to give the folder its name.
  Status sync();
  Status commit();

 private:
  struct Hidden;
  AtomicFolder(std::string path, Overwrite overwrite);
  Status add_draft(const std::string& name);
  Status fill(const std::string& hidden);
  std::string path_;
  Overwrite overwrite_;
  std::vector<std::pair<std::string, std::unique_ptr<AtomicFile>>> files_;  // the list first
  std::unique_ptr<Hidden> hidden_;                                          // after sync
};

}  // namespace tally
