// The platform's calls for files, one by one, without policy. Another platform needs one more
// source beside file_posix.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace tally::port {

// The value of a call, or why it failed; compared with std::errc.
template <class T>
struct Outcome {
  T value{};
  std::error_code fault{};
  explicit operator bool() const { return !fault; }
};

// An open file or folder, closed at the end of its scope.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Descriptor();
  explicit operator bool() const { return value_ >= 0; }
  int get() const { return value_; }

 private:
  int value_ = -1;
};

enum class For : std::uint8_t {
  reading,      // does not wait for a writer of a pipe
  locking,      // opens for writing if that is allowed, since network drives lock nothing else
  clearing,     // like locking; fails at a symbolic link
  appending,    // makes the file, private, if it does not exist
  overwriting,  // fails at a symbolic link
  device,       // to write to
};
enum class Access : std::uint8_t {
  everyone,    // as the umask says
  owner_only,  // 0600: secrets, references, links
};
enum class Wait : std::uint8_t { no, yes };
enum class Links : std::uint8_t { follow, stay };

Outcome<Descriptor> open(const std::string& path, For purpose);
Outcome<Descriptor> standard_output();
// A new file; fails with file_exists if the path exists.
Outcome<Descriptor> create(const std::string& path, Access access);
// A new file without a name; it disappears with the process unless give_name follows. Fails if the
// platform cannot name it later.
Outcome<Descriptor> create_unnamed(const std::string& folder, Access access);
// A file that disappears when it is closed, however the process ends. It is called `name` for a
// moment on file systems without nameless files.
Outcome<Descriptor> create_scratch(const std::string& folder, const std::string& name);
// Fails with file_exists if the name is taken.
std::error_code give_name(const Descriptor& unnamed, const std::string& path);

// As many bytes as out holds; fewer only at the end.
Outcome<std::size_t> read(const Descriptor& file, std::span<std::uint8_t> out);
Outcome<std::size_t> read_at(const Descriptor& file, std::uint64_t offset,
                             std::span<std::uint8_t> out);
// Writes all bytes, or returns a fault; then some of them may be written.
std::error_code write(const Descriptor& file, std::span<const std::uint8_t> bytes);
std::error_code truncate(const Descriptor& file, std::uint64_t size);
std::error_code sync(const Descriptor& file);
// Brings the names in a folder to the disk, if the platform can and the user may.
std::error_code sync_folder(const std::string& folder);
// The lock ends with the descriptor, however the process ends. Without Wait it fails at once if
// another process has the lock. It fails if the file system has no locks.
std::error_code lock(const Descriptor& file, Wait wait);

enum class Kind : std::uint8_t { file, folder, link, character_device, other };
struct Look {
  Kind kind = Kind::other;
  std::uint64_t size = 0;
  bool is_private = false;                           // only the owner has any right to it
  bool is_ours = false;                              // this user owns it
  std::pair<std::uint64_t, std::uint64_t> identity;  // the same for all names of one file
};
Outcome<Look> look_at(const Descriptor& open);
Outcome<Look> look_at(const std::string& path, Links links);
// The path without symbolic links.
Outcome<std::string> resolve(const std::string& path);
// Without "." and "..", in no order.
Outcome<std::vector<std::string>> names_in(const std::string& folder);

// Renames in one step: a reader finds the old file or the new.
std::error_code rename(const std::string& from, const std::string& to);
// Fails with file_exists if `to` exists. On old file systems a folder is checked first and then
// renamed, so another process can act in between.
std::error_code rename_to_free_name(const std::string& from, const std::string& to);
// Exchanges two names in one step. If the file system cannot, lacks_support() is true of the fault.
std::error_code exchange(const std::string& a, const std::string& b);
std::error_code remove_file(const std::string& path);
std::error_code remove_folder(const std::string& path);
// Makes a folder that only its owner can enter.
std::error_code make_folder(const std::string& path);
// Whether a fault means that the file system cannot do this at all.
bool lacks_support(std::error_code fault);

}  // namespace tally::port
