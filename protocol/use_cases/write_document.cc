#include "protocol/use_cases/write_document.h"

#include "common/atomic_file.h"

namespace tally {

Status write_document(const std::string& path, std::string_view text, Overwrite overwrite) {
  AtomicFile file = TRY(AtomicFile::open(path, overwrite, Access::everyone));
  TRY(file.write(text));
  return file.commit();
}

}  // namespace tally
