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

// A place that can have a value: columns of one table. Their cells are joined with a space.
struct Place {
  std::vector<std::size_t> columns;  // of Profile::columns
  // Only rows with one of these values in this column count (compared without case).
  std::optional<std::size_t> where;
  std::vector<std::string> is;
};

// The value of a field comes from the first place with a value that is not empty. In a table with
// several rows, the first row in its order gives it. A date in parts has three columns in each
// place.
struct Mapping {
  std::vector<Place> places;
  std::optional<DateLayout> date;
  struct Code {
    std::string from, to;  // from is compared without case; an empty to means not known
  };
  std::vector<Code> codes;  // a value without a code is kept
};

// Alternates: for each other value of these places, a further row with this value in the field, as
// far as the agreement allows rows. The field's own codes and date layout apply.
struct Alternates {
  Field field;
  std::vector<Place> places;
};

// Orders the rows of a table by a date, the newest first and rows without a date last.
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
  bool only_these = false;  // any other column in the header is refused, as in the profile person
  Mapping local_id;
  PerField<std::optional<Mapping>> fields;
  std::vector<Alternates> alternates;
  bool surname_parts = false;  // each part of a double-barrelled surname is an alternate
  std::vector<TableOrder> orders;
  std::optional<Mapping>
      expected_date;  // of birth: with it and no date of birth a record is unborn
  // A record is left out if `only` has places and none of them has a value, or if a place of
  // leave_out has a value. All their columns must be in the export.
  std::vector<Place> only, leave_out;
  std::vector<Place> excluded_with;  // further ids by which an exclusion list can name a record
  std::string text;
  Digest digest;  // SHA-256 of the text
};

inline constexpr std::size_t kMaxProfile = std::size_t{64} * 1024;  // bytes
inline constexpr std::size_t kMaxFacts = 256;                       // lines that say something

// malformed, as "name:line: ...". Messages do not show the text, because it may be another file.
Result<Profile> parse_profile(std::string_view text, const std::string& name);

// The profiles that ship, by name.
struct ShippedProfile {
  std::string_view name, text;
};
std::span<const ShippedProfile> shipped_profiles();
// Takes the name of a profile that ships, or the path of a file ending in ".profile". refused: no
// such profile (with the list).
Result<Profile> find_profile(const std::string& name_or_path);

// A data set's profile in an agreement: its name, and optionally the SHA-256 of its text.
struct AgreedProfile {
  std::string name;
  std::optional<Digest> text = {};
};
// The profile that the agreement names or, if that is "own", the file. refused: no such profile in
// this version, or its text is not the agreed text. usage: "own" without a file, or a file although
// the agreement names another profile.
Result<Profile> agreed_profile(const AgreedProfile& agreed, const std::optional<std::string>& file);

}  // namespace tally::encoder
