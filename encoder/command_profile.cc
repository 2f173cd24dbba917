#include "common/join.h"
#include "common/progress.h"
#include "common/time.h"
#include "encoder/check.h"
#include "encoder/commands.h"
#include "encoder/profiles/explain.h"
#include "encoder/quality_report.h"
#include "protocol/agreement.h"

namespace tally::encoder {
namespace {

Status run_profiles(const Options&) {
  const std::string list = TRY(list_profiles());
  return print_out(list);
}

Status run_show(const Options& options) {
  const std::string& name = options.get("profile");
  const Profile profile = TRY(find_profile(name));
  if (options.flag("text")) return print_out(profile.text);
  return print_out(explain(profile));
}

// Which of the profile's columns the files have, a line for each table; in XML only records tell.
std::string columns_report(const Profile& profile, const Source& source) {
  std::string out;
  const auto& tables = profile.layout.tables;
  for (std::size_t table = 0; table <= tables.size(); ++table) {
    std::vector<std::string> found, missing;
    for (std::size_t i = 0; i < profile.columns.size(); ++i) {
      if (profile.columns[i].table != table) continue;
      (source.has(i) ? found : missing).push_back(profile.columns[i].name);
    }
    const std::string what = table == 0 ? "columns" : "table " + tables[table - 1].name;
    if (found.empty() && table > 0) {
      out += what + ": not given (--with " + tables[table - 1].name + "=FILE)\n";
      continue;
    }
    if (profile.layout.format == Layout::Format::xml && (table == 0 || missing.empty())) continue;
    out += what + " found: " + join(found) + '\n';
    if (!missing.empty()) out += what + " missing: " + join(missing) + '\n';
  }
  return out.empty() ? out : out + '\n';
}

Result<Quality> check_with_progress(RecordReader& reader) {
  Progress progress("checking", reader.source().bytes_total());
  CheckRequest request;
  request.day = print_date(now());
  request.progress = &progress;
  return check(reader, request);
}

Status run_check(const Options& options) {
  const Profile profile = TRY(find_profile(options.get("profile")));
  const SourceFiles files = TRY(source_of(options));
  RecordReader reader = TRY(RecordReader::open(profile, files, kMaxRowsPerRecord));
  const std::string columns = columns_report(profile, reader.source());
  const Quality quality = TRY(check_with_progress(reader));
  TRY(print_out(columns + quality_report(name_of(files.path), quality)));
  return check_mapping(files.path, quality.mapping);
}

Option profile_option() {
  return {"profile", "NAME", Need::required,
          "one of tally-encoder profiles, or a file ending in .profile"};
}

}  // namespace

Command profiles_command() {
  return {"profiles", "lists the profiles: how exports of each kind are read", {}, run_profiles};
}

Command profile_show_command() {
  return {"profile show",
          "explains a profile: which column becomes what",
          {profile_option(), {"text", "", Need::flag, "prints the profile itself"}},
          run_show};
}

Command profile_check_command() {
  return {"profile check",
          "tries a profile on an export: columns found, values of each field",
          {profile_option(), {"in", "FILE", Need::required, "the export"}, with_option()},
          run_check};
}

}  // namespace tally::encoder
