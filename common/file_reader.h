// Reading files, whole or from front to back. All refuse at once anything other than a regular
// file: a folder, pipe, socket or device. Only a regular file can be read twice and has a known
// end. Errors: io (missing, unreadable, not a file).
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "common/byte_stream.h"
#include "common/bytes.h"
#include "common/port/file.h"
#include "common/result.h"

namespace tally {

// malformed: longer than limit bytes.
Result<std::string> read_file(const std::string& path, std::size_t limit);
// For secret and key files: like read_file, but also refused if group or others have any right to
// the file. The caller wipes the bytes.
Result<Bytes> read_secret_file(const std::string& path, std::size_t limit);

class FileReader : public ByteSource {
 public:
  static Result<FileReader> open(const std::string& path);

  std::uint64_t size() const override { return size_; }  // when it was opened
  const std::string& path() const override { return path_; }
  Result<std::size_t> read(std::span<std::uint8_t> out) override;

 private:
  FileReader(std::string path, port::Descriptor file, std::uint64_t size);
  std::string path_;
  port::Descriptor file_;
  std::uint64_t size_;
};

}  // namespace tally
