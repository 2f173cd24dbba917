// Paths, and the files and folders that they lead to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/port/file.h"
#include "common/result.h"

namespace tally {

std::string without_trailing_slashes(std::string path);
// The folder part of a path, "." if none.
std::string folder_of(const std::string& path);
// The last part of a path.
std::string name_of(const std::string& path);
std::string path_in(const std::string& folder, std::string_view name);

// What is at a path to which we want to write: a file, a folder or something else.
struct Target {
  std::string path;                // a symbolic link followed, if it leads anywhere
  std::optional<port::Kind> kind;  // nothing: the path is free
};
Result<Target> target_of(const std::string& path);

bool file_exists(const std::string& path);
// True if both paths lead to the same file, even by different routes.
bool same_file(const std::string& a, const std::string& b);
// The regular files in a folder and in folders below it, as paths from it, in byte order; symbolic
// links and hidden names are left out.
Result<std::vector<std::string>> files_below(const std::string& folder);
// Creates a folder (and its parents) that only its owner can enter. The folder may already exist.
Status make_folder(const std::string& path);

}  // namespace tally
