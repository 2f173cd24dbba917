// A file that only grows. One process at a time has it open; other processes wait in open.
#pragma once

#include <string>
#include <string_view>

#include "common/port/file.h"
#include "common/result.h"

namespace tally {

class AppendFile {
 public:
  // Makes the file, private to its owner, if it does not exist. malformed: longer than limit bytes.
  static Result<AppendFile> open(const std::string& path, std::size_t limit);

  const std::string& path() const { return path_; }
  const std::string& found() const { return found_; }  // its content when it was opened
  // Writes and syncs the text before it returns. If it cannot write all of it, it removes it again.
  Status append(std::string_view text);

 private:
  AppendFile(std::string path, std::string found, port::Descriptor file);
  std::string path_;
  std::string found_;
  port::Descriptor file_;
};

}  // namespace tally
