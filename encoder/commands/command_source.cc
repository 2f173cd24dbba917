#include "common/time.h"
#include "encoder/commands/commands.h"

namespace tally::encoder {

Option with_option() {
  return {"with", "NAME=FILE", Need::any_number,
          "a table that the profile joins, as a separate CSV"};
}

Result<SourceFiles> source_of(const Options& options) {
  SourceFiles files{options.get("in"), {}};
  for (const std::string& text : options.all("with")) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == text.npos || equals + 1 == text.size()) {
      return usage_error("--with: not NAME=FILE", "tally-encoder profile show names the tables");
    }
    files.tables.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return files;
}

Option day_option() {
  return {"day", "DATE", Need::optional, "the day of the export (YYYY-MM-DD); without it, today"};
}

Date today() {
  return Date::parse(print_date(now())).value();
}

Result<Date> day_of(const Options& options) {
  const std::optional<std::string> day = options.find("day");
  if (!day) return today();
  if (!parse_date(*day)) return usage_error("--day: not a date (YYYY-MM-DD)");
  return *Date::parse(*day);
}

}  // namespace tally::encoder
