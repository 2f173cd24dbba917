#include "protocol/agreement_rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "protocol/encodings.h"
#include "protocol/limits.h"

namespace tally {
namespace {

constexpr std::size_t kMaxTitle = 200;  // bytes
constexpr std::size_t kMaxParties = 64;
constexpr std::size_t kMaxDatasets = 64;
constexpr std::size_t kMaxPasses = 64;
constexpr std::uint32_t kMaxStandardiser = 65535;
// A small filter fills up and tells its tokens apart less, but is guessed more easily.
constexpr std::uint32_t kMinFilterBits = 512;
constexpr std::uint32_t kMaxCount = 1024;
constexpr std::uint32_t kMaxRowsPerRecord = 8;
constexpr std::uint32_t kMaxDiceThreshold = 1000;      // thousandths
constexpr std::uint32_t kMaxScoreThreshold = 1000000;  // thousandths of a bit

std::string quoted(std::string_view kind, std::string_view name) {
  return std::string(kind) + " \"" + std::string(name) + "\"";
}

// Names that are allowed and unlike each other, between one and limit of them. Only then may a
// message repeat one.
template <class Item>
Status check_names(const std::vector<Item>& items, const std::string& place, std::size_t limit) {
  if (items.empty()) return refused(place + ": none");
  if (items.size() > limit) return refused(place + ": over " + std::to_string(limit));
  std::set<std::string_view> seen;
  for (const Item& item : items) {
    if (!is_name(item.name)) {
      return refused(place + "[" + std::to_string(seen.size()) + "]: bad name",
                     "a name is 1 to 64 of a-z, 0-9, _ and -");
    }
    if (!seen.insert(item.name).second)
      return refused(place + ": two called \"" + item.name + "\"");
  }
  return {};
}

// The code point that begins the text, which loses it; nothing where the text is not UTF-8.
std::optional<char32_t> take_code_point(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t size = byte(0) < 0x80   ? 1
                           : byte(0) < 0xC2 ? 0
                           : byte(0) < 0xE0 ? 2
                           : byte(0) < 0xF0 ? 3
                           : byte(0) < 0xF5 ? 4
                                            : 0;
  if (size == 0 || size > text.size()) return std::nullopt;
  char32_t point = size == 1 ? byte(0) : byte(0) & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return std::nullopt;
    point = point << 6 | (byte(i) & 0x3F);
  }
  const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
  if (overlong || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return std::nullopt;
  text.remove_prefix(size);
  return point;
}

// What could make a terminal or a page show something other than what is signed.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

Status check_title(std::string_view title) {
  if (title.empty() || title.size() > kMaxTitle) return refused("title: not 1 to 200 bytes");
  while (!title.empty()) {
    const std::optional<char32_t> point = take_code_point(title);
    if (!point || is_control(*point)) return refused("title: control characters, or not UTF-8");
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
    return refused(place + ": roles repeated or not in the order of the format");
  }
  if (party.has(Party::Role::key_maker) && !party.has(Party::Role::holder)) {
    return refused(place + ": a key maker that is not a holder");
  }
  if (party.has(Party::Role::linker) && party.has(Party::Role::holder)) {
    return refused(place + ": a linker that is a holder", "the linker never has the secret");
  }
  return {};
}

Status check_parties(const std::vector<Party>& parties) {
  TRY(check_names(parties, "parties", kMaxParties));
  for (const Party& party : parties) TRY(check_party(party));
  if (count_role(parties, Party::Role::linker) != 1) return refused("parties: not one linker");
  if (count_role(parties, Party::Role::key_maker) != 1)
    return refused("parties: not one key maker");
  return {};
}

// ---- encoding

bool suits(Field field, Tokens tokens) {
  const bool date = tokens == Tokens::date_components || tokens == Tokens::date_digits;
  return date == (field == Field::date_of_birth);
}

Status check_feature(const Feature& feature, const std::string& column) {
  const std::string place = column + ": " + quoted("field", name_of(feature.field));
  if (is_key(feature.field)) return refused(place + ": a key belongs in a token column");
  if (!is_name(feature.space)) return refused(place + ": bad name of the key space");
  if (!suits(feature.field, feature.tokens))
    return refused(place + ": tokens of another kind of field");
  if (feature.count < 1 || feature.count > kMaxCount)
    return refused(place + ": count not 1 to 1024");
  return {};
}

Status check_filter(const Column& column) {
  const std::string place = quoted("column", column.name);
  if (column.bits % 64 != 0 || column.bits < kMinFilterBits || column.bits > kMaxFilterBits) {
    return refused(place + ": bits not a multiple of 64 from 512 to 32768");
  }
  if (column.features.empty()) return refused(place + ": no features");
  std::set<Field> fields;
  for (const Feature& feature : column.features) {
    TRY(check_feature(feature, place));
    if (!fields.insert(feature.field).second) return refused(place + ": a field given twice");
  }
  if (column.needs && !fields.contains(*column.needs)) {
    return refused(place + ": needs a field that it does not have");
  }
  const bool only_values = std::ranges::all_of(
      column.features, [](const Feature& f) { return f.tokens == Tokens::value; });
  if (only_values) {
    return refused(place + ": whole values only", "their frequencies give such values away");
  }
  return {};
}

Status check_column(const Column& column) {
  if (column.kind == Column::Kind::filter) return check_filter(column);
  if (!column.key || !is_key(*column.key)) {
    return refused(quoted("column", column.name) + ": a token of a field that is not a key");
  }
  return {};
}

Status check_encoding(const Encoding& encoding) {
  if (encoding.standardiser < 1 || encoding.standardiser > kMaxStandardiser) {
    return refused("encoding: bad version of the standardiser");
  }
  if (!is_unicode_version(encoding.unicode)) return refused("encoding: bad Unicode version");
  TRY(check_names(encoding.columns, "columns", kMaxColumns));
  for (const Column& column : encoding.columns) TRY(check_column(column));
  return {};
}

// ---- data sets

Status check_supplied(const Dataset& dataset, const Encoding& encoding, const std::string& place) {
  if (dataset.columns.empty()) return refused(place + ": supplies no column");
  const Column* last = nullptr;
  for (const std::string& name : dataset.columns) {
    const Column* column = encoding.find(name);
    if (column == nullptr) return refused(place + ": a column that the encoding does not have");
    if (last != nullptr && column <= last) {
      return refused(place + ": columns repeated or not in the order of the encoding");
    }
    last = column;
  }
  if (RowLayout::of(encoding, dataset).row_size > kMaxRowSize) {
    return refused(place + ": a row is over 64 KiB");
  }
  return {};
}

Status check_dataset(const Dataset& dataset, const AgreementTerms& terms) {
  const std::string place = quoted("data set", dataset.name);
  const auto holder = std::ranges::find(terms.parties, dataset.holder, &Party::name);
  if (holder == terms.parties.end() || !holder->has(Party::Role::holder)) {
    return refused(place + ": its holder is not a party with that role");
  }
  if (!is_name(dataset.profile)) return refused(place + ": bad name of the profile");
  if (dataset.rows_per_record < 1 || dataset.rows_per_record > kMaxRowsPerRecord) {
    return refused(place + ": rows_per_record not 1 to 8");
  }
  return check_supplied(dataset, terms.encoding, place);
}

// ---- policy

Status check_score(const Pass& pass, const Encoding& encoding, const std::string& place) {
  std::set<std::string_view> seen;
  for (const std::string& name : pass.score) {
    const Column* column = encoding.find(name);
    if (column == nullptr || column->kind != Column::Kind::filter) {
      return refused(place + ": scores by what is not a filter column");
    }
    if (!seen.insert(name).second) return refused(place + ": scores by a column twice");
  }
  return {};
}

Status check_pass(const Pass& pass, const Encoding& encoding) {
  const std::string place = quoted("pass", pass.name);
  const Column* search = encoding.find(pass.search);
  const auto kind = pass.rule == Rule::exact ? Column::Kind::token : Column::Kind::filter;
  if (search == nullptr || search->kind != kind) {
    return refused(place + ": searches by what is not a " +
                   (kind == Column::Kind::token ? "token" : "filter") + " column");
  }
  if (pass.rule == Rule::exact && !pass.score.empty())
    return refused(place + ": exact, yet scored");
  TRY(check_score(pass, encoding, place));
  const std::uint32_t limit = pass.score.empty() ? kMaxDiceThreshold : kMaxScoreThreshold;
  if (pass.rule == Rule::threshold && (pass.threshold < 1 || pass.threshold > limit)) {
    return refused(place + ": threshold not 1 to " + std::to_string(limit));
  }
  return {};
}

Status check_policy(const Policy& policy, const Encoding& encoding) {
  TRY(check_names(policy.passes, "passes", kMaxPasses));
  for (const Pass& pass : policy.passes) TRY(check_pass(pass, encoding));
  if (policy.fallback.value < 1 || policy.fallback.value > kMaxDiceThreshold) {
    return refused("policy: fallback_threshold not 1 to 1000");
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
  return check_policy(terms.policy, terms.encoding);
}

}  // namespace tally
