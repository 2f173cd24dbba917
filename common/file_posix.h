// What the file*.cc share of POSIX. Not for other files.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/bytes.h"
#include "common/result.h"

namespace tally::posix {

// An open descriptor, closed at the end of its scope.
class Descriptor {
 public:
  explicit Descriptor(int value = -1) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  explicit operator bool() const { return value_ >= 0; }
  int get() const { return value_; }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

// Repeats a call that a signal interrupted.
template <class Call>
auto uninterrupted(const Call& call) {
  auto outcome = call();
  while (outcome < 0 && errno == EINTR) outcome = call();
  return outcome;
}

// "path: cannot write: no space left on device", from errno.
Error cannot(std::string_view what, const std::string& path, int error);
// What is there and is no regular file.
Error not_a_file(const std::string& path);
Status write_all(int descriptor, ByteView bytes, const std::string& path);
// A name in a folder that nobody else uses. What has such a name is an output not yet in its place,
// and locked by its maker: remove_leftovers tells by that what a killed process left behind.
std::string hidden_name(const std::string& folder);
bool is_hidden_name(std::string_view name);

// The lock of what is open. It goes with the descriptor, however the process ends.
Status lock(int descriptor, const std::string& path);  // waits for whoever has it
bool try_lock(int descriptor);                         // false: somebody has it, or no locks here
// Whether the name still leads to what is open.
bool is_named(int descriptor, const std::string& path);
// Removes what killed processes of this user left in a folder under hidden names. What is in use is
// left alone, and so is all of a file system without locks.
void remove_leftovers(const std::string& folder);
// Removes the files of a folder of outputs, and it; that it is gone already is fine.
Status remove_outputs(const std::string& folder);
// refused unless all in the folder is listed in it as an output of ours.
Status require_only_outputs(const std::string& folder);
// The names in a folder, without "." and "..".
Result<std::vector<std::string>> names_in(const std::string& folder);

// What a name leads to when something is to be written there.
struct Target {
  std::string path;  // a symbolic link followed, if it leads anywhere
  bool exists = false;
  mode_t mode = 0;
};
Result<Target> look_at(const std::string& path);
Error already_exists(const std::string& path);
// Renames a file or folder; refused if `to` exists.
Status rename_to_free_name(const std::string& from, const std::string& to);
// Whether a file system answered that it lacks a call.
bool lacks_support(int error);
Status sync_folder(const std::string& folder);

}  // namespace tally::posix
