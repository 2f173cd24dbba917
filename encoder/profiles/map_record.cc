#include "encoder/profiles/map_record.h"

#include <algorithm>
#include <numeric>

#include "encoder/profiles/read_place.h"
#include "encoder/record/local_id.h"
#include "encoder/record/text.h"
#include "encoder/standardise/dates.h"
#include "encoder/standardise/placeholders.h"
#include "encoder/standardise/words.h"

namespace tally::encoder {
namespace {

// Whether a child was born by that day. A date of birth after it is an expected date of birth.
bool was_born(std::string_view date, Date by) {
  std::string digits, storage;
  return is_date(date) && standardise_date(date, digits, storage) == CellState::present &&
         is_birth(*Date::parse(digits), by);
}

// Whether the cell gives an expected date: any date except a filler, or any words except "not
// known".
bool says_expected(std::string_view value, std::string& storage) {
  std::string date;
  if (standardise_date(value, date, storage) == CellState::present &&
      is_filler_date(*Date::parse(date))) {
    return false;
  }
  separate_words(value, storage);
  return !is_unknown(storage) && storage.find_first_not_of("0 ") != storage.npos;
}

// The parts of a surname in several words or with hyphens. A particle stays with the next word.
std::vector<std::string> surname_parts(std::string_view surname) {
  std::string words;
  separate_words(surname, words);
  std::vector<std::string> parts;
  bool joins = false;
  for (std::string_view rest = words; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    if (joins) {
      parts.back().append(1, ' ').append(word);
    } else {
      parts.emplace_back(word);
    }
    joins = kParticles.has(word);
  }
  return parts;
}

}  // namespace

RecordMapper::RecordMapper(const Profile& profile, const Source& source,
                           const PerField<bool>& wanted, Date day, Standardiser& standardiser)
    : profile_(profile),
      wanted_(wanted),
      day_(day),
      ranks_(profile.layout.tables.size() + 1),
      standardiser_(standardiser) {
  for (std::size_t i = 0; i < profile.columns.size(); ++i) has_.push_back(source.has(i) ? 1 : 0);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto& mapping = profile.fields.values[i];
    fields_.values[i] = mapping && can_fill(mapping->places);
  }
}

std::size_t RecordMapper::table_of(const Place& place) const {
  return profile_.columns[place.columns[0]].table;
}

bool RecordMapper::has_any(const Place& place) const {
  return (!place.where || has_[*place.where] != 0) &&
         std::ranges::any_of(place.columns, [&](std::size_t c) { return has_[c] != 0; });
}

bool RecordMapper::can_fill(const std::vector<Place>& places) const {
  return std::ranges::any_of(places, [&](const Place& place) { return has_any(place); });
}

// Orders the rows of tables, the newest first and rows without a date last. Rows with equal dates
// keep their order.
void RecordMapper::order_rows(const Source& source) {
  for (const TableOrder& order : profile_.orders) {
    std::vector<std::size_t>& ranks = ranks_[order.table];
    ranks.clear();
    const std::size_t rows = source.rows(order.table);
    if (rows < 2 || has_[order.column] == 0) continue;
    std::vector<std::string> dates(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      dates[row] = trim(source.cell(order.column, row));
      rewrite_date(order.layout, dates[row]);
      if (!is_date(dates[row])) dates[row].clear();
    }
    ranks.resize(rows);
    std::iota(ranks.begin(), ranks.end(), std::size_t{0});
    std::ranges::stable_sort(ranks,
                             [&](std::size_t a, std::size_t b) { return dates[a] > dates[b]; });
  }
}

void RecordMapper::read(const Source& source, const Place& place, std::size_t row,
                        const Mapping& mapping, std::string& out) const {
  const Trim how = &mapping == &profile_.local_id ? Trim::spaces : Trim::white_space;
  read_place(
      place, mapping, how, [&](std::size_t column) { return source.cell(column, row); }, out);
  if (mapping.date && !out.empty()) rewrite_date(*mapping.date, out);
}

void RecordMapper::find(const Source& source, const Mapping& mapping, std::string& out) const {
  out.clear();
  for (const Place& place : mapping.places) {
    if (!has_any(place)) continue;
    const std::vector<std::size_t>& ranks = ranks_[table_of(place)];
    for (std::size_t i = 0; i < source.rows(table_of(place)); ++i) {
      read(source, place, ranks.empty() ? i : ranks[i], mapping, out);
      if (!out.empty()) return;
    }
  }
}

