#include "encoder/quality/quality_json.h"

#include "common/json.h"
#include "common/paths.h"
#include "common/printable.h"
#include "encoder/quality/findings.h"
#include "encoder/quality/remarks.h"
#include "encoder/quality/suspicions.h"

namespace tally::encoder {
namespace {

constexpr const char* kFormat = "tallystick-quality/1";

// In the order of Reject.
constexpr std::array<const char*, kRejectCount> kRejects = {
    "wrong_cell_count", "no_local_id", "local_id_too_long",  "too_many_rows",
    "two_people",       "unborn",      "left_out_by_profile"};

Json number(std::uint64_t n) {
  return static_cast<std::int64_t>(n);
}

Json names(const std::vector<std::string>& list) {
  Json::Array array;
  for (const std::string& name : list) array.emplace_back(printable(name));
  return array;
}

Json field_or_null(const std::optional<Field>& field) {
  return field ? Json(name_of(*field)) : Json();
}

Json rows(const Quality& quality) {
  Json::Object object = {{"read", number(quality.ledger.read.rows)}};
  for (std::size_t i = 0; i < kRejects.size(); ++i) {
    object.emplace_back(kRejects[i], number(quality.ledger.rejected[i].rows));
  }
  object.emplace_back("excluded", number(quality.ledger.excluded.rows));
  object.emplace_back("usable", number(quality.usable_rows()));
  object.emplace_back("alternates", number(quality.ledger.read.alternates));
  return object;
}

Json lists(const Quality& quality) {
  Json::Array array;
  for (const Exclusions::List& list : quality.lists) {
    array.emplace_back(Json::Object{{"file", printable(name_of(list.path))},
                                    {"listed", number(list.listed)},
                                    {"found", number(list.found)}});
  }
  return array;
}

Json fields(const Quality& quality) {
  Json::Array array;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const FieldQuality& counts = quality.fields.values[i];
    if (!counts.supplied) continue;
    array.emplace_back(Json::Object{{"field", kFieldNames[i]},
                                    {"columns", names(counts.columns)},
                                    {"present", number(counts.in(CellState::present))},
                                    {"placeholder", number(counts.in(CellState::placeholder))},
                                    {"missing", number(counts.in(CellState::missing))},
                                    {"invalid", number(counts.in(CellState::invalid))},
                                    {"different", number(counts.values.distinct())},
                                    {"different_exact", counts.values.exact()}});
  }
  return array;
}

Json suspicious(const Quality& quality) {
  Json::Array array;
  for (const Suspicion& s : suspicions(quality)) {
    array.emplace_back(Json::Object{{"code", s.code},
                                    {"field", field_or_null(s.field)},
                                    {"rows", number(s.rows)},
                                    {"exact", s.exact}});
  }
  return array;
}

Json mend_first(const Quality& quality) {
  Json::Array array;
  for (const Finding& f : findings(quality)) {
    array.emplace_back(Json::Object{{"code", f.code},
                                    {"field", field_or_null(f.field)},
                                    {"rows", number(f.people)},
                                    {"exact", f.exact},
                                    {"text", f.text}});
  }
  return array;
}

}  // namespace

std::string quality_json(const std::string& name, const Quality& quality) {
  std::vector<std::string> remarks;
  for (const std::string& remark : quality.remarks) remarks.push_back(without_line(remark));
  return dump_json(Json::Object{
      {"format", kFormat},
      {"source", printable(name)},
      {"profile", printable(quality.profile)},
      {"day", quality.day.print()},
      {"rows", rows(quality)},
      {"lists", lists(quality)},
      {"fields", fields(quality)},
      {"unused_columns", names(quality.unused_columns)},
      {"linkable", Json::Object{{"by_key", number(quality.reach.by_key)},
                                {"by_person", number(quality.reach.by_person)},
                                {"by_neither", number(quality.reach.by_neither)}}},
      {"suspicious", suspicious(quality)},
      {"mend_first", mend_first(quality)},
      {"remarks", names(remarks)},
  });
}

}  // namespace tally::encoder
