// A profile: how a source becomes canonical records. Plain text that an analyst can read and write;
// docs/formats/profile.md. Those that ship are encoder/profiles/*.profile.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/bytes.h"
#include "common/result.h"
#include "encoder/readers/source.h"
#include "protocol/fields.h"

namespace tally::encoder {

// The order of parts in a date, as a profile declares it: none is ever guessed.
enum class DateLayout : std::uint8_t {
  year_month_day,   // 2010-03-04, 20100304
  day_month_year,   // 04/03/2010, 4-3-2010
  year_name_day,    // 2010-Mar-04 (and a time of day)
  excel_serial,     // 40241: days since 1899-12-30
  parts,            // three columns: year, month, day; 0 or 00 unknown
};

// One place where a value may be: columns of one table, their cells put together with a space.
struct Place {
  std::vector<std::size_t> columns;  // of Profile::columns
  // Only in rows whose cell in this column is one of these (compared without case).
  std::optional<std::size_t> where;
  std::vector<std::string> is;
};

// A field: the first place with a value that is not empty. Of a table with several rows the first
// in its order gives it.
struct Mapping {
  std::vector<Place> places;
  std::optional<DateLayout> date;
  struct Code {
    std::string from, to;  // from compared without case; to "" is: not known
  };
  std::vector<Code> codes;  // what is in none is kept
};

// Rows besides the first: the other values of these places, each in a row of its own with the
// field replaced; where the agreement allows rows.
struct Alternates {
  Field field;
  std::vector<Place> places;
};

// Rows of a table by a date, the newest first; rows without one last.
struct TableOrder {
  std::size_t table;
  std::size_t column;
  DateLayout layout;
};

struct Profile {
  std::string name, title, years;
  std::vector<std::string> about;  // for profile show: what it reads, what it cannot link by
  Layout layout;
  std::vector<SourceColumn> columns;
  bool only_these = false;  // another column in the header is refused: the profile person
  Mapping local_id;
  PerField<std::optional<Mapping>> fields;
  std::vector<Alternates> alternates;
  bool surname_parts = false;  // each part of a double-barrelled surname is an alternate
  std::vector<TableOrder> orders;
  std::optional<Mapping> expected_date;  // of birth: with it and no date of birth a record is unborn
  Digest digest;  // SHA-256 of its text
};

// malformed, as "name:line: ...": values of a user's file are never shown.
Result<Profile> parse_profile(std::string_view text, const std::string& name);

// Those that ship, by name. refused: no such profile (with the list).
struct ShippedProfile {
  std::string_view name, text;
};
std::span<const ShippedProfile> shipped_profiles();
// A shipped one's name, or the path of a file ending in ".profile".
Result<Profile> find_profile(const std::string& name_or_path);

}  // namespace tally::encoder
