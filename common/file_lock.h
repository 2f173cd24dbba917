// A file in the hands of one process at a time, for as long as this lives or the process does; the
// others wait in take. What is in the file stays as it is: it stands for what must not be changed
// by two at once.
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
