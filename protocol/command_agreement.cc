#include <algorithm>
#include <iostream>
#include <limits>
#include <utility>

#include "common/file.h"
#include "protocol/agreement.h"
#include "protocol/commands.h"
#include "protocol/describe.h"
#include "protocol/draft.h"
#include "protocol/limits.h"

namespace tally {
namespace {

// The parts of a list, without the spaces around them.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.push_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string all_fields() {
  std::string names;
  for (const std::string_view name : kFieldNames) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return names;
}

// The words of a list of fields. What is not a field is told by its place, never shown: it may come
// from a file without a header.
Result<PerField<bool>> parse_fields(std::string_view text, const std::string& place) {
  PerField<bool> fields;
  std::size_t number = 0;
  for (const std::string_view name : split(text, ',')) {
    ++number;
    if (name == "local_id") continue;  // every data set has one, and it is never encoded
    const std::optional<Field> field = parse_field(name);
    const std::string which = place + ": item " + std::to_string(number);
    if (!field) return usage_error(which + ": not a field", "the fields are " + all_fields());
    if (fields[*field]) return usage_error(which + ": given twice");
    fields[*field] = true;
  }
  return fields;
}

Result<DraftDataset> parse_dataset(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string name(split(text.substr(0, colon), ':').front());
  if (colon == std::string_view::npos || !is_name(name)) {
    return usage_error("--dataset: not NAME: FIELD, FIELD, ...",
                       "a name is 1 to 64 of a-z, 0-9, _ and -");
  }
  PerField<bool> fields = TRY(parse_fields(text.substr(colon + 1), "--dataset " + name));
  return DraftDataset{name, fields};
}

Result<PerField<bool>> parse_keys(const Options& options) {
  const std::optional<std::string> text = options.find("keys");
  if (!text) return PerField<bool>{};
  PerField<bool> keys = TRY(parse_fields(*text, "--keys"));
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (keys.values[i] && !is_key(static_cast<Field>(i))) {
      return usage_error("--keys: not a key", "the keys are nhs_number, upn, uln");
    }
  }
  return keys;
}

Result<Level> parse_level(const Options& options) {
  const std::string level = TRY(options.choice("level", {"grouped", "single", "detailed"}));
  if (level == "single") return Level::single;
  return level == "detailed" ? Level::detailed : Level::grouped;
}

Result<Draft> parse_draft(const Options& options) {
  Draft draft;
  draft.title = options.get("title");
  draft.level = TRY(parse_level(options));
  draft.keys = TRY(parse_keys(options));
  for (const std::string& text : options.all("dataset")) {
    draft.datasets.push_back(TRY(parse_dataset(text)));
  }
  draft.duplicates = options.all("duplicates");
  const std::uint64_t rows = TRY(options.number("rows-per-record", 1, 8, 1));
  draft.rows_per_record = static_cast<std::uint32_t>(rows);
  draft.rehearsal_seed = TRY(rehearsal_seed_of(options));
  return draft;
}

// What was listed and yet is not encoded, so that nobody wonders.
void tell_left_out(const Draft& draft) {
  const PerField<bool> used = used_fields(draft);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    const bool listed = std::ranges::any_of(
        draft.datasets, [field](const DraftDataset& dataset) { return dataset.fields[field]; });
    if (!listed || used[field]) continue;
    const bool unasked = is_key(field) && !draft.keys[field];
    tell(std::string(name_of(field)) + (unasked ? ": not used (--keys does not name it)"
                                                : ": not used (only one data set has it)"));
  }
}

Status run_new(const Options& options) {
  const Draft draft = TRY(parse_draft(options));
  AgreementTerms terms = TRY(draft_terms(draft));
  const Agreement agreement = TRY(Agreement::make(std::move(terms)));
  const Overwrite overwrite = options.flag("force") ? Overwrite::yes : Overwrite::no;
  AtomicFile file = TRY(AtomicFile::open(options.get("out"), overwrite, Access::everyone));
  TRY(file.write(agreement.text()));
  TRY(file.commit());
  tell_left_out(draft);
  tell("agreement " + in_groups(agreement.fingerprint().bytes));
  return {};
}

Status run_show(const Options& options) {
  const Agreement agreement = TRY(Agreement::load(options.get("in")));
  std::cout << describe(agreement);
  return {};
}

}  // namespace

Command agreement_new_command() {
  return {"agreement new",
          "writes an agreement over data sets in canonical columns",
          {{"title", "TEXT", Need::required, "what the linkage is for"},
           {"dataset", "TEXT", Need::repeated,
            "a data set and its fields, \"NAME: FIELD, FIELD, ...\"; its holder is a party of that "
            "name, the first one the key maker"},
           {"level", "LEVEL", Need::optional, "grouped, single or detailed filters (grouped)"},
           {"keys", "LIST", Need::optional, "identifiers to link by first: nhs_number,upn,uln"},
           {"duplicates", "NAME", Need::any_number,
            "a data set that may hold a person as several records"},
           {"rows-per-record", "N", Need::optional,
            "rows of one local_id that a record may have, 1 to 8 (1)"},
           rehearsal_seed_option(),
           {"out", "FILE", Need::required, "the agreement"},
           {"force", "", Need::flag, "replace FILE if it exists"}},
          run_new};
}

Command agreement_show_command() {
  return {"agreement show",
          "prints an agreement for people to read",
          {{"in", "FILE", Need::required, "the agreement"}},
          run_show};
}

Option rehearsal_seed_option() {
  return {"rehearsal-seed", "N", Need::optional,
          "derive everything secret from N: for rehearsals, it protects nobody"};
}

Result<std::optional<std::uint64_t>> rehearsal_seed_of(const Options& options) {
  if (!options.find("rehearsal-seed")) return std::optional<std::uint64_t>();
  const std::uint64_t seed =
      TRY(options.number("rehearsal-seed", 0, std::numeric_limits<std::uint64_t>::max(), 0));
  return std::optional(seed);
}

}  // namespace tally
