#include "encoder/profiles/explain.h"

#include <algorithm>

#include "common/join.h"
#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kName = 15;   // width of a field's name and the space after it
constexpr std::size_t kWidth = 80;  // of a line

// Words in lines; every line after the first is indented.
void add_wrapped(const std::string& text, std::size_t indent, std::string& out) {
  std::size_t column = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (column > indent && column + (end - begin) >= kWidth) {
      while (out.ends_with(' ')) out.pop_back();
      out += '\n' + std::string(indent, ' ');
      column = indent;
    }
    out.append(text, begin, end - begin).append(1, ' ');
    column += end - begin + 1;
    begin = end + 1;
  }
  while (out.ends_with(' ')) out.pop_back();
  out += '\n';
}

std::string column_text(const Profile& profile, std::size_t column) {
  const SourceColumn& c = profile.columns[column];
  return c.table == 0 ? c.name : c.name + " of table " + profile.layout.tables[c.table - 1].name;
}

std::string place_text(const Profile& profile, const Place& place) {
  std::vector<std::string> columns;
  for (std::size_t i = 0; i < place.columns.size(); ++i) {
    const bool last = i + 1 == place.columns.size();
    columns.push_back(last ? column_text(profile, place.columns[i])
                           : profile.columns[place.columns[i]].name);
  }
  std::string text = join(columns, " with ");
  if (!place.where) return text;
  // Only some values of the column count, or another column is beside it.
  if (place.columns == std::vector{*place.where}) return text + " " + join(place.is, " or ");
  return text + " where " + profile.columns[*place.where].name + " is " + join(place.is, " or ");
}

std::string places_text(const Profile& profile, const std::vector<Place>& places,
                        std::string_view between) {
  std::vector<std::string> texts;
  for (const Place& place : places) texts.push_back(place_text(profile, place));
  return join(texts, between);
}

std::string mapping_text(const Profile& profile, const Mapping& mapping) {
  std::string text = places_text(profile, mapping.places, ", else ");
  if (mapping.date) text += " (a date: " + std::string(words_of(*mapping.date)) + ")";
  std::vector<std::string> not_known;
  for (const Mapping::Code& code : mapping.codes) {
    if (code.to.empty()) {
      not_known.push_back(code.from);
    } else {
      text += "; " + code.from + " means " + code.to;
    }
  }
  return not_known.empty() ? text : text + "; not known: " + join(not_known);
}

void add_item(std::string_view name, const std::string& text, std::string& out) {
  add_wrapped("  " + padded(name, kName) + text, kName + 2, out);
}

void add_format(const Layout& layout, std::string& out) {
  if (layout.format == Layout::Format::xml) {
    return add_wrapped("Reads XML: each element " + layout.record + " is a record.", 0, out);
  }
  const std::string delimiter = layout.delimiter == '\t'  ? "tabs"
                                : layout.delimiter == ',' ? "commas"
                                                          : std::string(1, layout.delimiter);
  std::string text = "Reads CSV separated by " + delimiter + ", the first line naming the columns";
  if (!layout.footers.empty()) {
    text += "; a line after the last row that is " + join(layout.footers, " or ") +
            " and a number counts the rows";
  }
  add_wrapped(text + ".", 0, out);
}

void add_tables(const Profile& profile, std::string& out) {
  const auto& tables = profile.layout.tables;
  if (tables.empty()) return;
  out += "\nTables; a record may have several rows in each:\n";
  for (std::size_t i = 0; i < tables.size(); ++i) {
    std::string text = tables[i].element.empty()
                           ? "a CSV of its own, --with " + tables[i].name +
                                 "=FILE: the rows whose " + tables[i].key + " is the record's " +
                                 tables[i].to
                           : "the elements " + tables[i].element + " inside the record";
    for (const TableOrder& order : profile.orders) {
      if (order.table != i + 1) continue;
      text += "; newest first by " + profile.columns[order.column].name + " (" +
              std::string(words_of(order.layout)) + ")";
    }
    add_item(tables[i].name, text, out);
  }
}

