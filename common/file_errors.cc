#include "common/file_errors.h"

namespace tally {

Error cannot(std::string_view what, const std::string& path, std::error_code fault) {
  std::string reason = fault.message();
  if (reason[0] >= 'A' && reason[0] <= 'Z') reason[0] = static_cast<char>(reason[0] - 'A' + 'a');
  return io_error(path + ": cannot " + std::string(what) + ": " + reason);
}

Status can(std::string_view what, const std::string& path, std::error_code fault) {
  if (fault) return cannot(what, path, fault);
  return {};
}

Error not_a_file(const std::string& path) {
  return io_error(path + ": not a file", "give the name of a file; pipes and devices are not read");
}

Error already_exists(const std::string& path) {
  return refused(path + ": already exists", "give another name, or --force to replace it");
}

}  // namespace tally
