#include "protocol/agreement/agreement_rules.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "common/utf8.h"
#include "protocol/agreement/agreement_rule_parts.h"
#include "protocol/agreement/encodings.h"

namespace tally {
namespace {

constexpr std::size_t kMaxTitle = 200;  // bytes
constexpr std::size_t kMaxParties = 64;
constexpr std::size_t kMaxDatasets = 64;
constexpr std::uint32_t kMaxSmallCounts = 1000;
constexpr std::uint32_t kMaxSubmissionDays = 3660;
constexpr std::int64_t kSecretOutlives = 366;  // days
constexpr Time kLastTime{253'402'300'799};     // of the year 9999

// Characters that could make a terminal or a page show something other than the signed text:
// control, format and fill characters, variation selectors and tags of Unicode 15. First and last
// of each range.
constexpr std::pair<char32_t, char32_t> kHidden[] = {
    {0x00, 0x1F},       {0x7F, 0x9F},       {0xAD, 0xAD},      {0x034F, 0x034F}, {0x0600, 0x0605},
    {0x061C, 0x061C},   {0x06DD, 0x06DD},   {0x070F, 0x070F},  {0x115F, 0x1160}, {0x17B4, 0x17B5},
    {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},  {0x2060, 0x206F}, {0x2800, 0x2800},
    {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},  {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB},
    {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
bool is_control(char32_t c) {
  return std::ranges::any_of(
      kHidden, [c](const auto& range) { return range.first <= c && c <= range.second; });
}

Status check_title(std::string_view title) {
  if (title.empty() || title.size() > kMaxTitle)
    return refused("title: must be 1 to 200 bytes long");
  const Error wrong = refused("title: has control characters, or is not UTF-8");
  if (!is_utf8(title)) return wrong;
  for (std::size_t at = 0; at < title.size();) {
    if (is_control(next_character(title, at))) return wrong;
  }
  return {};
}

// ---- parties

std::size_t count_role(const std::vector<Party>& parties, Party::Role role) {
  return static_cast<std::size_t>(
      std::ranges::count_if(parties, [role](const Party& party) { return party.has(role); }));
}

Status check_party(const Party& party) {
  const std::string place = quoted("party", party.name);
  if (party.roles.empty()) return refused(place + ": no role");
  // One order and no repeats, so that one meaning has one text.
  if (std::ranges::adjacent_find(party.roles, std::greater_equal<>()) != party.roles.end()) {
    return refused(place + ": each role must appear once, in the order of the format");
  }
  if (party.has(Party::Role::key_maker) && !party.has(Party::Role::holder)) {
    return refused(place + ": the key maker must also be a holder");
  }
  if (party.has(Party::Role::linker) && party.has(Party::Role::holder)) {
    return refused(place + ": the linker must not be a holder",
                   "the linker must never have the secret");
  }
  if (party.has(Party::Role::linker) && party.has(Party::Role::analyst)) {
    return refused(place + ": the linker must not be an analyst",
                   "an analyst joins data, which the linker must never have");
  }
  if (party.has(Party::Role::governance) && party.roles.size() > 1) {
    return refused(place + ": governance must have no other role",
                   "governance checks the other parties");
  }
  return {};
}

// Each certificate serves one party and one use. So a signature has one signer, and opening keys
// can be destroyed while signing keys are kept.
Status check_certificates(const std::vector<Party>& parties) {
  std::set<Digest> seen;
  for (const Party& party : parties) {
    for (const Digest& digest : {party.signing, party.opening}) {
      if (!seen.insert(digest).second) {
        return refused(quoted("party", party.name) + ": a certificate is given twice",
                       "every party has one certificate for signing and another for opening");
      }
    }
  }
  return {};
}

Status check_parties(const std::vector<Party>& parties) {
  TRY(check_names(parties, "parties", kMaxParties));
  for (const Party& party : parties) TRY(check_party(party));
  if (count_role(parties, Party::Role::linker) != 1)
    return refused("parties: there must be exactly one linker");
  if (count_role(parties, Party::Role::key_maker) != 1)
    return refused("parties: there must be exactly one key maker");
  return check_certificates(parties);
}

// ---- data sets

Status check_supplied(const Dataset& dataset, const Encoding& encoding, const std::string& place) {
  if (dataset.columns.empty()) return refused(place + ": its fields supply no column");
  const Column* last = nullptr;
  for (const std::string& name : dataset.columns) {
    const Column* column = encoding.find(name);
    if (column == nullptr) return refused(place + ": the encoding has no such column");
    if (last != nullptr && column <= last) {
      return refused(place + ": each column must appear once, in the order of the encoding");
    }
    last = column;
  }
  if (RowLayout::of(encoding, dataset).row_size > kMaxRowSize) {
    return refused(place + ": a row would be longer than 64 KiB");
  }
  return {};
}

// The agreed fields are exactly the encoded ones, and they supply every column.
Status check_fields(const Dataset& dataset, const Encoding& encoding, const std::string& place) {
  const std::vector<std::string> filled = supplied_columns(encoding, dataset.fields);
  for (const std::string& column : dataset.columns) {
    if (std::ranges::find(filled, column) == filled.end()) {
      return refused(place + ": no field supplies the column \"" + column + "\"");
    }
  }
  const PerField<bool> used = fields_of(encoding, dataset.columns);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (!dataset.fields.values[i] || used.values[i]) continue;
    return refused(place + ": no column encodes the field \"" + std::string(kFieldNames[i]) + "\"");
  }
  return {};
}

bool has_bands(const Encoding& encoding) {
  return std::ranges::any_of(
      encoding.columns, [](const Column& column) { return column.kind == Column::Kind::bands; });
}

Status check_dataset(const Dataset& dataset, const AgreementTerms& terms) {
  const std::string place = quoted("data set", dataset.name);
  const auto holder = std::ranges::find(terms.parties, dataset.holder, &Party::name);
  if (holder == terms.parties.end() || !holder->has(Party::Role::holder)) {
    return refused(place + ": its holder must be a party with the role holder");
  }
  if (!is_name(dataset.profile)) return refused(place + ": profile: not a valid name");
  if (dataset.rows_per_record < 1 || dataset.rows_per_record > kMaxRowsPerRecord) {
    return refused(place + ": rows_per_record must be 1 to 8");
  }
  if (dataset.duplicates && has_bands(terms.encoding)) {
    return refused(place + ": bands cannot find one person's several records",
                   "join or remove them before encoding, or take another level");
  }
  TRY(check_supplied(dataset, terms.encoding, place));
  return check_fields(dataset, terms.encoding, place);
}

// All holders receive the secret, so a party that needs no secret must not be a holder.
Status check_holders(const AgreementTerms& terms) {
  for (const Party& party : terms.parties) {
    if (party.has(Party::Role::holder) &&
        std::ranges::find(terms.datasets, party.name, &Dataset::holder) == terms.datasets.end()) {
      return refused(quoted("party", party.name) + ": a holder must hold a data set");
    }
  }
  return {};
}

// ---- release and retention

Status check_release(const Release& release, const AgreementTerms& terms) {
  const auto analyst = std::ranges::find(terms.parties, release.analyst, &Party::name);
  if (analyst == terms.parties.end() || !analyst->has(Party::Role::analyst)) {
    return refused("release: must name an analyst");
  }
  const std::string place = quoted("release to", release.analyst);
  if (release.datasets.empty()) return refused(place + ": there must be a data set");
  auto last = terms.datasets.end();
  for (const std::string& name : release.datasets) {
    const auto dataset = std::ranges::find(terms.datasets, name, &Dataset::name);
    if (dataset == terms.datasets.end()) {
      return refused(place + ": the agreement has no such data set");
    }
    if (last != terms.datasets.end() && dataset <= last) {
      return refused(place + ": each data set must appear once, in the order of the agreement");
    }
    last = dataset;
  }
  if (release.small_counts > kMaxSmallCounts) {
    return refused(place + ": small_counts must be 0 to 1000");
  }
  return {};
}

// Each analyst has one release, in the order of the parties: a bridge is named after its analyst.
Status check_releases(const AgreementTerms& terms) {
  auto next = terms.releases.begin();
  for (const Release& release : terms.releases) TRY(check_release(release, terms));
  for (const Party& party : terms.parties) {
    if (!party.has(Party::Role::analyst)) continue;
    if (next == terms.releases.end() || next->analyst != party.name) {
      return refused(quoted("party", party.name) +
                     ": every analyst needs a release, in the order of the parties");
    }
    ++next;
  }
  if (next != terms.releases.end()) return refused("release: an analyst must have only one");
  return {};
}

Status check_retention(const Retention& retention) {
  const auto sayable = [](Time time) { return Time{} <= time && time <= kLastTime; };
  if (!sayable(retention.ends) || !sayable(retention.secret_destroyed)) {
    return refused("retention: a day must be in the years 1970 to 9999");
  }
  if (retention.submission_days < 1 || retention.submission_days > kMaxSubmissionDays) {
    return refused("retention: submission_days must be 1 to 3660");
  }
  if (retention.secret_destroyed > days_after(retention.ends, kSecretOutlives)) {
    return refused("retention: secret_destroyed must be at most 366 days after ends");
  }
  return {};
}

}  // namespace

Status check_terms(const AgreementTerms& terms) {
  TRY(check_title(terms.title));
  TRY(check_parties(terms.parties));
  TRY(check_encoding(terms.encoding));
  TRY(check_names(terms.datasets, "datasets", kMaxDatasets));
  for (const Dataset& dataset : terms.datasets) TRY(check_dataset(dataset, terms));
  TRY(check_holders(terms));
  TRY(check_policy(terms.policy, terms.encoding));
  TRY(check_releases(terms));
  return check_retention(terms.retention);
}

}  // namespace tally
