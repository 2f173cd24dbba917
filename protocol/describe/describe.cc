#include "protocol/describe/describe.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "common/join.h"
#include "protocol/describe/band_words.h"
#include "protocol/describe/filter_words.h"
#include "protocol/describe/hardening_words.h"

namespace tally {
namespace {

constexpr std::string_view kWhatColumnsAre =
    "A record is encoded in those columns that its data set supplies. A filter shows how alike\n"
    "two records are; a keyed token shows whether two values are equal. The linker gets the\n"
    "columns, never the values or the secret. They are pseudonymised personal data.";
constexpr std::string_view kNoHardening =
    " There is no\nhardening: graph matching is not mitigated.\n";
constexpr std::string_view kWhatHardeningIs =
    "\nHardening makes attacks on a filter harder. It is not shown to be safe: "
    "docs/threat-model.md\n"
    "says which attacks succeeded.\n";
constexpr std::string_view kWhatColumnsWithoutFiltersAre =
    "A record is encoded in those columns that its data set supplies. A keyed token shows whether\n"
    "two values are equal. The linker gets the columns, never the values or the secret. They are\n"
    "pseudonymised personal data.\n";

std::string what_filters_are(const Encoding& encoding) {
  const std::string what(kWhatColumnsAre);
  if (is_hardened(encoding)) return what + std::string(kWhatHardeningIs);
  return what + std::string(kNoHardening) + std::string(what_filters_give_away(encoding));
}

std::string what_columns_are(const Encoding& encoding) {
  std::string out = has_filters_or_no_bands(encoding) ? what_filters_are(encoding)
                                                      : std::string(kWhatColumnsWithoutFiltersAre);
  if (has_kind(encoding, Column::Kind::bands)) out += kWhatBandsShow;
  return out;
}

using Row = std::vector<std::string>;

// Rows in aligned columns.
std::string table(const std::vector<Row>& rows, std::size_t indent) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string out;
  for (const Row& row : rows) {
    out.append(indent, ' ');
    std::size_t spaces = 0;  // before the next cell
    for (std::size_t i = 0; i < row.size(); ++i) {
      out.append(spaces, ' ').append(row[i]);
      spaces = widths[i] - row[i].size() + 2;
    }
    out += '\n';
  }
  return out;
}

// 12345 as "12.345".
std::string thousandths(std::uint32_t value) {
  const std::string digits = std::to_string(1000 + value % 1000).substr(1);
  return std::to_string(value / 1000) + "." + digits;
}

std::string describe_roles(const Party& party) {
  constexpr std::array<std::string_view, 5> kNames = {"data holder", "key maker", "linker",
                                                      "analyst", "governance"};
  std::vector<std::string> roles;
  for (const Party::Role role : party.roles) {
    roles.emplace_back(kNames[static_cast<std::size_t>(role)]);
  }
  return join(roles);
}

std::string_view describe_tokens(Tokens tokens) {
  constexpr std::array<std::string_view, 5> kNames = {
      "pairs of characters", "characters with their place", "parts and digits of the date",
      "digits of the date", "the value"};
  return kNames[static_cast<std::size_t>(tokens)];
}

std::string describe_count(const Feature& feature) {
  const std::string count = std::to_string(feature.count);
  if (feature.insertions == Insertions::weight) return "weight " + count;
  return feature.insertions == Insertions::per_field ? count + " bits in all"
                                                     : count + " bits for each";
}

std::string describe_column(const Column& column) {
  if (column.kind == Column::Kind::token) {
    return "  " + column.name + ": a keyed token of " + std::string(name_of(*column.key)) +
           ", compared for equality\n";
  }
  std::string out = "  " + column.name + ": ";
  if (column.kind == Column::Kind::bands) {
    out += size_of_bands(column) + ", of " + std::to_string(column.hashes) +
           " hashes each, that join " + joined_kinds(column);
  } else {
    out += "a filter of " + std::to_string(column.bits) + " bits";
  }
  if (column.needs) out += ", empty without " + std::string(name_of(*column.needs));
  std::vector<Row> rows;
  for (const Feature& f : column.features) {
    rows.push_back({std::string(name_of(f.field)), std::string(describe_tokens(f.tokens)),
                    describe_count(f), "key space " + f.space});
  }
  out += "\n" + table(rows, 4);
  if (column.hardening) out += "    hardened by " + in_words(*column.hardening) + "\n";
  return out;
}

std::string describe_dataset(const Dataset& dataset) {
  const std::string rows = std::to_string(dataset.rows_per_record);
  const std::string profile_text =
      dataset.profile_text ? ", SHA-256 " + to_hex(dataset.profile_text->bytes) : "";
  return "  " + dataset.name + "\n" +
         table({{"held by", dataset.holder},
                {"profile", dataset.profile + profile_text},
                {"fields", join(field_names(dataset.fields))},
                {"columns", join(dataset.columns)},
                {"a person", dataset.duplicates ? "may be several records" : "is one record"},
                {"a record", rows == "1" ? "is one row" : "is up to " + rows + " rows"},
                {"required", dataset.required ? "yes" : "no, a run may leave it out"}},
               4);
}

std::string_view describe_unit(const Pass& pass, const Encoding& encoding) {
  if (encoding.find(pass.search)->kind == Column::Kind::bands) return " by bands";
  return pass.threshold.unit == PassThreshold::Unit::dice ? " Dice" : " bits";
}

std::string describe_decision(const Pass& pass, const Encoding& encoding) {
  switch (pass.rule) {
    case Rule::exact:
      return "links equal tokens of " + pass.search;
    case Rule::threshold:
      return "links at or above " + thousandths(pass.threshold.thousandths) +
             std::string(describe_unit(pass, encoding));
    case Rule::without_truth:
      break;
  }
  return "links at or above a threshold estimated from the data";
}

Row describe_pass(const Pass& pass, const Encoding& encoding) {
  if (pass.rule == Rule::exact) return {pass.name, describe_decision(pass, encoding)};
  const std::string score =
      pass.score.empty() ? "ranks by the same column" : "scores by " + join(pass.score);
  return {pass.name, "searches by " + pass.search + ", " + score,
          describe_decision(pass, encoding)};
}

std::string describe_fallback(const AgreementTerms& terms) {
  std::string out = "\nIf there are too few links to estimate a threshold, it is ";
  if (!has_filters_or_no_bands(terms.encoding)) return out + "a strict one.\n";
  out += thousandths(terms.policy.fallback.value) + " Dice";
  return out +
         (has_kind(terms.encoding, Column::Kind::bands) ? ", and by bands a strict one.\n" : ".\n");
}

std::string describe_policy(const AgreementTerms& terms) {
  std::vector<Row> rows;
  for (const Pass& pass : terms.policy.passes) {
    Row row = describe_pass(pass, terms.encoding);
    row.insert(row.begin(), std::to_string(rows.size() + 1) + ".");
    rows.push_back(std::move(row));
  }
  return "The linker makes these passes, in order, over each pair of data sets that both supply "
         "the\n"
         "columns. A later pass sees only records without a link:\n\n" +
         table(rows, 2) + describe_fallback(terms);
}

std::string describe_parties(const std::vector<Party>& parties) {
  std::string out;
  for (const Party& party : parties) {
    out += "  " + party.name + ": " + describe_roles(party) + "\n";
    out += table({{"card", in_groups(party.card().bytes)}}, 4);
  }
  return out +
         "\nEach party reads its card's fingerprint to the others by telephone before they sign.\n";
}

std::string describe_release(const Release& release) {
  const std::string counts = std::to_string(release.small_counts);
  return "  " + release.analyst + "\n" +
         table({{"gets", "a bridge over " + join(release.datasets) +
                             ": the reference and study id of each record, linked or not"},
                {"flags", release.flags ? "twins, siblings and other rivals are marked" : "none"},
                {"counts",
                 release.small_counts == 0
                     ? "all are shown"
                     : "below " + counts + " are not shown in files that leave the linker"}},
               4);
}

std::string describe_retention(const Retention& retention) {
  return table(
      {{"submissions", "may be linked for " + std::to_string(retention.submission_days) +
                           " days after they are made"},
       {"the secret", "is destroyed by " + print_date(retention.secret_destroyed)},
       {"the agreement", "ends on " + print_date(retention.ends) +
                             ": then no file is opened, and only closing statements are made"}},
      2);
}

}  // namespace

