#include "common/leftovers.h"

#include <array>
#include <string_view>
#include <utility>

#include "common/bytes.h"
#include "common/output_list.h"
#include "common/paths.h"

namespace tally {
namespace {

constexpr std::string_view kHiddenMark = ".tally-";
constexpr std::size_t kHiddenRandom = 8;

bool is_hidden_name(std::string_view name) {
  if (!name.starts_with(kHiddenMark)) return false;
  const std::string_view random = name.substr(kHiddenMark.size());
  return random.size() == 2 * kHiddenRandom && from_hex(random);
}

// Whether the name still leads to the open file.
bool is_named(const port::Descriptor& open, const std::string& path) {
  const port::Outcome<port::Look> opened = port::look_at(open);
  const port::Outcome<port::Look> named = port::look_at(path, port::Links::stay);
  return opened && named && opened.value.identity == named.value.identity;
}

struct Leftover {
  port::Descriptor file;  // none if it is in use, not ours, or neither a file nor a folder
  port::Kind kind = port::Kind::other;
};

Leftover take_leftover(const std::string& path) {
  port::Outcome<port::Descriptor> left = port::open(path, port::For::clearing);
  if (!left) return {};
  const port::Outcome<port::Look> look = port::look_at(left.value);
  const port::Kind kind = look.value.kind;
  const bool known = kind == port::Kind::file || kind == port::Kind::folder;
  if (!look || !look.value.is_ours || !known) return {};
  if (port::lock(left.value, port::Wait::no)) return {};
  // Since the name was read, its maker may have placed and unlocked it.
  if (!is_named(left.value, path)) return {};
  return {std::move(left.value), kind};
}

}  // namespace

std::string hidden_name(const std::string& folder) {
  std::array<std::uint8_t, kHiddenRandom> random;
  fill_random(random);
  return path_in(folder, std::string(kHiddenMark) + to_hex(random));
}

bool claim(const port::Descriptor& made, const std::string& name) {
  static_cast<void>(port::lock(made, port::Wait::no));  // not every file system has locks
  return is_named(made, name);
}

void remove_leftovers(const std::string& folder) {
  const std::vector<std::string> names = port::names_in(folder).value;
  for (const std::string& name : names) {  // empty if the folder cannot be read
    if (!is_hidden_name(name)) continue;
    const std::string path = path_in(folder, name);
    const Leftover left = take_leftover(path);
    if (!left.file) continue;
    if (left.kind == port::Kind::file) static_cast<void>(port::remove_file(path));
    if (left.kind == port::Kind::folder && require_only_outputs(path)) {
      static_cast<void>(remove_outputs(path));
    }
  }
}

}  // namespace tally