bool RecordMapper::has_value(const Source& source, const std::vector<Place>& places) const {
  const Mapping plain;
  std::string value;
  for (const Place& place : places) {
    for (std::size_t row = 0; row < source.rows(table_of(place)); ++row) {
      read(source, place, row, plain, value);
      if (!value.empty()) return true;
    }
  }
  return false;
}

std::optional<Reject> RecordMapper::reject(const Source& source, const MappedRecord& record) {
  if (!profile_.only.empty() && !has_value(source, profile_.only)) return Reject::left_out;
  if (has_value(source, profile_.leave_out)) return Reject::left_out;
  if (profile_.expected_date && !was_born(record.cells[Field::date_of_birth], day_)) {
    find(source, *profile_.expected_date, value_);
    if (says_expected(value_, standard_)) return Reject::unborn;
  }
  return reject_local_id(record.local_id);
}

// Whether the value is new for the field, in standard form. A value without a standard form does
// not count.
bool RecordMapper::is_new(Field field, std::string_view value) {
  if (standardiser_.standardise(field, value, standard_) != CellState::present) return false;
  const auto same = [&](const MappedRecord::Alternate& other) {
    return other.field == field && other.value == standard_;
  };
  if (std::ranges::any_of(known_, same)) return false;
  known_.push_back({field, standard_});
  return true;
}

// Few records have alternates, so a field's values are standardised only if there may be another.
void RecordMapper::add_alternate(Field field, std::string_view value, std::size_t max_alternates,
                                 MappedRecord& out) {
  if (out.alternates.size() == max_alternates || value == out.cells[field]) return;
  if (std::ranges::find(known_, field, &MappedRecord::Alternate::field) == known_.end()) {
    is_new(field, out.cells[field]);
  }
  if (is_new(field, value)) out.alternates.push_back({field, std::string(value)});
}

void RecordMapper::add_alternates(const Source& source, std::size_t max_alternates,
                                  MappedRecord& out) {
  known_.clear();
  for (const Alternates& alternates : profile_.alternates) {
    if (!wanted_[alternates.field]) continue;
    const Mapping& mapping = *profile_.fields[alternates.field];
    for (const Place& place : alternates.places) {
      if (!has_any(place)) continue;
      const std::vector<std::size_t>& ranks = ranks_[table_of(place)];
      for (std::size_t i = 0; i < source.rows(table_of(place)); ++i) {
        read(source, place, ranks.empty() ? i : ranks[i], mapping, value_);
        if (!value_.empty()) add_alternate(alternates.field, value_, max_alternates, out);
      }
    }
  }
  if (!profile_.surname_parts || !wanted_[Field::surname]) return;
  for (const std::string& part : surname_parts(out.cells[Field::surname]))
    add_alternate(Field::surname, part, max_alternates, out);
}

void RecordMapper::map(const Source& source, std::size_t max_alternates, MappedRecord& out) {
  out.alternates.clear();
  out.local_id.clear();
  for (std::string& cell : out.cells.values) cell.clear();
  out.reject = Reject::wrong_cell_count;
  if (source.wrong_cell_count()) return;
  order_rows(source);
  find(source, profile_.local_id, out.local_id);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (fields_.values[i]) find(source, *profile_.fields.values[i], out.cells.values[i]);
  }
  out.reject = reject(source, out);
  if (!out.reject && max_alternates > 0) add_alternates(source, max_alternates, out);
}

// Adds one line for each cell, ignoring the places' conditions. A line break in a cell becomes a
// space.
void RecordMapper::add_cells(const Source& source, const std::vector<Place>& places,
                             std::string& out) const {
  for (const Place& place : places) {
    for (std::size_t row = 0; row < source.rows(table_of(place)); ++row) {
      for (const std::size_t column : place.columns) {
        const std::size_t begin = out.size();
        out.append(source.cell(column, row));
        std::replace(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), '\n', ' ');
        out += '\n';
      }
    }
  }
}

void RecordMapper::nhs_numbers(const Source& source, std::string& out) const {
  out.clear();
  if (const auto& mapping = profile_.fields[Field::nhs_number]) {
    add_cells(source, mapping->places, out);
  }
  for (const Alternates& alternates : profile_.alternates) {
    if (alternates.field == Field::nhs_number) add_cells(source, alternates.places, out);
  }
}

void RecordMapper::other_ids(const Source& source, std::string& out) const {
  out.clear();
  add_cells(source, profile_.excluded_with, out);
}

}  // namespace tally::encoder
