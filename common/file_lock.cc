#include "common/file_lock.h"

#include "common/file_errors.h"

namespace tally {

Result<FileLock> FileLock::take(const std::string& path) {
  port::Outcome<port::Descriptor> file = port::open(path, port::For::locking);
  if (!file) return cannot("read", path, file.fault);
  const port::Outcome<port::Look> look = port::look_at(file.value);
  if (!look) return cannot("read", path, look.fault);
  if (look.value.kind != port::Kind::file) return not_a_file(path);
  TRY(can("lock", path, port::lock(file.value, port::Wait::yes)));
  return FileLock(std::move(file.value));
}

}  // namespace tally
