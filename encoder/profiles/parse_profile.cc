#include <algorithm>
#include <set>

#include "common/bytes.h"
#include "encoder/profiles/parse_places.h"
#include "encoder/profiles/profile.h"
#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kAlternate = "alternate ";
constexpr std::string_view kTable = "table ";
constexpr std::string_view kFactsHint =
    "a profile has title, years, about, format, columns, table NAME, local_id, expected_date, "
    "only, leave out, excluded with, alternate FIELD, and fields: docs/formats/profile.md";

class Parser {
 public:
  explicit Parser(const std::string& name) { profile_.name = name; }

  Result<Profile> parse(std::string_view text) {
    profile_.digest = sha256({as_bytes(text)});
    if (text.size() > kMaxProfile) return malformed(profile_.name + ": too long for a profile");
    profile_.text = text;
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    std::size_t line = 0;
    for (std::string_view content : split_text(text, "\n")) {
      ++line;
      const Status status = read_line(content);
      if (!status) return placed(":" + std::to_string(line), status.error());
    }
    const Status whole = check();
    if (!whole) return placed("", whole.error());
    return std::move(profile_);
  }

 private:
  Error placed(const std::string& line, const Error& error) const {
    return malformed(profile_.name + line + ": " + error.message, error.hint);
  }

  Status read_line(std::string_view line) {
    if (line.empty() || line[0] == '#') return {};
    if (std::ranges::any_of(line, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; })) {
      return malformed("not plain text");
    }
    if (++facts_ > kMaxFacts) {
      return malformed("more than " + std::to_string(kMaxFacts) + " facts");
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return malformed("not \"fact: ...\"", std::string(kFactsHint));
    const std::string_view key = trim(line.substr(0, colon));
    const std::string_view rest = trim(line.substr(colon + 1));
    if (rest.empty()) return malformed("nothing after the colon");
    if (key == "about") {
      profile_.about.emplace_back(rest);
      return {};
    }
    const bool repeats = key.starts_with(kAlternate);
    if (!repeats && !seen_.emplace(key).second) return malformed("given twice");
    return read_fact(key, rest);
  }

  Status read_fact(std::string_view key, std::string_view rest) {
    if (key.starts_with(kTable)) return read_table(trim(key.substr(kTable.size())), rest);
    if (key.starts_with(kAlternate)) {
      return read_alternate(trim(key.substr(kAlternate.size())), rest);
    }
    if (key == "title") return set(profile_.title, rest);
    if (key == "years") return set(profile_.years, rest);
    if (key == "format") return read_format(split_text(rest, ";"));
    if (key == "columns") return read_columns(rest);
    if (key == "only") return set(profile_.only, parse_places(profile_, rest));
    if (key == "leave out") return set(profile_.leave_out, parse_places(profile_, rest));
    if (key == "excluded with") {
      return set(profile_.excluded_with, parse_places(profile_, rest));
    }
    if (key == "local_id") return set(profile_.local_id, mapping(rest, Kind::text));
    if (key == "expected_date") return set(profile_.expected_date, mapping(rest, Kind::date));
    const std::optional<Field> field = parse_field(key);
    if (!field) return malformed("no such fact", std::string(kFactsHint));
    const Kind kind = *field == Field::date_of_birth ? Kind::date : Kind::text;
    return set(profile_.fields[*field], mapping(rest, kind));
  }

  Result<Mapping> mapping(std::string_view rest, Kind kind) {
    return parse_mapping(profile_, rest, kind);
  }
  template <class Member, class Value>
  static Status set(Member& member, Result<Value> value) {
    if (!value) return value.error();
    member = std::move(value).value();
    return {};
  }
  static Status set(std::string& member, std::string_view text) {
    member = text;
    return {};
  }

  Status read_format(const std::vector<std::string_view>& clauses);
  Status read_columns(std::string_view rest);
  Status read_table(std::string_view name, std::string_view rest);
  Status read_order(std::size_t table, std::string_view clause);
  Status read_alternate(std::string_view field, std::string_view rest);
  Status check() const;

  Profile profile_;
  std::set<std::string, std::less<>> seen_;
  std::size_t facts_ = 0;
};

// The text after a first word and a space; nothing if text does not begin with them.
std::optional<std::string_view> after_word(std::string_view word, std::string_view text) {
  if (!text.starts_with(word) || text.size() <= word.size() || text[word.size()] != ' ') {
    return std::nullopt;
  }
  return trim(text.substr(word.size()));
}

Result<char> parse_delimiter(std::string_view text) {
  if (text == "tab") return '\t';
  if (text == "semicolon") return ';';
  if (text.size() != 1 || text == "\"") {
    return malformed("a delimiter that is not one character, tab or semicolon");
  }
  return text[0];
}

