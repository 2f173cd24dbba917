#include "protocol/describe/annex.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

#include "common/join.h"
#include "protocol/describe/band_words.h"
#include "protocol/describe/describe.h"
#include "protocol/describe/filter_words.h"
#include "protocol/describe/hardening_words.h"

namespace tally {
namespace {

constexpr std::string_view kRehearsal =
    "**This agreement is for a rehearsal. Its secrets may come from a seed, which anybody can "
    "know, "
    "so nothing made under it protects anybody. Do not use it with real people's records.**\n\n";

constexpr std::string_view kAbout =
    "`tally-protocol annex` wrote this annex from the agreement, and from nothing else. An "
    "assessor "
    "checks it and adds it to a data protection impact assessment. It says what the agreed "
    "technology does and does not do. It cannot say whether the processing is lawful, necessary "
    "and "
    "fair. The parties must write about the lawful basis, the duty of confidence, how people are "
    "informed and can object, and the contracts between the parties.\n\n";

constexpr std::string_view kEncoded =
    "For each record, the holder's own computer makes the columns below, under a secret that only "
    "the holders have. ";
constexpr std::string_view kFilters = "a filter (CLK) shows how alike two records are";
constexpr std::string_view kBandsClause =
    "bands show which records of two data sets are nearly alike";
constexpr std::string_view kTokens =
    "a keyed token shows whether "
    "two values are equal. They are **pseudonymised personal data** (UK GDPR Article 4(5)): they "
    "name nobody, but each is about one person, and anybody who has the secret can test any guess "
    "against it. Names, dates of birth, addresses and identifiers do not leave their holder in any "
    "other form. The holder's own identifier of a record does not leave the holder either: a "
    "*reference*, made with the holder's own key, takes its place.\n\n";

constexpr std::string_view kPayload =
    "In addition to its encoding, a holder may send an analyst a payload: references with those "
    "columns of the holder's data that the parties want to analyse. The agreement does not list "
    "these columns. List them here, and say why each is needed.\n\n";

constexpr std::string_view kRiskOfOthers =
    "| what could happen | what is done about it | what risk remains |\n"
    "|---|---|---|\n"
    "| Somebody other than the reader gets a file | every file is sealed to its readers' keys, "
    "signed by its maker, and expires | anybody who steals a reader's keys can read the files that "
    "were sealed to that reader |\n";
constexpr std::string_view kRiskOfFilters =
    "| The linker tries to find out whose records it has | it never has the secret, so it cannot "
    "encode a guess; filters of different columns never share bit positions | ";
constexpr std::string_view kGraphMatching =
    "**graph matching is not mitigated**: a linker that has a list of similar people can compare "
    "how alike the people on its list are with how alike the filters are, and so name many people "
    "(Vidanage and others, CIKM 2020; Schäfer and others, ACSAC 2024). Frequent values can be "
    "guessed from their frequencies";
constexpr std::string_view kHardenedGraphMatching =
    "**graph matching is harder, but not excluded**: a linker that has a list of similar people "
    "can compare how alike the people on its list are with how alike the filters are. Filters that "
    "are not hardened do not resist. Diffusion does not resist the newest attack, which named up "
    "to 91.6 % of the records of small files; SAUL has been attacked only by its authors "
    "(Armknecht and Schäfer, PoPETs 2026). Filters of few fields repeat, and frequent values can "
    "be guessed from their frequencies |\n";
constexpr std::string_view kFurtherRisks =
    "| The linker and a holder work together | they are different parties, and the parties should "
    "keep them separate; the logs of both are checked | **together they can look up any person** "
    "in "
    "every data set that was encoded under the secret: technology does not prevent this |\n"
    "| A thief gets the secret | the secret travels only sealed to the holders, and is destroyed "
    "by "
    "the agreed day | a thief who has the secret and a submission can look up any person in that "
    "submission |\n"
    "| A holder learns which of its people other parties know | holders receive nothing about "
    "links "
    "unless the agreement makes them analysts; files look alike whether records are linked or not "
    "| what analysts and governance pass on to the holder from the report |\n"
    "| An analyst recognises somebody in the linked data | bridges and payloads have no "
    "identifiers; study ids differ for every analyst | rare combinations in a payload can still "
    "point to one person: send as little as possible and check what is published. "
    "Re-identification without the controller's consent is an offence (Data Protection Act 2018, "
    "section 171) |\n"
    "| Records of two people are linked, or records of one person are not | thresholds are "
    "estimated and reported; rivals such as twins can be flagged | errors are uneven: they are "
    "more "
    "frequent for people whose names change or have many spellings. Never base a decision about a "
    "person only on a link |\n"
    "| A party does something that was not agreed | each file names its agreement, data set, "
    "sequence and expiry, and is refused if they do not fit; `tally-protocol verify` replays a run "
    "from the files and logs | what a party does outside the programs leaves no trace in files or "
    "logs |\n\n";

// Escapes free text, so that Markdown shows it as it is.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>()#+-.!|~&").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& cell : cells) out += " " + cell + " |";
  return out + "\n";
}

std::string head(const std::vector<std::string>& cells) {
  std::string out = row(cells) + "|";
  for (std::size_t i = 0; i < cells.size(); ++i) out += "---|";
  return out + "\n";
}

std::string what_columns_show(const Encoding& encoding) {
  std::vector<std::string> kinds;
  if (has_filters_or_no_bands(encoding)) kinds.emplace_back(kFilters);
  if (has_kind(encoding, Column::Kind::bands)) kinds.emplace_back(kBandsClause);
  kinds.emplace_back(kTokens);
  std::string out = join(kinds, "; ");
  out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
  return std::string(kEncoded) + out;
}

std::string graph_matching(const Encoding& encoding) {
  std::string measured(what_filters_give_away(encoding));
  std::ranges::replace(measured, '\n', ' ');
  return std::string(kGraphMatching) + ". " + measured + "|\n";
}

std::string risks(const Encoding& encoding) {
  std::string out(kRiskOfOthers);
  if (has_filters_or_no_bands(encoding)) {
    out += kRiskOfFilters;
    out += is_hardened(encoding) ? std::string(kHardenedGraphMatching) : graph_matching(encoding);
  }
  if (has_kind(encoding, Column::Kind::bands)) out += kRiskOfBands;
  return out + std::string(kFurtherRisks);
}

std::string kind_of(const Column& column) {
  if (column.kind == Column::Kind::bands) return size_of_bands(column);
  if (column.kind == Column::Kind::token) return "token";
  const std::string kind = "filter of " + std::to_string(column.bits) + " bits";
  return column.hardening ? kind + ", hardened by " + in_words(*column.hardening) : kind;
}

std::string made_of(const Column& column) {
  if (column.key) return std::string(name_of(*column.key));
  std::vector<std::string> fields;
  for (const Feature& feature : column.features) fields.emplace_back(name_of(feature.field));
  return join(fields);
}

std::string what_is_processed(const AgreementTerms& terms) {
  std::string out = "## What is processed\n\n";
  out += head({"data set", "held by", "fields encoded", "columns made", "records of a person",
               "required in every run"});
  for (const Dataset& dataset : terms.datasets) {
    out +=
        row({dataset.name, dataset.holder, join(field_names(dataset.fields)), join(dataset.columns),
             dataset.duplicates ? "one or more" : "one", dataset.required ? "yes" : "no"});
  }
  out += "\n" + what_columns_show(terms.encoding) + head({"column", "kind", "made of"});
  for (const Column& column : terms.encoding.columns) {
    out +=
        row({column.name, kind_of(column),
             made_of(column) + (has_supplier(terms, column) ? "" : " (no data set supplies it)")});
  }
  if (!is_hardened(terms.encoding)) out += "\nNo hardening is agreed.\n";
  return out + "\n" + std::string(kPayload);
}

// The work of a party with a role, and the data that the party can therefore see.
struct Sight {
  Party::Role role;
  std::string_view name;
  std::string_view does;
  std::string_view sees;
};
constexpr Sight kSights[] = {
    {Party::Role::holder, "data holder", "encodes its records, sends submissions and payloads",
     "its own records; the secret, sealed to it. Does not see the report, other parties' records "
     "or encodings, or which of its records are linked"},
    {Party::Role::key_maker, "key maker", "makes the secret and sends it to the holders",
     "the same as a data holder"},
    {Party::Role::linker, "linker", "compares encodings, sends bridges and the report",
     "encodings, references and how alike records are; which records seem to be one person; sizes "
     "of the data sets. Does not see identifiers, payloads or the secret"},
    {Party::Role::analyst, "analyst", "joins bridges and payloads by study id",
     "which records of the data sets released to it seem to be one person; payloads sent to it; "
     "the report. Does not see identifiers, encodings, scores or the secret"},
    {Party::Role::governance, "governance", "signs the agreement, and checks runs afterwards",
     "the agreement, the report, what files say about themselves, and logs with counts. Does not "
     "see any record"},
};

std::string by_whom(const AgreementTerms& terms) {
  std::string out =
      "## Who takes part, and what each party sees\n\n" + head({"party", "role", "does", "sees"});
  for (const Party& party : terms.parties) {
    for (const Sight& sight : kSights) {
      if (!party.has(sight.role)) continue;
      out += row(
          {party.name, std::string(sight.name), std::string(sight.does), std::string(sight.sees)});
    }
  }
  return out +
         "\nEvery party signs the agreement, and can read the closing statements of all parties. "
         "The "
         "report goes to analysts and governance.\n\n";
}

std::string who_receives(const AgreementTerms& terms) {
  std::string out = "## Who receives what\n\n";
  if (terms.releases.empty()) return out + "Nobody receives a bridge.\n\n";
  out += head({"analyst", "data sets in the bridge", "rivals flagged", "counts not shown"});
  for (const Release& release : terms.releases) {
    out +=
        row({release.analyst, join(release.datasets), release.flags ? "yes" : "no",
             release.small_counts == 0 ? "none" : "below " + std::to_string(release.small_counts)});
  }
  return out +
         "\nA bridge has every record of these data sets, linked or not, so having a study id "
         "says nothing about a person. Scores never leave the linker.\n\n";
}

std::string how_long(const Retention& retention) {
  return "## How long\n\n"
         "- A submission may be linked for " +
         std::to_string(retention.submission_days) +
         " days after it was made.\n"
         "- The holders destroy the secret by " +
         print_date(retention.secret_destroyed) +
         ", and state this in their signed closing statements. After that, "
         "nobody can look up people in an old submission.\n"
         "- The agreement ends on " +
         print_date(retention.ends) +
         ". After that day the programs open no file under it, and make only closing "
         "statements. The contracts between the parties say what analysts may keep for "
         "longer.\n\n";
}

std::string fields_used(const AgreementTerms& terms) {
  PerField<bool> used;
  for (const Dataset& dataset : terms.datasets) {
    for (std::size_t i = 0; i < kFieldCount; ++i) used.values[i] |= dataset.fields.values[i];
  }
  return join(field_names(used));
}

std::string five_safes(const AgreementTerms& terms) {
  std::vector<std::string> people, analysts;
  for (const Party& party : terms.parties) people.push_back(party.name);
  for (const Release& release : terms.releases) analysts.push_back(release.analyst);
  return "## Five Safes\n\nThe five questions of Desai, Ritchie and Welpton (2016): what the "
         "agreement answers, and what the parties must still show.\n\n" +
         head({"", "what is agreed", "what the parties must show"}) +
         row({"Safe projects",
              escaped(terms.title) + "; the agreement above, once every party has signed it",
              "purpose, lawful basis, public benefit"}) +
         row({"Safe people", join(people) + ", each with its own certificates",
              "training and contracts of the people who hold the keys"}) +
         row({"Safe settings",
              "encoding on the holder's own computer; sealed files only; the linker has no secret",
              "the security of each party's computers and folders of keys"}) +
         row({"Safe data",
              "identifiers (" + fields_used(terms) +
                  ") leave only as keyed columns; references and study ids replace local ids",
              "which columns a payload has, and that the purpose needs each of them"}) +
         row({"Safe outputs",
              analysts.empty() ? "nobody receives a bridge"
                               : "bridges to " + join(analysts) + " only; small counts as above",
              "how results are checked before they are published"});
}

}  // namespace

std::string annex(const Agreement& agreement) {
  const AgreementTerms& terms = agreement.terms();
  std::string out = "# Annex on data protection: " + escaped(terms.title) + "\n\n";
  if (terms.purpose == Purpose::rehearsal) out += kRehearsal;
  out += kAbout;
  out += "Agreement `" + in_groups(agreement.fingerprint().bytes) + "`";
  if (terms.amends) out += ", which amends `" + in_groups(terms.amends->bytes) + "`";
  out += ".\n\n" + what_is_processed(terms) + by_whom(terms) + who_receives(terms);
  out += how_long(terms.retention) + "## What could go wrong\n\n" + risks(terms.encoding);
  return out + five_safes(terms);
}

}  // namespace tally
