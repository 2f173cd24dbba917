#include <stdio.h>

#include <algorithm>
#include <set>

#include "common/file.h"
#include "common/file_posix.h"

namespace tally {
namespace {

using posix::already_exists;
using posix::cannot;
using posix::Descriptor;
using posix::names_in;
using posix::remove_outputs;
using posix::require_only_outputs;

constexpr std::size_t kListLimit = 1 << 20;

std::string path_in(const std::string& folder, std::string_view name) {
  return folder + "/" + std::string(name);
}

Error not_an_output(const std::string& folder, const std::string& name) {
  return refused(folder + ": holds " + name + ", which is not an output of ours",
                 "--force replaces only a folder of outputs; give another name");
}

}  // namespace

namespace posix {

Status require_only_outputs(const std::string& folder) {
  std::set<std::string> outputs = {AtomicFolder::kListName};
  const std::string list_path = path_in(folder, AtomicFolder::kListName);
  if (file_exists(list_path)) {
    const std::string list = TRY(read_file(list_path, kListLimit));
    for (std::size_t begin = 0; begin < list.size();) {
      const std::size_t end = std::min(list.find('\n', begin), list.size());
      outputs.insert(list.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  const std::vector<std::string> names = TRY(names_in(folder));
  for (const std::string& name : names) {
    if (outputs.count(name) == 0) return not_an_output(folder, name);
  }
  return {};
}

// The list goes last: what is left of a folder, should this be cut short, is still known as ours.
// Two may be at it: whoever replaced the folder, and who takes it for a leftover.
Status remove_outputs(const std::string& folder) {
  const Result<std::vector<std::string>> names = names_in(folder);
  for (std::size_t i = 0; names && i < names.value().size(); ++i) {
    const std::string& name = names.value()[i];
    if (name != AtomicFolder::kListName) ::unlink(path_in(folder, name).c_str());
  }
  ::unlink(path_in(folder, AtomicFolder::kListName).c_str());
  if (::rmdir(folder.c_str()) == 0 || errno == ENOENT) return {};
  return cannot("remove the replaced folder", folder, errno);
}

}  // namespace posix

namespace {

// Where replace_folder puts the old folder on file systems that cannot exchange two.
std::string place_of_old(const std::string& folder) {
  return folder_of(folder) + "/.tally-old-" + name_of(folder);
}

// A process killed while it replaced a folder: what was there comes back, or goes if the new one
// has taken its place.
Status recover_old(const std::string& folder) {
  const std::string old = place_of_old(folder);
  if (!file_exists(old) || !require_only_outputs(old)) return {};
  if (file_exists(folder)) return remove_outputs(old);
  return posix::rename_to_free_name(old, folder);
}

Status replace_folder(const std::string& from, const std::string& to) {
  TRY(require_only_outputs(to));
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) == 0) {
    return remove_outputs(from);
  }
  if (!posix::lacks_support(errno)) return cannot("write", to, errno);
  TRY(recover_old(to));
  const std::string old = place_of_old(to);
  if (::rename(to.c_str(), old.c_str()) != 0) return cannot("write", to, errno);
  if (::rename(from.c_str(), to.c_str()) != 0) {
    const int error = errno;
    static_cast<void>(::rename(old.c_str(), to.c_str()));
    return cannot("write", to, error);
  }
  return remove_outputs(old);
}

struct HiddenFolder {
  std::string path;
  Descriptor in_use;  // its lock
};

// A folder beside another, under a temporary name.
Result<HiddenFolder> make_hidden_folder(const std::string& beside) {
  for (;;) {
    HiddenFolder made{posix::hidden_name(folder_of(beside)), Descriptor()};
    if (::mkdir(made.path.c_str(), 0700) != 0) return cannot("write", beside, errno);
    made.in_use = Descriptor(::open(made.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    posix::try_lock(made.in_use.get());
    if (posix::is_named(made.in_use.get(), made.path)) return made;
    // Taken for a leftover before it was locked: once more.
  }
}

constexpr std::size_t kMaxDepth = 32;

Status add_files_below(const std::string& folder, const std::string& prefix, std::size_t depth,
                       std::vector<std::string>& files) {
  if (depth > kMaxDepth) return io_error(folder + ": folders in folders too deep");
  const std::vector<std::string> names = TRY(names_in(folder));
  for (const std::string& name : names) {
    struct stat status {};
    const std::string path = path_in(folder, name);
    if (name.starts_with('.')) continue;
    if (::lstat(path.c_str(), &status) != 0) return cannot("read", path, errno);
    if (S_ISREG(status.st_mode)) files.push_back(prefix + name);
    if (S_ISDIR(status.st_mode)) TRY(add_files_below(path, prefix + name + "/", depth + 1, files));
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> files_below(const std::string& folder) {
  std::vector<std::string> files;
  TRY(add_files_below(folder, "", 0, files));
  std::sort(files.begin(), files.end());
  return files;
}

AtomicFolder::AtomicFolder(AtomicFolder&&) noexcept = default;
AtomicFolder& AtomicFolder::operator=(AtomicFolder&&) noexcept = default;
AtomicFolder::~AtomicFolder() = default;

Result<AtomicFolder> AtomicFolder::open(const std::string& path, Overwrite overwrite) {
  TRY(recover_old(path));
  const posix::Target target = TRY(posix::look_at(path));
  if (target.exists && !S_ISDIR(target.mode)) return refused(path + ": is a file, not a folder");
  if (target.exists && overwrite == Overwrite::no) return already_exists(path);
  if (target.exists) TRY(require_only_outputs(target.path));
  AtomicFolder folder;
  folder.path_ = target.path;
  while (folder.path_.size() > 1 && folder.path_.back() == '/') folder.path_.pop_back();
  folder.overwrite_ = overwrite;
  // Made now, so that a place that cannot be written is known at once.
  AtomicFile list = TRY(
      AtomicFile::create(folder.path_, folder_of(folder.path_), Overwrite::no, Access::owner_only));
  folder.files_.emplace_back(kListName, std::make_unique<AtomicFile>(std::move(list)));
  return folder;
}

Result<AtomicFile*> AtomicFolder::add(const std::string& name) {
  const std::string path = path_in(path_, name);
  if (name.empty() || name == "." || name == ".." || name.find_first_of("/\n") != name.npos) {
    return refused(path + ": cannot be the name of an output");
  }
  const auto same_name = [&](const auto& file) { return file.first == name; };
  if (std::any_of(files_.begin(), files_.end(), same_name)) return already_exists(path);
  AtomicFile file =
      TRY(AtomicFile::create(path, folder_of(path_), Overwrite::no, Access::owner_only));
  files_.emplace_back(name, std::make_unique<AtomicFile>(std::move(file)));
  return files_.back().second.get();
}

Status AtomicFolder::commit() {
  AtomicFile& list = *files_.front().second;
  for (const auto& file : files_) {
    TRY(list.write(file.first));
    TRY(list.write(std::string_view("\n")));
  }
  for (const auto& file : files_) TRY(file.second->sync());
  const HiddenFolder made = TRY(make_hidden_folder(path_));
  const std::string& hidden = made.path;
  Status placed = place_all(hidden);
  if (!placed) static_cast<void>(remove_outputs(hidden));
  return placed;
}

// Fills the hidden folder and gives it the name of this.
Status AtomicFolder::place_all(const std::string& hidden) {
  for (const auto& [name, file] : files_) {
    TRY(file->place(path_in(hidden, name)));
    file->abandon();
  }
  TRY(posix::sync_folder(hidden));
  const bool replace = overwrite_ == Overwrite::yes && file_exists(path_);
  TRY(replace ? replace_folder(hidden, path_) : posix::rename_to_free_name(hidden, path_));
  return posix::sync_folder(folder_of(path_));
}

}  // namespace tally
