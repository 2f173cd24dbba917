#include "common/join.h"
#include "common/progress.h"
#include "encoder/check.h"
#include "encoder/commands.h"
#include "encoder/quality_report.h"

namespace tally::encoder {
namespace {

// As an agreement lists them.
std::string list_fields(const RecordReader& reader) {
  return join(field_names(reader.fields())) + "\n";
}

Result<Quality> check_with_progress(RecordReader& reader) {
  Progress progress("checking", reader.source().bytes_total());
  return check(reader, &progress);
}

Status run(const Options& options) {
  const Profile profile = TRY(find_profile(options.get("profile")));
  const SourceFiles files = TRY(source_of(options));
  RecordReader reader = TRY(RecordReader::open(profile, files, 1));
  if (options.flag("fields")) return print_out(list_fields(reader));
  const Quality quality = TRY(check_with_progress(reader));
  return print_out(quality_report(name_of(files.path), quality));
}

}  // namespace

Command check_command() {
  return {
      "check",
      "says what is wrong with an export before it is encoded",
      {{"profile", "NAME", Need::required,
        "how to read the export: see tally-encoder profiles; or a file ending in .profile"},
       {"in", "FILE", Need::required, "the export"},
       with_option(),
       {"fields", "", Need::flag, "only lists the fields that it has, as an agreement names them"}},
      run};
}

}  // namespace tally::encoder