std::string in_groups(ByteView bytes) {
  std::string out;
  for (const char digit : to_hex(bytes)) {
    if (out.size() % 5 == 4) out += ' ';
    out += digit;
  }
  return out;
}

bool has_supplier(const AgreementTerms& terms, const Column& column) {
  return std::ranges::any_of(terms.datasets, [&](const Dataset& dataset) {
    return std::ranges::count(dataset.columns, column.name) != 0;
  });
}

std::string describe(const Agreement& agreement) {
  const AgreementTerms& terms = agreement.terms();
  std::string out;
  if (terms.purpose == Purpose::rehearsal) {
    out +=
        "REHEARSAL: secrets may come from a seed, so nothing made under this agreement protects "
        "anybody\n\n";
  }
  out += terms.title + "\n\n";
  out += table({{"fingerprint", in_groups(agreement.fingerprint().bytes)},
                {"encoding", in_groups(agreement.encoding_fingerprint().bytes)},
                {"project", in_groups(terms.project.bytes)},
                {"amends", terms.amends ? in_groups(terms.amends->bytes) : "nothing"}},
               0);
  out += "\nParties\n\n" + describe_parties(terms.parties);
  out += "\nWhat is encoded\n\nText is standardised by version " +
         std::to_string(terms.encoding.standardiser) + " of the rules with the data of Unicode " +
         terms.encoding.unicode + ".\n" + what_columns_are(terms.encoding) + "\n";
  for (const Column& column : terms.encoding.columns) {
    out += describe_column(column);
    if (is_hardened(terms.encoding) && column.kind == Column::Kind::filter && !column.hardening)
      out += "    not hardened: graph matching is not mitigated\n";
    if (!has_supplier(terms, column))
      out += "    no data set supplies it: nothing is encoded in it\n";
  }
  out += "\nData sets\n\n";
  for (const Dataset& dataset : terms.datasets) out += describe_dataset(dataset);
  out += "\nHow records are linked\n\n" + describe_policy(terms);
  out += "\nWho receives what\n\n";
  for (const Release& release : terms.releases) out += describe_release(release);
  if (terms.releases.empty()) out += "  Nobody receives a bridge.\n";
  return out + "\nHow long\n\n" + describe_retention(terms.retention);
}

std::string describe_signatures(const SignedAgreement& agreement) {
  std::vector<Row> rows;
  for (const Party& party : agreement.agreement().terms().parties) {
    rows.push_back(
        {party.name, "signed " + print_time(agreement.signed_at(party)),
         "may sign until " + print_time(agreement.signing(party).not_after()),
         "files are sealed to it until " + print_time(agreement.opening(party).not_after())});
  }
  return agreement.agreement().terms().title + "\n\n" +
         table({{"fingerprint", in_groups(agreement.agreement().fingerprint().bytes)}}, 0) +
         "\nAll its parties, and nobody else, have signed this text:\n\n" + table(rows, 2);
}

}  // namespace tally
