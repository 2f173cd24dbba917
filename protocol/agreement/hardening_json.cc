#include "protocol/agreement/hardening_json.h"

#include <algorithm>
#include <utility>

#include "protocol/base/agreement_words.h"
#include "protocol/base/json_members.h"

namespace tally {

Json hardening_to_json(const std::vector<Column>& columns) {
  Json::Array list;
  for (const Column& column : columns) {
    if (!column.hardening) continue;
    const auto [kind, count] = *column.hardening;
    list.push_back(Json::Object{
        {"column", column.name},
        {"kind", Json(word_of(kHardeningWords, kind))},
        {std::string(word_of(kHardeningCountWords, kind)), Json(std::int64_t{count})}});
  }
  return Json(std::move(list));
}

Result<Hardening> harden_from_json(const Json& json, const std::string& place,
                                   std::vector<Column>& columns) {
  Members members = TRY(Members::of(json, place));
  const std::string name = TRY(members.string("column"));
  const std::string word = TRY(members.string("kind"));
  const auto kind = parse_word<Hardening::Kind>(kHardeningWords, word);
  if (!kind) return refused(place + ": this software does not know this hardening");
  const std::uint32_t count = TRY(members.integer(word_of(kHardeningCountWords, *kind)));
  TRY(members.end());
  const auto column = std::ranges::find(columns, name, &Column::name);
  if (column == columns.end()) return refused(place + ": the encoding has no such column");
  if (column->hardening) return refused(place + ": a column is hardened twice");
  column->hardening = {*kind, count};
  return *column->hardening;
}

}  // namespace tally
