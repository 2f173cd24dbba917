#include "common/append_file.h"

#include <utility>

#include "common/bytes.h"
#include "common/file_errors.h"
#include "common/file_reader.h"
#include "common/paths.h"

namespace tally {

AppendFile::AppendFile(std::string path, std::string found, port::Descriptor file)
    : path_(std::move(path)), found_(std::move(found)), file_(std::move(file)) {}

Result<AppendFile> AppendFile::open(const std::string& path, std::size_t limit) {
  port::Outcome<port::Descriptor> file = port::open(path, port::For::appending);
  if (!file) return cannot("write", path, file.fault);
  const port::Outcome<port::Look> look = port::look_at(file.value);
  if (!look) return cannot("write", path, look.fault);
  if (look.value.kind != port::Kind::file) return not_a_file(path);
  TRY(can("lock", path, port::lock(file.value, port::Wait::yes)));
  TRY(can("write", folder_of(path), port::sync_folder(folder_of(path))));
  std::string found = TRY(read_file(path, limit));
  return AppendFile(path, std::move(found), std::move(file.value));
}

Status AppendFile::append(std::string_view text) {
  const port::Outcome<port::Look> before = port::look_at(file_);
  if (!before) return cannot("write", path_, before.fault);
  std::error_code fault = port::write(file_, as_bytes(text));
  if (!fault) fault = port::sync(file_);
  // Best effort: if this text cannot be removed either, the next reader refuses it and names its
  // place.
  if (fault) static_cast<void>(port::truncate(file_, before.value.size));
  return can("write", path_, fault);
}

}  // namespace tally
