#include "common/output_list.h"

#include <algorithm>
#include <set>
#include <vector>

#include "common/file_errors.h"
#include "common/file_reader.h"
#include "common/paths.h"
#include "common/port/file.h"

namespace tally {
namespace {

constexpr std::size_t kListLimit = 1 << 20;

Result<std::set<std::string>> listed_in(const std::string& folder) {
  std::set<std::string> outputs = {kOutputListName};
  const std::string list_path = path_in(folder, kOutputListName);
  if (!file_exists(list_path)) return outputs;
  const std::string list = TRY(read_file(list_path, kListLimit));
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find('\n', begin), list.size());
    outputs.insert(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return outputs;
}

Error not_an_output(const std::string& folder, const std::string& name) {
  return refused(folder + ": holds " + name + ", which this software did not write",
                 "--force replaces only a folder of outputs; give another name");
}

}  // namespace

Status require_only_outputs(const std::string& folder) {
  const std::set<std::string> outputs = TRY(listed_in(folder));
  const port::Outcome<std::vector<std::string>> names = port::names_in(folder);
  if (!names) return cannot("read", folder, names.fault);
  for (const std::string& name : names.value) {
    if (outputs.count(name) == 0) return not_an_output(folder, name);
  }
  return {};
}

// Removes the list last: if the process stops before, the rest of the folder is still known as
// ours. Two processes may remove the same folder: one has replaced it, the other regards it as a
// leftover.
Status remove_outputs(const std::string& folder) {
  const std::vector<std::string> names = port::names_in(folder).value;
  for (const std::string& name : names) {
    if (name != kOutputListName) static_cast<void>(port::remove_file(path_in(folder, name)));
  }
  static_cast<void>(port::remove_file(path_in(folder, kOutputListName)));
  const std::error_code fault = port::remove_folder(folder);
  if (fault == std::errc::no_such_file_or_directory) return {};
  return can("remove the replaced folder", folder, fault);
}

}  // namespace tally
