#include "common/atomic_folder.h"

#include <algorithm>

#include "common/file_errors.h"
#include "common/leftovers.h"
#include "common/output_list.h"
#include "common/paths.h"

namespace tally {
namespace {

// Where replace_folder puts the old folder on file systems that cannot exchange two.
std::string place_of_old(const std::string& folder) {
  return path_in(folder_of(folder), ".tally-old-" + name_of(folder));
}

Status rename_to_free_name(const std::string& from, const std::string& to) {
  const std::error_code fault = port::rename_to_free_name(from, to);
  if (fault == std::errc::file_exists) return already_exists(to);
  return can("write", to, fault);
}

// If a process was killed while it replaced a folder, brings the old folder back, or removes it if
// the new folder is in its place.
Status recover_old(const std::string& folder) {
  const std::string old = place_of_old(folder);
  if (!file_exists(old) || !require_only_outputs(old)) return {};
  if (file_exists(folder)) return remove_outputs(old);
  return rename_to_free_name(old, folder);
}

Status replace_in_two_steps(const std::string& from, const std::string& to) {
  TRY(recover_old(to));
  const std::string old = place_of_old(to);
  TRY(can("write", to, port::rename(to, old)));
  const std::error_code fault = port::rename(from, to);
  if (!fault) return remove_outputs(old);
  static_cast<void>(port::rename(old, to));
  return cannot("write", to, fault);
}

Status replace_folder(const std::string& from, const std::string& to) {
  TRY(require_only_outputs(to));
  const std::error_code fault = port::exchange(from, to);
  if (!fault) return remove_outputs(from);
  if (port::lacks_support(fault)) return replace_in_two_steps(from, to);
  return cannot("write", to, fault);
}

}  // namespace

// A folder under a temporary name, beside the final folder.
struct AtomicFolder::Hidden {
  Hidden(std::string made, port::Descriptor lock)
      : path(std::move(made)), in_use(std::move(lock)) {}
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;
  ~Hidden() {
    if (!is_placed) static_cast<void>(remove_outputs(path));
  }
  static Result<std::unique_ptr<Hidden>> make(const std::string& beside);

  std::string path;
  port::Descriptor in_use;  // its lock
  bool is_placed = false;
};

Result<std::unique_ptr<AtomicFolder::Hidden>> AtomicFolder::Hidden::make(
    const std::string& beside) {
  for (;;) {
    const std::string path = hidden_name(folder_of(beside));
    TRY(can("write", beside, port::make_folder(path)));
    port::Outcome<port::Descriptor> made = port::open(path, port::For::locking);
    // Another process may take the folder for a leftover before it is locked.
    if (!made && made.fault != std::errc::no_such_file_or_directory) {
      static_cast<void>(remove_outputs(path));
      return cannot("write", beside, made.fault);
    }
    if (claim(made.value, path)) return std::make_unique<Hidden>(path, std::move(made.value));
  }
}

AtomicFolder::AtomicFolder(std::string path, Overwrite overwrite)
    : path_(std::move(path)), overwrite_(overwrite) {}

AtomicFolder::AtomicFolder(AtomicFolder&&) noexcept = default;
AtomicFolder& AtomicFolder::operator=(AtomicFolder&&) noexcept = default;
AtomicFolder::~AtomicFolder() = default;

Result<AtomicFolder> AtomicFolder::open(const std::string& path, Overwrite overwrite) {
  TRY(recover_old(path));
  // With a slash at the end, a symbolic link would look like the folder itself.
  const Target target = TRY(target_of(without_trailing_slashes(path)));
  if (target.kind && target.kind != port::Kind::folder) {
    return refused(path + ": is a file, not a folder");
  }
  if (target.kind && !overwrite.is_allowed()) return already_exists(path);
  if (target.kind) TRY(require_only_outputs(target.path));
  AtomicFolder folder(target.path, overwrite);
  // Makes the list now, to find out at once if the place cannot be written.
  TRY(folder.add_draft(kOutputListName));
  return folder;
}

// The drafts lie beside the folder, which does not exist yet.
Status AtomicFolder::add_draft(const std::string& name) {
  AtomicFile file = TRY(AtomicFile::create(path_in(path_, name), folder_of(path_), Overwrite::no,
                                           Access::owner_only));
  files_.emplace_back(name, std::make_unique<AtomicFile>(std::move(file)));
  return {};
}

Result<AtomicFile*> AtomicFolder::add(const std::string& name) {
  const std::string path = path_in(path_, name);
  if (name.empty() || name == "." || name == ".." || name.find_first_of("/\n") != name.npos) {
    return refused(path + ": cannot be the name of an output");
  }
  const auto same_name = [&](const auto& file) { return file.first == name; };
  if (std::any_of(files_.begin(), files_.end(), same_name)) return already_exists(path);
  TRY(add_draft(name));
  return files_.back().second.get();
}

Status AtomicFolder::sync() {
  AtomicFile& list = *files_.front().second;
  for (const auto& file : files_) {
    TRY(list.write(file.first));
    TRY(list.write(std::string_view("\n")));
  }
  for (const auto& file : files_) TRY(file.second->sync());
  std::unique_ptr<Hidden> made = TRY(Hidden::make(path_));
  TRY(fill(made->path));
  hidden_ = std::move(made);
  return {};
}

Status AtomicFolder::fill(const std::string& hidden) {
  for (const auto& [name, file] : files_) {
    TRY(file->place(path_in(hidden, name)));
    file->let_go();
  }
  return can("write", hidden, port::sync_folder(hidden));
}

Status AtomicFolder::commit() {
  if (!hidden_) TRY(sync());
  const std::unique_ptr<Hidden> hidden = std::move(hidden_);
  const bool replace = overwrite_.is_allowed() && file_exists(path_);
  TRY(replace ? replace_folder(hidden->path, path_) : rename_to_free_name(hidden->path, path_));
  hidden->is_placed = true;
  return can("write", folder_of(path_), port::sync_folder(folder_of(path_)));
}

}  // namespace tally
