#include "common/destroy_file.h"

#include <algorithm>

#include "common/bytes.h"
#include "common/file_errors.h"
#include "common/file_reader.h"
#include "common/paths.h"
#include "common/port/file.h"

namespace tally {
namespace {

Status write_zeros(const port::Descriptor& file, std::uint64_t size, const std::string& path) {
  const Bytes zeros(static_cast<std::size_t>(std::min<std::uint64_t>(size, 1 << 20)));
  for (std::uint64_t left = size; left > 0;) {
    const std::uint64_t piece = std::min<std::uint64_t>(zeros.size(), left);
    TRY(can("write", path, port::write(file, ByteView(zeros).first(piece))));
    left -= piece;
  }
  return {};
}

}  // namespace

Result<bool> is_wiped(const std::string& path) {
  FileReader file = TRY(FileReader::open(path));
  Bytes piece(std::size_t{64} << 10);
  bool any = false;
  while (const std::size_t got = TRY(file.read(piece))) {
    any = true;
    if (!std::ranges::all_of(ByteView(piece).first(got), [](std::uint8_t b) { return b == 0; })) {
      return false;
    }
  }
  return any;
}

Status destroy_file(const std::string& path) {
  const port::Outcome<port::Descriptor> file = port::open(path, port::For::overwriting);
  if (!file) return cannot("remove", path, file.fault);
  const port::Outcome<port::Look> look = port::look_at(file.value);
  if (!look) return cannot("remove", path, look.fault);
  if (look.value.kind != port::Kind::file) return not_a_file(path);
  TRY(write_zeros(file.value, look.value.size, path));
  TRY(can("remove", path, port::sync(file.value)));
  TRY(can("remove", path, port::remove_file(path)));
  return can("write", folder_of(path), port::sync_folder(folder_of(path)));
}

}  // namespace tally
