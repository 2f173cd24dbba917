// The agreement: what the parties have settled, as people read and sign it. Format:
// docs/formats/agreement.md.
//
//   Agreement::parse(text) or make_agreement(...)   ->   text(), fingerprint(),
//   encoding_fingerprint()
//
// One canonical form: parse refuses any text that is not what text() would print, so a fingerprint
// names one meaning and one run of bytes. Secrets are never in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/bytes.h"
#include "common/dice.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/base/fields.h"

namespace tally {

// How a value becomes tokens. The names are part of the agreement's format.
enum class Tokens : std::uint8_t {
  padded_bigrams,         // names, streets: each word padded; repeats numbered
  positional_characters,  // postcode, house: "i:c"
  date_components,        // date: year, month, day, pairs and positional digits
  date_digits,            // date: positional digits only
  value,                  // sex: the value itself
};

enum class Insertions : std::uint8_t {
  per_field,  // "bits": that many for the whole value, shared out over its distinct tokens
  per_token,  // "k": that many for each token
};

// A field's part in a filter.
struct Feature {
  Field field;
  std::string space;  // key space: features of one space in one filter share positions
  Tokens tokens;
  Insertions insertions;
  std::uint32_t count;  // 1..1024
};

// A token column compares for equality under a key; a filter column by Dice.
struct Column {
  enum class Kind : std::uint8_t { filter, token };
  std::string name;
  Kind kind;
  // filter
  std::uint32_t bits = 0;      // a multiple of 64, 64..32768
  std::optional<Field> needs;  // without this field the filter stays empty
  std::vector<Feature> features;
  // token
  std::optional<Field> key;
};

struct Encoding {
  std::uint32_t standardiser = 0;  // version of the rules of encoder/standardise
  std::string unicode;             // version of the Unicode data behind them, as "15.0"
  std::vector<Column> columns;
  // Hardening steps come here; the format has the list, empty until one ships.

  const Column* find(std::string_view column) const;
};

// Whether a data set with these fields fills the column: it has one of its fields at least, and the
// one that it needs.
bool is_supplied(const Column& column, const PerField<bool>& has);
std::vector<std::string> supplied_columns(const Encoding& encoding, const PerField<bool>& has);
// The fields that go into the columns named.
PerField<bool> fields_of(const Encoding& encoding, const std::vector<std::string>& columns);

struct Party {
  std::string name;
  // governance signs, reads reports and checks; it holds no other role.
  enum class Role : std::uint8_t { holder, key_maker, linker, analyst, governance };
  std::vector<Role> roles;  // a key maker is also a holder
  Digest signing = {};      // SHA-256 of the certificate that its signatures are checked with
  Digest opening = {};      // of the one that files are sealed to
  bool has(Role role) const;
  // What people read to each other over the telephone: card_fingerprint of protocol/identity.h.
  Digest card() const { return sha256({signing.bytes, opening.bytes}); }
};

inline constexpr std::uint32_t kMaxRowsPerRecord = 8;

struct Dataset {
  std::string name;
  std::string holder;
  std::string profile;                 // by which the encoder reads the source
  std::optional<Digest> profile_text;  // SHA-256 of the profile's text, where the parties fix it
  PerField<bool> fields;               // that are encoded; the encoder drops every other
  std::vector<std::string> columns;    // of the encoding, in its order; what the fields fill
  bool duplicates = false;             // whether one person may be in it as several records
  std::uint32_t rows_per_record = 1;   // alternates: 1..8 rows of equal local_id are one record
  bool required = true;
};

enum class Rule : std::uint8_t { exact, threshold, without_truth };

// The least score of a link. Dice in a pass that ranks by its search column, bits in one that
// scores.
struct PassThreshold {
  enum class Unit : std::uint8_t { dice, bits };
  Unit unit = Unit::dice;
  std::uint32_t thousandths = 0;
  friend bool operator==(const PassThreshold&, const PassThreshold&) = default;
};

struct Pass {
  std::string name;
  std::string search;              // a token column if exact, else a filter column
  std::vector<std::string> score;  // filter columns; empty: rank by Dice of the search column
  Rule rule;
  PassThreshold threshold = {};  // with Rule::threshold

  PassThreshold::Unit unit() const {
    return score.empty() ? PassThreshold::Unit::dice : PassThreshold::Unit::bits;
  }
};

struct Policy {
  std::vector<Pass> passes;  // in order; a later pass sees only records still free
  Permille fallback;         // Dice threshold where too few links allow none to be estimated
};

// Who gets a bridge, over which data sets: their references with study ids. One for each analyst.
struct Release {
  std::string analyst;
  std::vector<std::string> datasets;
  bool flags = false;              // whether twin and sibling flags go along
  std::uint32_t small_counts = 0;  // counts below this are not told in what leaves the linker
};

// Days count whole: a day of the text is its last second here.
constexpr Time last_of_day(Time begin) {
  return {begin.seconds + kSecondsADay - 1};
}

struct Retention {
  Time ends;  // of the agreement: nothing is made or read under it afterwards
  std::uint32_t submission_days = 0;  // that a submission may be linked, 1..3660
  Time secret_destroyed;              // by when the holders destroy the secret
};

// Marks an agreement under which secrets may come from a seed: for rehearsals over made-up or
// own data, refused everywhere else.
enum class Purpose : std::uint8_t { linkage, rehearsal };

struct AgreementTerms {
  Purpose purpose = Purpose::linkage;
  std::string title;
  ProjectId project;
  std::optional<Digest> amends;  // fingerprint of the agreement this one replaces
  std::vector<Party> parties;
  Encoding encoding;
  std::vector<Dataset> datasets;
  Policy policy;
  std::vector<Release> releases;
  Retention retention;
};

class Agreement {
 public:
  // malformed: not canonical, with the place; refused: terms that break a rule of the format (an
  // unknown column, a data set without a holder, a filter too small, ...).
  static Result<Agreement> parse(std::string_view text);
  static Result<Agreement> make(AgreementTerms terms);
  static Result<Agreement> load(const std::string& path);

  const AgreementTerms& terms() const { return terms_; }
  const Encoding& encoding() const { return terms_.encoding; }
  const std::string& text() const { return text_; }
  // SHA-256 of text().
  const Digest& fingerprint() const { return fingerprint_; }
  // SHA-256 of the encoding section's own canonical text: keys derive from it, policy does not
  // change it.
  const Digest& encoding_fingerprint() const { return encoding_fingerprint_; }
  // refused: no such data set.
  Result<DatasetIndex> dataset(std::string_view name) const;
  const Dataset& dataset(DatasetIndex index) const { return terms_.datasets[at(index)]; }
  // Null: no such party; for a role, the first that has it.
  const Party* party(std::string_view name) const;
  const Party* party(Party::Role role) const;
  const Party* signer(const Digest& certificate) const;  // whose signing certificate this is

 private:
  Agreement() = default;
  AgreementTerms terms_;
  std::string text_;
  Digest fingerprint_;
  Digest encoding_fingerprint_;
};

}  // namespace tally
