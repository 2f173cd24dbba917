// A folder of outputs that appears whole at commit() or not at all. The files have no name until
// then; an existing folder is replaced in one step where the system can, and only if it lists all
// that it holds (common/output_list.h).
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/atomic_file.h"

namespace tally {

class AtomicFolder {
 public:
  // As AtomicFile::open; only its owner may enter the folder.
  static Result<AtomicFolder> open(const std::string& path, Overwrite overwrite);

  // A file of the folder to write to; lives as long as this.
  Result<AtomicFile*> add(const std::string& name);
  Status commit();

 private:
  AtomicFolder(std::string path, Overwrite overwrite);
  Status add_draft(const std::string& name);
  Status place_all(const std::string& hidden);
  std::string path_;
  Overwrite overwrite_;
  std::vector<std::pair<std::string, std::unique_ptr<AtomicFile>>> files_;  // the list first
};

}  // namespace tally
