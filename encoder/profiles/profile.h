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
#include "encoder/profiles/date_layout.h"
#include "encoder/readers/source.h"
#include "protocol/base/fields.h"

namespace tally::encoder {

// One place where a value may be: columns of one table, their cells put together with a space.
struct Place {
  std::vector<std::size_t> columns;  // of Profile::columns
  // Only in rows whose cell in this column is one of these (compared without case).
  std::optional<std::size_t> where;
  std::vector<std::string> is;
};

// A field: the first place with a value that is not empty. Of a table with several rows the first
// in its order gives it. A date in parts has three columns in each place.
struct Mapping {
  std::vector<Place> places;
  std::optional<DateLayout> date;
  struct Code {
    std::string from, to;  // from compared without case; to "" is: not known
  };
  std::vector<Code> codes;  // a value without a code is kept
};

// Rows besides the first: the other values of these places, each in a row of its own with the
// field replaced; where the agreement allows rows. The field's own codes and date layout hold.
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
  std::optional<Mapping>
      expected_date;  // of birth: with it and no date of birth a record is unborn
  // A record with a value in none of these places, if there are any, or in one of those is left
  // out. All their columns must be there.
  std::vector<Place> only, leave_out;
  std::vector<Place> excluded_with;  // further ids by which a list of exclusions names a record
  std::string text;
  Digest digest;  // SHA-256 of the text
};

inline constexpr std::size_t kMaxProfile = std::size_t{64} * 1024;  // bytes
inline constexpr std::size_t kMaxFacts = 256;                       // lines that say something

// malformed, as "name:line: ...": nothing of the text is shown, for it may be another file.
Result<Profile> parse_profile(std::string_view text, const std::string& name);

// Those that ship, by name. refused: no such profile (with the list).
struct ShippedProfile {
  std::string_view name, text;
};
std::span<const ShippedProfile> shipped_profiles();
// A shipped one's name, or the path of a file ending in ".profile".
Result<Profile> find_profile(const std::string& name_or_path);

// What an agreement says of a data set's profile: its name, and perhaps the SHA-256 of its text.
struct AgreedProfile {
  std::string name;
  std::optional<Digest> text = {};
};
// The profile that the agreement names, or where that is "own" the file. refused: no such profile
// in this version, or another text than the agreement has. usage: "own" without a file, or a file
// where the agreement names another profile.
Result<Profile> agreed_profile(const AgreedProfile& agreed, const std::optional<std::string>& file);

}  // namespace tally::encoder
