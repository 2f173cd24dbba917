#include "common/paths.h"

#include <algorithm>

#include "common/file_errors.h"

namespace tally {
namespace {

constexpr std::size_t kMaxDepth = 32;

bool is_folder(const std::string& path) {
  const port::Outcome<port::Look> look = port::look_at(path, port::Links::follow);
  return look && look.value.kind == port::Kind::folder;
}

Status add_files_below(const std::string& folder, const std::string& prefix, std::size_t depth,
                       std::vector<std::string>& files) {
  if (depth > kMaxDepth) return io_error(folder + ": folders are nested too deeply");
  const port::Outcome<std::vector<std::string>> names = port::names_in(folder);
  if (!names) return cannot("read", folder, names.fault);
  for (const std::string& name : names.value) {
    if (name.starts_with('.')) continue;
    const std::string path = path_in(folder, name);
    const port::Outcome<port::Look> look = port::look_at(path, port::Links::stay);
    if (!look) return cannot("read", path, look.fault);
    if (look.value.kind == port::Kind::file) files.push_back(prefix + name);
    if (look.value.kind != port::Kind::folder) continue;
    TRY(add_files_below(path, prefix + name + "/", depth + 1, files));
  }
  return {};
}

}  // namespace

std::string without_trailing_slashes(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

std::string folder_of(const std::string& path) {
  const std::string trimmed = without_trailing_slashes(path);
  const std::size_t slash = trimmed.rfind('/');
  if (slash == std::string::npos) return ".";
  return without_trailing_slashes(trimmed.substr(0, slash + 1));
}

std::string name_of(const std::string& path) {
  const std::string trimmed = without_trailing_slashes(path);
  const std::size_t slash = trimmed.rfind('/');
  return slash == std::string::npos || trimmed.size() == 1 ? trimmed : trimmed.substr(slash + 1);
}

std::string path_in(const std::string& folder, std::string_view name) {
  return folder + "/" + std::string(name);
}

Result<Target> target_of(const std::string& path) {
  const port::Outcome<port::Look> look = port::look_at(path, port::Links::stay);
  if (!look) return Target{path, {}};
  if (look.value.kind != port::Kind::link) return Target{path, look.value.kind};
  const port::Outcome<port::Look> end = port::look_at(path, port::Links::follow);
  if (!end) return Target{path, port::Kind::link};  // it leads nowhere, but it takes the name
  const port::Outcome<std::string> resolved = port::resolve(path);
  if (!resolved) return cannot("write", path, resolved.fault);
  return Target{resolved.value, end.value.kind};
}

bool file_exists(const std::string& path) {
  return static_cast<bool>(port::look_at(path, port::Links::follow));
}

bool same_file(const std::string& a, const std::string& b) {
  const port::Outcome<port::Look> look_a = port::look_at(a, port::Links::follow);
  const port::Outcome<port::Look> look_b = port::look_at(b, port::Links::follow);
  if (look_a && look_b) return look_a.value.identity == look_b.value.identity;
  if (look_a || look_b || name_of(a) != name_of(b)) return false;
  if (folder_of(a) == a || folder_of(b) == b) return a == b;  // "." and "/" are their own folder
  return same_file(folder_of(a), folder_of(b));
}

Result<std::vector<std::string>> files_below(const std::string& folder) {
  std::vector<std::string> files;
  TRY(add_files_below(folder, "", 0, files));
  std::sort(files.begin(), files.end());
  return files;
}

Status make_folder(const std::string& path) {
  const std::error_code fault = port::make_folder(path);
  if (!fault || (fault == std::errc::file_exists && is_folder(path))) return {};
  const bool no_parent = fault == std::errc::no_such_file_or_directory && folder_of(path) != path;
  if (!no_parent) return cannot("make the folder", path, fault);
  TRY(make_folder(folder_of(path)));
  return can("make the folder", path, port::make_folder(path));
}

}  // namespace tally
