#include "common/join.h"
#include "common/paths.h"
#include "common/terminal_progress.h"
#include "common/time.h"
#include "encoder/commands/commands.h"
#include "encoder/profiles/explain.h"
#include "encoder/quality/check.h"
#include "encoder/quality/check_columns.h"
#include "encoder/quality/quality_report.h"
#include "protocol/agreement/agreement.h"

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
std::string columns_report(const RecordReader& reader, const SourceFiles& files) {
  const Profile& profile = reader.profile();
  std::string out;
  const auto& tables = profile.layout.tables;
  for (std::size_t table = 0; table <= tables.size(); ++table) {
    std::vector<std::string> found, missing;
    for (std::size_t i = 0; i < profile.columns.size(); ++i) {
      if (profile.columns[i].table != table) continue;
      (reader.source().has(i) ? found : missing).push_back(profile.columns[i].name);
    }
    const std::string what = table == 0 ? "columns" : "table " + tables[table - 1].name;
    if (table > 0 && !is_given(profile, files, table)) {
      out += what + ": not given (--with " + tables[table - 1].name + "=FILE)\n";
      continue;
    }
    if (profile.layout.format == Layout::Format::xml && (table == 0 || missing.empty())) continue;
    out += what + " found: " + (found.empty() ? "none" : join(found)) + '\n';
    if (!missing.empty()) out += what + " missing: " + join(missing) + '\n';
  }
  for (const std::string& line : tables_not_given(reader, files)) out += line + '\n';
  return out.empty() ? out : out + '\n';
}

// Without these a file is hardly the one that the profile is for; the others are often left out of
// an export, and those of tables that were not given may come yet.
Status check_fields(const RecordReader& reader, const SourceFiles& files) {
  const Profile& profile = reader.profile();
  if (profile.only_these) return {};  // any subset of its columns will do
  for (const Field field : {Field::forename, Field::surname, Field::date_of_birth, Field::sex,
                            Field::postcode, Field::nhs_number, Field::upn}) {
    if (!is_lacking(reader, files, field)) continue;
    return malformed(
        reader.source().path() + ": no column for the field \"" + std::string(name_of(field)) + '"',
        "the profile reads it from " + where_from(profile, field) +
            "; an agreement with this field would be refused");
  }
  return {};
}

Result<Quality> check_with_progress(RecordReader& reader, const SourceFiles& files,
                                    const std::string& day) {
  TerminalProgress progress("checking", reader.source().bytes_total());
  CheckRequest request;
  request.day = day;
  request.files = files;
  request.progress = &progress;
  return check(reader, request);
}

Status run_check(const Options& options) {
  const Profile profile = TRY(find_profile(options.get("profile")));
  const SourceFiles files = TRY(source_of(options));
  const std::string day = print_date(now());
  RecordReader reader =
      TRY(RecordReader::open(profile, files, kMaxRowsPerRecord, all_fields(), day_number_of(day)));
  const std::string columns = columns_report(reader, files);
  const Quality quality = TRY(check_with_progress(reader, files, day));
  TRY(print_out(columns + quality_report(name_of(files.path), quality)));
  TRY(check_mapping(files.path, quality.mapping, profile));
  return check_fields(reader, files);
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