Status Parser::read_format(const std::vector<std::string_view>& clauses) {
  Layout& layout = profile_.layout;
  if (clauses[0] != "csv" && clauses[0] != "xml") return malformed("neither csv nor xml");
  const bool xml = clauses[0] == "xml";
  layout.format = xml ? Layout::Format::xml : Layout::Format::csv;
  for (std::size_t i = 1; i < clauses.size(); ++i) {
    if (const auto record = after_word("record", clauses[i]); xml && record) {
      layout.record = *record;
    } else if (const auto delimiter = after_word("delimiter", clauses[i]); !xml && delimiter) {
      layout.delimiter = TRY(parse_delimiter(*delimiter));
    } else if (const auto footer = after_word("footer", clauses[i]); !xml && footer) {
      layout.footers.emplace_back(*footer);
    } else if (!xml && clauses[i] == "delimiter") {
      return malformed("an empty delimiter", "for ; write: delimiter semicolon");
    } else {
      return malformed("a clause that this format does not have");
    }
  }
  if (xml && layout.record.empty()) return malformed("xml without \"record PATH\"");
  return {};
}

Status Parser::read_columns(std::string_view rest) {
  if (rest != "only these") return malformed("not \"only these\"");
  profile_.only_these = true;
  return {};
}

// "KEY is COLUMN" or "element PATH", then optionally "newest COLUMN, LAYOUT".
Status Parser::read_table(std::string_view name, std::string_view rest) {
  if (!is_source_name(name) || name.find_first_of(" .,;|") != name.npos) {
    return malformed("a table without a plain name");
  }
  const std::vector<std::string_view> clauses = split_text(rest, ";");
  Layout::Table table{std::string(name), {}, {}, {}};
  if (const auto element = after_word("element", clauses[0])) {
    table.element = *element;
  } else {
    const std::vector<std::string_view> sides = split_text(clauses[0], " is ");
    if (sides.size() != 2 || !is_source_name(sides[0]) || !is_source_name(sides[1])) {
      return malformed("neither \"KEY is COLUMN\" nor \"element PATH\"");
    }
    table.key = sides[0];
    table.to = sides[1];
  }
  profile_.layout.tables.push_back(std::move(table));
  if (clauses.size() > 2) return malformed("more than one clause");
  return clauses.size() == 2 ? read_order(profile_.layout.tables.size(), clauses[1]) : Status{};
}

Status Parser::read_order(std::size_t table, std::string_view clause) {
  const auto order = after_word("newest", clause);
  const std::vector<std::string_view> parts = split_text(order.value_or(""), ",");
  if (parts.size() != 2) return malformed("not \"newest COLUMN, LAYOUT\"");
  const std::optional<DateLayout> layout = parse_date_layout(parts[1]);
  if (!layout || *layout == DateLayout::parts)
    return malformed("the date layout must be for one column");
  const std::size_t column = TRY(add_column(profile_, table, parts[0]));
  profile_.orders.push_back({table, column, *layout});
  return {};
}

Status Parser::read_alternate(std::string_view name, std::string_view rest) {
  const std::optional<Field> field = parse_field(name);
  if (!field) return malformed("alternates of an unknown field");
  if (*field == Field::surname && rest == "parts") {
    profile_.surname_parts = true;
    return {};
  }
  profile_.alternates.push_back({*field, TRY(parse_places(profile_, rest))});
  return {};
}

// The checks that need the whole profile.
Status Parser::check() const {
  const bool xml = profile_.layout.format == Layout::Format::xml;
  if (profile_.title.empty()) return malformed("no title");
  if (profile_.local_id.places.empty()) return malformed("no local_id");
  if (std::ranges::none_of(profile_.fields.values, [](const auto& f) { return f.has_value(); })) {
    return malformed("no field");
  }
  if (profile_.only_these && xml) return malformed("\"columns: only these\" is for csv");
  for (const Layout::Table& table : profile_.layout.tables) {
    if (!table.element.empty() && !xml) return malformed("a table of elements in a csv");
  }
  for (const Alternates& alternates : profile_.alternates) {
    if (!profile_.fields[alternates.field])
      return malformed("alternates of a field without places");
  }
  if (profile_.surname_parts && !profile_.fields[Field::surname]) {
    return malformed("parts of surnames without surnames");
  }
  return {};
}

}  // namespace

Result<Profile> parse_profile(std::string_view text, const std::string& name) {
  return Parser(name).parse(text);
}

}  // namespace tally::encoder