void add_alternates(const Profile& profile, Field field, std::string& out) {
  std::vector<std::string> texts;
  for (const Alternates& alternates : profile.alternates) {
    if (alternates.field != field) continue;
    texts.push_back(places_text(profile, alternates.places, ", "));
  }
  if (field == Field::surname && profile.surname_parts) {
    texts.emplace_back("each part of a double-barrelled surname");
  }
  if (!texts.empty()) add_item("", "also, as alternates: " + join(texts), out);
}

void add_fields(const Profile& profile, std::string& out) {
  out += "\nHow each field is read:\n";
  add_item("local_id", mapping_text(profile, profile.local_id), out);
  std::vector<std::string> without;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto& mapping = profile.fields.values[i];
    if (mapping) {
      add_item(kFieldNames[i], mapping_text(profile, *mapping), out);
      add_alternates(profile, static_cast<Field>(i), out);
    } else {
      without.emplace_back(kFieldNames[i]);
    }
  }
  if (without.empty()) return;
  out += '\n';
  add_wrapped("Cannot link by: " + join(without) + ".", 0, out);
}

void add_left_out(const Profile& profile, std::string& out) {
  std::vector<std::string> lines;
  if (!profile.only.empty()) {
    lines.push_back("Only records with " + places_text(profile, profile.only, " or ") + ".");
  }
  if (!profile.leave_out.empty()) {
    lines.push_back("Left out: records with " + places_text(profile, profile.leave_out, " or ") +
                    ".");
  }
  if (profile.expected_date) {
    lines.push_back("Left out as unborn, and never encoded: records with " +
                    places_text(profile, profile.expected_date->places, " or ") +
                    " and without a date of birth.");
  }
  if (!profile.excluded_with.empty()) {
    lines.push_back("Exclusion lists can also name " +
                    places_text(profile, profile.excluded_with, " or ") + ".");
  }
  if (profile.only_these) lines.emplace_back("Any other column is refused.");
  if (!lines.empty()) out += '\n';
  for (const std::string& line : lines) add_wrapped(line, 0, out);
}

}  // namespace

std::string explain(const Profile& profile) {
  std::string out;
  add_wrapped(profile.name + ": " + profile.title, 0, out);
  if (!profile.years.empty()) add_wrapped("Years: " + profile.years, 0, out);
  out += '\n';
  for (const std::string& line : profile.about) add_wrapped(line, 0, out);
  if (!profile.about.empty()) out += '\n';
  add_format(profile.layout, out);
  add_tables(profile, out);
  add_fields(profile, out);
  add_left_out(profile, out);
  out += "\nSHA-256 of its text:\n" + to_hex(profile.digest.bytes) + '\n';
  return out;
}

std::string where_from(const Profile& profile, Field field) {
  if (!profile.fields[field]) return "no column";
  std::vector<std::string> texts;
  for (const Place& place : profile.fields[field]->places) {
    std::vector<std::string> names;
    for (const std::size_t column : place.columns) names.push_back(profile.columns[column].name);
    std::string text = (names.size() == 1 ? "column " : "columns ") + join(names, " and ");
    const std::size_t table = profile.columns[place.columns[0]].table;
    if (table > 0 && profile.layout.tables[table - 1].element.empty()) {
      text += " of --with " + profile.layout.tables[table - 1].name + "=FILE";
    }
    texts.push_back(std::move(text));
  }
  return join(texts, ", or ");
}

Result<std::string> list_profiles() {
  constexpr std::size_t kWidest = 23;  // the longest name and two spaces
  std::string out = padded("name", kWidest) + "what it reads\n";
  for (const ShippedProfile& shipped : shipped_profiles()) {
    const Profile profile = TRY(parse_profile(shipped.text, std::string(shipped.name)));
    const bool any = profile.years.empty() || profile.years == "any";
    add_wrapped(
        padded(profile.name, kWidest) + profile.title + (any ? "" : "; years: " + profile.years),
        kWidest, out);
  }
  return out;
}

}  // namespace tally::encoder
