// A lock on a file: one process at a time has it, until this object or the process ends; other
// processes wait in take. The content of the file does not change. The lock protects something that
// two processes must not change at once.
#pragma once

#include <string>
#include <utility>

#include "common/port/file.h"
#include "common/result.h"

namespace tally {

class FileLock {
 public:
  static Result<FileLock> take(const std::string& path);

 private:
  explicit FileLock(port::Descriptor file) : file_(std::move(file)) {}
  port::Descriptor file_;
};

}  // namespace tally
