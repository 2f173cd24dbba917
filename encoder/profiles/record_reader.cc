#include "encoder/profiles/record_reader.h"

#include <algorithm>

#include "common/join.h"
#include "common/printable.h"
#include "encoder/profiles/map_record.h"
#include "encoder/record/local_id.h"
#include "encoder/record/text.h"

namespace tally::encoder {

struct RecordReader::State {
  State(const Profile& given, Source opened, std::size_t max_alternates_allowed,
        const PerField<bool>& wanted, Date day, Standardiser& shared)
      : profile(given),
        source(std::move(opened)),
        standardiser(shared),
        mapper(profile, source, wanted, day, shared),
        max_alternates(max_alternates_allowed) {}

  Profile profile;
  Source source;
  Standardiser& standardiser;
  RecordMapper mapper;
  std::size_t max_alternates;
  MappedRecord mapped;
  std::size_t row = 0;  // the current row of the record: 0 is the first, then its alternates
  RawRecord record;
  std::string numbers, ids;  // reused
};

namespace {

constexpr std::size_t kMaxNamed = 40;  // characters of a column's name in a message

std::string in_quotes(std::string_view name) {
  std::string text = printable(name);
  if (text.size() > kMaxNamed) text.replace(kMaxNamed, text.npos, "...");
  return '"' + text + '"';
}

// "a" or "b": the columns that could have filled one of the places.
std::string columns_of(const Profile& profile, const std::vector<Place>& places) {
  std::vector<std::string> names;
  for (const Place& place : places) {
    for (const std::size_t column : place.columns) {
      names.push_back(in_quotes(profile.columns[column].name));
    }
  }
  return join(names, " or ");
}

std::string columns_hint(const Profile& profile) {
  if (!profile.only_these) {
    return "tally-encoder profile show --profile NAME says which columns the profile reads";
  }
  std::vector<std::string> names;
  for (const SourceColumn& column : profile.columns) {
    if (column.name != profile.columns[0].name) names.push_back(column.name);
  }
  return "the first line must name the columns: " + profile.columns[0].name + ", and any of " +
         join(names, " ");
}

Status check_only_these(const Profile& profile, const Source& source, const std::string& place) {
  for (const std::string& name : source.header()) {
    if (name.empty()) {
      return malformed(place + "an empty column: the header has no name for it",
                       "delete the column in the export");
    }
    const bool known = std::ranges::any_of(profile.columns, [&](const SourceColumn& column) {
      return column.table == 0 && column_name(column.name) == name;
    });
    if (!known) {
      return malformed(place + "column " + in_quotes(name) + ": not a field",
                       columns_hint(profile));
    }
  }
  return {};
}

// A first line without local_id may be a row of data, so its cells are not shown.
Status check_columns(const Profile& profile, const Source& source, const RecordMapper& mapper) {
  const bool xml = profile.layout.format == Layout::Format::xml;
  const std::string place = source.path() + (xml ? ": " : ":1: ");
  if (!mapper.can_fill(profile.local_id.places)) {
    return malformed(place + "no column " + columns_of(profile, profile.local_id.places),
                     columns_hint(profile));
  }
  if (profile.only_these) TRY(check_only_these(profile, source, place));
  if (std::ranges::none_of(mapper.fields().values, [](bool has) { return has; })) {
    return malformed(place + "no column that the profile reads, except " +
                         columns_of(profile, profile.local_id.places),
                     columns_hint(profile));
  }
  if (profile.expected_date && !mapper.can_fill(profile.expected_date->places)) {
    return malformed(place + "no column " + columns_of(profile, profile.expected_date->places) +
                         ", which is needed to leave out unborn children",
                     columns_hint(profile));
  }
  for (const auto* places : {&profile.only, &profile.leave_out, &profile.excluded_with}) {
    for (const Place& needed : *places) {
      if (mapper.can_fill({needed})) continue;
      return malformed(place + "no column " + columns_of(profile, {needed}) +
                           ", which the profile needs to leave records out",
                       columns_hint(profile));
    }
  }
  return {};
}

}  // namespace

RecordReader::RecordReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;
RecordReader::~RecordReader() = default;

Result<RecordReader> RecordReader::open(Standardiser& standardiser, const Profile& profile,
                                        const SourceFiles& files, std::uint32_t rows_per_record,
                                        const PerField<bool>& wanted, Date day) {
  Source source = TRY(Source::open(profile.layout, files, profile.columns));
  auto state = std::make_unique<State>(profile, std::move(source), rows_per_record - 1, wanted, day,
                                       standardiser);
  TRY(check_columns(state->profile, state->source, state->mapper));
  return RecordReader(std::move(state));
}

Result<bool> RecordReader::next() {
  State& s = *state_;
  if (s.row < s.mapped.alternates.size()) {
    if (s.row > 0) {
      const Field before = s.mapped.alternates[s.row - 1].field;
      s.record.cells[before] = s.mapped.cells[before];
    }
    const MappedRecord::Alternate& alternate = s.mapped.alternates[s.row++];
    s.record.cells[alternate.field] = alternate.value;
    return true;
  }
  if (!TRY(s.source.next())) return false;
  s.mapper.map(s.source, s.max_alternates, s.mapped);
  s.row = 0;
  s.record.line = s.source.line();
  s.record.local_id = trim_local_id(s.mapped.local_id);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    s.record.cells.values[i] = s.mapped.cells.values[i];
  }
  return true;
}

RowNames RecordReader::names() const {
  State& s = *state_;
  s.mapper.nhs_numbers(s.source, s.numbers);
  s.mapper.other_ids(s.source, s.ids);
  return {s.numbers, s.ids};
}
const RawRecord& RecordReader::record() const {
  return state_->record;
}
std::optional<Reject> RecordReader::reject() const {
  return state_->mapped.reject;
}
bool RecordReader::is_alternate() const {
  return state_->row > 0;
}
const PerField<bool>& RecordReader::fields() const {
  return state_->mapper.fields();
}
const Source& RecordReader::source() const {
  return state_->source;
}
Standardiser& RecordReader::standardiser() const {
  return state_->standardiser;
}
const Profile& RecordReader::profile() const {
  return state_->profile;
}

}  // namespace tally::encoder
