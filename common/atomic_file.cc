#include "common/atomic_file.h"

#include <array>
#include <utility>

#include "common/file_errors.h"
#include "common/leftovers.h"
#include "common/paths.h"

namespace tally {
namespace {

constexpr std::size_t kBufferSize = std::size_t{256} * 1024;

Error no_folder(const std::string& path, const std::string& folder, std::error_code fault) {
  Error failure = cannot("write", path, fault);
  if (fault == std::errc::no_such_file_or_directory || fault == std::errc::not_a_directory) {
    failure.hint = "folder does not exist: " + folder;
  }
  return failure;
}

Error not_placed(const std::string& path, std::error_code fault) {
  return fault == std::errc::file_exists ? already_exists(path) : cannot("write", path, fault);
}

// target: where the path leads.
Status may_replace(const std::string& path, const std::string& target, Overwrite overwrite) {
  if (!overwrite.is_allowed()) return already_exists(path);
  const port::Outcome<port::Descriptor> file = port::open(target, port::For::reading);
  std::array<std::uint8_t, Overwrite::kStart> start;
  const std::size_t got = file ? port::read(file.value, start).value : 0;
  const std::string_view reason = overwrite.reason_to_keep(target, ByteView(start).first(got));
  wipe(start);
  if (!reason.empty()) return refused(path + ": " + std::string(reason));
  return {};
}

}  // namespace

// A file that is being written and does not have its final name yet.
struct AtomicFile::Draft {
  explicit Draft(port::Descriptor open) : file(std::move(open)) {}
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    if (!hidden.empty()) static_cast<void>(port::remove_file(hidden));
    wipe(buffer);  // it may have held a secret
  }

  port::Descriptor file;
  std::string hidden;  // its temporary name; empty: it has no name
  bool is_synced = false;
  bool in_place = false;  // a device, which cannot appear as a whole
  Bytes buffer;
};

AtomicFile::AtomicFile(std::string path, Overwrite overwrite, std::unique_ptr<Draft> draft)
    : path_(std::move(path)), overwrite_(overwrite), draft_(std::move(draft)) {}
AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;
AtomicFile& AtomicFile::operator=(AtomicFile&&) noexcept = default;
AtomicFile::~AtomicFile() = default;

Result<AtomicFile> AtomicFile::open(const std::string& path, Overwrite overwrite, Access access) {
  // Standard output, whether it leads to a file, a pipe or a terminal.
  if (path == "/dev/stdout") return write_in_place(path, port::standard_output());
  if (path == "-")
    return usage_error("-: not a file", "to write to standard output, give /dev/stdout");
  const Target target = TRY(target_of(path));
  if (target.kind == port::Kind::character_device) {
    return write_in_place(path, port::open(path, port::For::device));
  }
  if (target.kind == port::Kind::folder) return refused(path + ": is a folder, not a file");
  if (target.kind && target.kind != port::Kind::file) {
    return refused(path + ": is not a regular file");
  }
  if (target.kind) TRY(may_replace(path, target.path, overwrite));
  return create(target.path, folder_of(target.path), overwrite, access);
}

Result<AtomicFile> AtomicFile::write_in_place(const std::string& path,
                                              port::Outcome<port::Descriptor> device) {
  if (!device) return cannot("write", path, device.fault);
  auto draft = std::make_unique<Draft>(std::move(device.value));
  draft->in_place = true;
  return AtomicFile(path, Overwrite::no, std::move(draft));
}

Result<AtomicFile> AtomicFile::create(const std::string& path, const std::string& folder,
                                      Overwrite overwrite, Access access) {
  remove_leftovers(folder);
  port::Outcome<port::Descriptor> unnamed = port::create_unnamed(folder, access);
  if (unnamed) {
    // Locked before it has a name.
    static_cast<void>(port::lock(unnamed.value, port::Wait::no));
    return AtomicFile(path, overwrite, std::make_unique<Draft>(std::move(unnamed.value)));
  }
  for (;;) {  // not in this file system
    const std::string name = hidden_name(folder);
    port::Outcome<port::Descriptor> named = port::create(name, access);
    if (!named) return no_folder(path, folder, named.fault);
    if (!claim(named.value, name)) continue;
    auto draft = std::make_unique<Draft>(std::move(named.value));
    draft->hidden = name;
    return AtomicFile(path, overwrite, std::move(draft));
  }
}

// Gives a failed file up at once, so that a commit after an ignored error cannot name half a file.
Status AtomicFile::put(ByteView bytes) {
  Status written = can("write", path_, port::write(draft_->file, bytes));
  if (!written) draft_.reset();
  return written;
}

Status AtomicFile::flush() {
  if (!draft_) return io_error(path_ + ": an earlier write failed");
  TRY(put(draft_->buffer));
  wipe(draft_->buffer);
  draft_->buffer.clear();
  return {};
}

Status AtomicFile::write(ByteView bytes) {
  if (!draft_) return io_error(path_ + ": an earlier write failed");
  if (draft_->buffer.size() + bytes.size() > kBufferSize) TRY(flush());
  draft_->is_synced = false;
  if (bytes.size() >= kBufferSize) return put(bytes);
  draft_->buffer.reserve(kBufferSize);  // once: growing would leave copies of a secret
  draft_->buffer.insert(draft_->buffer.end(), bytes.begin(), bytes.end());
  return {};
}

Status AtomicFile::write(std::string_view text) {
  return write(as_bytes(text));
}

Status AtomicFile::sync() {
  if (draft_ && draft_->is_synced) return {};
  TRY(flush());
  const std::error_code fault = port::sync(draft_->file);
  draft_->is_synced = !fault || (draft_->in_place && port::lacks_support(fault));
  if (draft_->is_synced) return {};
  draft_.reset();
  return cannot("write", path_, fault);
}

// Gives the synced file a name that is free.
Status AtomicFile::place(const std::string& path) {
  const bool named = !draft_->hidden.empty();
  const std::error_code fault =
      named ? port::rename_to_free_name(draft_->hidden, path) : port::give_name(draft_->file, path);
  if (fault) return not_placed(path, fault);
  draft_->hidden.clear();
  return {};
}

// Gives the file the name of the file that it replaces, which stays locked until then.
Status AtomicFile::replace() {
  if (draft_->hidden.empty()) {
    const std::string hidden = hidden_name(folder_of(path_));
    TRY(place(hidden));
    draft_->hidden = hidden;
  }
  TRY(can("write", path_, port::rename(draft_->hidden, path_)));
  draft_->hidden.clear();
  return {};
}

void AtomicFile::let_go() {
  draft_.reset();
}

Status AtomicFile::commit() {
  TRY(sync());
  const bool in_place = draft_->in_place;
  if (!in_place) TRY(overwrite_.is_allowed() ? replace() : place(path_));
  let_go();
  if (in_place) return {};
  return can("write", folder_of(path_), port::sync_folder(folder_of(path_)));
}

Status write_secret_file(const std::string& path, ByteView bytes) {
  AtomicFile file = TRY(AtomicFile::open(path, Overwrite::no, Access::owner_only));
  TRY(file.write(bytes));
  return file.commit();
}

}  // namespace tally
