// A file that only ever grows, in the hands of one process at a time; the others wait in open.
#pragma once

#include <string>
#include <string_view>

#include "common/port/file.h"
#include "common/result.h"

namespace tally {

class AppendFile {
 public:
  // Makes the file, private to its owner, where there is none. malformed: longer than limit bytes.
  static Result<AppendFile> open(const std::string& path, std::size_t limit);

  const std::string& path() const { return path_; }
  const std::string& found() const { return found_; }  // all that it held when it was opened
  // Written and synced before it returns; text that cannot be written whole is removed again.
  Status append(std::string_view text);

 private:
  AppendFile(std::string path, std::string found, port::Descriptor file);
  std::string path_;
  std::string found_;
  port::Descriptor file_;
};

}  // namespace tally
