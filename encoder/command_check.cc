#include <iostream>

#include "common/file.h"
#include "common/join.h"
#include "common/progress.h"
#include "encoder/check.h"
#include "encoder/commands.h"
#include "encoder/profile.h"
#include "encoder/quality_report.h"

namespace tally::encoder {
namespace {

// As an agreement lists them.
Result<std::string> list_fields(const std::string& profile, const std::string& path) {
  const RecordReader reader = TRY(RecordReader::open(profile, path));
  return join(field_names(reader.fields())) + "\n";
}

Status run(const Options& options) {
  const std::string& path = options.get("in");
  TRY(check_profile(options.get("profile")));
  std::string report;
  if (options.flag("fields")) {
    report = TRY(list_fields(options.get("profile"), path));
  } else {
    const FileReader file = TRY(FileReader::open(path));
    Progress progress("checking", file.size());
    const Quality quality = TRY(check(options.get("profile"), path, &progress));
    report = quality_report(name_of(path), quality);
  }
  std::cout << report << std::flush;
  if (!std::cout) return io_error("standard output: cannot be written");
  return {};
}

}  // namespace

Command check_command() {
  return {
      "check",
      "says what is wrong with an export before it is encoded",
      {{"profile", "NAME", Need::required, "how to read the export: person"},
       {"in", "FILE", Need::required, "the export"},
       {"fields", "", Need::flag, "only lists the fields that it has, as an agreement names them"}},
      run};
}

}  // namespace tally::encoder
