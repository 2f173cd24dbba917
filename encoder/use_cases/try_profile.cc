#include "encoder/use_cases/try_profile.h"

#include "common/join.h"
#include "encoder/profiles/explain.h"
#include "encoder/quality/export_columns.h"
#include "protocol/agreement/agreement.h"

namespace tally::encoder {
namespace {

// Lists which of the profile's columns the files have, with a line for each table. In XML, only
// records show this.
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

// A file without these columns is probably not one that the profile is for. Exports often lack
// other columns, and tables that were not given may have them.
Status check_fields(const RecordReader& reader, const SourceFiles& files) {
  const Profile& profile = reader.profile();
  if (profile.only_these) return {};  // such a profile accepts any subset of its columns
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

Result<Quality> check_with_progress(const TryProfileRequest& request, RecordReader& reader) {
  request.progress.begin("checking", reader.source().bytes_total());
  CheckRequest checking;
  checking.day = request.day;
  checking.files = request.input;
  checking.progress = &request.progress;
  Quality quality = TRY(check(reader, checking));
  request.progress.end();
  return quality;
}

Status check_fit(const TryProfileRequest& request, const RecordReader& reader,
                 const Quality& quality) {
  TRY(check_mapping(request.input.path, quality.mapping, reader.profile()));
  return check_fields(reader, request.input);
}

}  // namespace

Result<TryProfileOutcome> try_profile(const TryProfileRequest& request) {
  const Profile profile = TRY(find_profile(request.profile));
  Standardiser standardiser;
  RecordReader reader = TRY(RecordReader::open(standardiser, profile, request.input,
                                               kMaxRowsPerRecord, all_fields(), request.day));
  TryProfileOutcome outcome{
      columns_report(reader, request.input), TRY(check_with_progress(request, reader)), {}};
  outcome.fit = check_fit(request, reader, outcome.quality);
  return outcome;
}

}  // namespace tally::encoder
