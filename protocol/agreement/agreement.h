// The agreement: the text of what the parties have settled, which people read and sign. Format:
// docs/formats/agreement.md.
//
//   Agreement::parse(text) or Agreement::make(terms)   ->   text(), fingerprint(),
//   encoding_fingerprint()
//
// An agreement has one canonical form, and parse refuses any other text. So a fingerprint names one
// meaning and one sequence of bytes. An agreement never contains a secret.
#pragma once

#include <cstddef>
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

inline constexpr std::size_t kMaxAgreement = std::size_t{1} << 20;  // bytes

// How a value becomes tokens. The names are part of the agreement's format.
enum class Tokens : std::uint8_t {
  padded_bigrams,         // names, streets: each word padded; repeats numbered
  positional_characters,  // postcode, house: "i:c"
  date_components,        // date: year, month, day, pairs and positional digits
  date_digits,            // date: positional digits only
  value,                  // sex: the value itself
};

enum class Insertions : std::uint8_t {
  per_field,  // "bits", of a filter: count for the whole value, shared among its distinct tokens
  per_token,  // "k", of a filter: count for each token
  weight,     // "weight", of bands: count for the whole value, shared among its distinct tokens
};

// A field's part in a filter or in bands.
struct Feature {
  Field field;
  std::string space;  // key space: features of one column with the same space share their tokens
  Tokens tokens;
  Insertions insertions;
  std::uint32_t count;  // 1..1024
};

// A change of a whole filter that makes attacks harder, at a cost in quality. The names are part of
// the agreement's format.
struct Hardening {
  enum class Kind : std::uint8_t {
    diffusion,  // each bit is the XOR of secret positions of the filter [Armknecht2023]
    saul,       // each bit is the XOR of majority votes of the tokens [Armknecht2026]
  };
  Kind kind;
  std::uint32_t count;  // "t": positions, 2..15; "majorities": 1..9
};

// Token columns are compared for equality, filter columns by Dice, bands by the number of bands
// that are equal.
struct Column {
  enum class Kind : std::uint8_t { filter, token, bands };
  std::string name;
  Kind kind;
  // filter, bands
  std::uint32_t bits =
      0;  // of a filter: a multiple of 64, 64..32768; of one band: 32..64, in bytes
  std::vector<Feature> features;
  // filter
  std::optional<Field> needs;  // without this field the filter stays empty
  std::optional<Hardening> hardening;
  // bands
  std::uint32_t bands = 0;                // 8..512
  std::uint32_t hashes = 0;               // of one band, 1..16
  std::vector<std::vector<Field>> joins;  // kinds of identifiers: without a field of each, no bands
  // token
  std::optional<Field> key;
};

struct Encoding {
  std::uint32_t standardiser = 0;  // version of the rules of encoder/standardise
  std::string unicode;             // version of the Unicode data, such as "15.0"
  std::vector<Column> columns;

  const Column* find(std::string_view column) const;
};

// Whether a data set with these fields supplies the column: it has at least one of the column's
// fields, and the field that the column needs.
bool is_supplied(const Column& column, const PerField<bool>& has);
std::vector<std::string> supplied_columns(const Encoding& encoding, const PerField<bool>& has);
// The fields that the named columns encode.
PerField<bool> fields_of(const Encoding& encoding, const std::vector<std::string>& columns);

struct Party {
  std::string name;
  // governance signs, reads reports and checks; it holds no other role.
  enum class Role : std::uint8_t { holder, key_maker, linker, analyst, governance };
  std::vector<Role> roles;  // a key maker is also a holder
  Digest signing = {};      // SHA-256 of the certificate that checks its signatures
  Digest opening = {};      // SHA-256 of the certificate for sealing files to the party
  bool has(Role role) const;
  // The fingerprint that people compare over the telephone: card_fingerprint of
  // protocol/identity/identity.h.
  Digest card() const { return sha256({signing.bytes, opening.bytes}); }
};

inline constexpr std::uint32_t kMaxRowsPerRecord = 8;

struct Dataset {
  std::string name;
  std::string holder;
  std::string profile;                 // the encoder reads the export with it
  std::optional<Digest> profile_text;  // SHA-256 of the profile's text, if the parties fix it
  PerField<bool> fields;               // the encoded fields; the encoder drops all others
  std::vector<std::string> columns;  // columns of the encoding that the fields supply, in its order
  bool duplicates = false;           // whether one person may be in it as several records
  std::uint32_t rows_per_record = 1;  // 1..8 rows with the same local_id are one record
  bool required = true;
};

enum class Rule : std::uint8_t { exact, threshold, without_truth };

// The lowest score of a link: Dice in a pass that ranks by its search column, bits in a pass with
// score columns.
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
  std::vector<Pass> passes;  // in order; a later pass sees only records without a link
  Permille fallback;         // Dice threshold if there are too few links for an estimate
};

// An analyst's bridge, and the data sets with references and study ids in it. One for each analyst.
struct Release {
  std::string analyst;
  std::vector<std::string> datasets;
  bool flags = false;              // whether the bridge flags twins, siblings and other rivals
  std::uint32_t small_counts = 0;  // files that leave the linker do not show counts below this
};

// A day counts as a whole: here, a date of the text is the last second of that day.
constexpr Time last_of_day(Time begin) {
  return {begin.seconds + kSecondsADay - 1};
}

struct Retention {
  Time ends;  // end of the agreement: then no file is opened, only closing statements are made
  std::uint32_t submission_days = 0;  // how many days a submission may be linked, 1..3660
  Time secret_destroyed;              // last moment for the holders to destroy the secret
};

// Under an agreement for a rehearsal, secrets may come from a seed; every other agreement refuses a
// seed. A rehearsal is for made-up data or for a party's own data.
enum class Purpose : std::uint8_t { linkage, rehearsal };

struct AgreementTerms {
  Purpose purpose = Purpose::linkage;
  std::string title;
  ProjectId project;
  std::optional<Digest> amends;  // fingerprint of the agreement that this one replaces
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
  // SHA-256 of the canonical text of the encoding section. Keys derive from it; the policy does not
  // change it.
  const Digest& encoding_fingerprint() const { return encoding_fingerprint_; }
  // refused: no such data set.
  Result<DatasetIndex> dataset(std::string_view name) const;
  const Dataset& dataset(DatasetIndex index) const { return terms_.datasets[at(index)]; }
  // Null if there is no such party. For a role: the first party that has it.
  const Party* party(std::string_view name) const;
  const Party* party(Party::Role role) const;
  // The party that signs with this certificate, or null.
  const Party* signer(const Digest& certificate) const;

 private:
  Agreement() = default;
  AgreementTerms terms_;
  std::string text_;
  Digest fingerprint_;
  Digest encoding_fingerprint_;
};

}  // namespace tally
