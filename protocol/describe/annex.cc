#include "protocol/describe/annex.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "common/join.h"
#include "protocol/describe/describe.h"

namespace tally {
namespace {

constexpr std::string_view kRehearsal =
    "**This agreement is for a rehearsal. Its secrets may come from a seed that anybody can know: "
    "nothing made under it protects anybody. Do not use it with real people's records.**\n\n";

constexpr std::string_view kAbout =
    "Written by `tally-protocol annex` from the agreement alone, for an assessor to check and to "
    "put beside a data protection impact assessment. It says what the agreed technology does and "
    "does not do. It cannot say whether the processing is lawful, necessary and fair: the lawful "
    "basis, the duty of confidence, how people are told and can object, and the contracts between "
    "the parties are for the parties to write.\n\n";

constexpr std::string_view kEncoded =
    "From each record the holder's own computer makes the columns below, under a secret that only "
    "the holders have. A filter (CLK) shows how alike two records are; a keyed token shows whether "
    "two values are equal. They are **pseudonymised personal data** (UK GDPR Article 4(5)): nobody "
    "is named, but each is about one person, and who has the secret can test any guess against it. "
    "Names, dates of birth, addresses and identifiers do not leave their holder in any other form, "
    "nor does a holder's own identifier of a record: a *reference* under a key of the holder's own "
    "takes its place.\n\n";

constexpr std::string_view kPayload =
    "Beside its encoding a holder may send an analyst a payload: references with those columns of "
    "its data that the parties want analysed. The agreement does not list them: list them here, "
    "and why each is needed.\n\n";

constexpr std::string_view kRisks =
    "| what could happen | what is done | what remains |\n"
    "|---|---|---|\n"
    "| Somebody other than the reader gets a file | every file is sealed to its readers' keys, "
    "signed by its maker, and expires | who steals a reader's keys can read what was sealed to "
    "them |\n"
    "| The linker tries to find out who the records are | it never has the secret, so it cannot "
    "encode a guess; filters of one column never share positions with another's | **graph matching "
    "is not mitigated**: a linker with a similar list of people can match how alike its people are "
    "to each other with how alike the filters are, and name many (Vidanage and others, CIKM 2020; "
    "Schäfer and others, ACSAC 2024). "
    "Frequent values can be guessed from their frequency |\n"
    "| The linker and a holder work together | they are different parties, which the parties "
    "should keep apart; the logs of both are checked | **together they can look up any person** in "
    "every data set "
    "that was encoded under the secret: technology does not prevent it |\n"
    "| A thief gets the secret | it travels sealed to the holders only and is destroyed by the day "
    "agreed | with the secret and a submission, any person can be looked up in it |\n"
    "| A holder learns which of its people the others know | holders receive nothing about matches "
    "unless the agreement makes them an analyst; files are alike whether records matched or not | "
    "what analysts and governance tell it of the report |\n"
    "| An analyst recognises somebody in the linked data | no identifiers in bridges or payloads; "
    "study ids differ for every analyst | rare combinations in a payload can still point to one "
    "person: minimise it and check what is published. Re-identification without the controller's "
    "consent is an offence (Data Protection Act 2018, section 171) |\n"
    "| Records of two people are linked, or of one are not | thresholds are estimated and "
    "reported; rivals such as twins can be flagged | errors fall unevenly, more often on people "
    "whose names are changed or spelled in many ways: do not decide about a person by a link "
    "alone |\n"
    "| A party does other than agreed | files name agreement, data set, sequence and expiry and "
    "are refused otherwise; `tally-protocol verify` replays a run from the files and logs | what "
    "a party does outside the programs leaves no trace in them |\n\n";

// Free text as Markdown shows it, mark-up or not.
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

std::string made_of(const Column& column) {
  if (column.key) return std::string(name_of(*column.key));
  std::vector<std::string> fields;
  for (const Feature& feature : column.features) fields.emplace_back(name_of(feature.field));
  return join(fields);
}

std::string what_is_processed(const AgreementTerms& terms) {
  std::string out = "## What is processed\n\n";
  out += head({"data set", "held by", "fields encoded", "columns made", "persons", "in every run"});
  for (const Dataset& dataset : terms.datasets) {
    out +=
        row({dataset.name, dataset.holder, join(field_names(dataset.fields)), join(dataset.columns),
             dataset.duplicates ? "may be several records" : "one record each",
             dataset.required ? "yes" : "no"});
  }
  out += "\n" + std::string(kEncoded) + head({"column", "kind", "made of"});
  for (const Column& column : terms.encoding.columns) {
    const bool filter = column.kind == Column::Kind::filter;
    out +=
        row({column.name, filter ? "filter of " + std::to_string(column.bits) + " bits" : "token",
             made_of(column) + (is_filled(terms, column) ? "" : " (no data set fills it)")});
  }
  return out + "\nNo hardening step is agreed.\n\n" + std::string(kPayload);
}

// What a role does, receives and thereby can see.
struct Sight {
  Party::Role role;
  std::string_view name;
  std::string_view does;
  std::string_view sees;
};
constexpr Sight kSights[] = {
    {Party::Role::holder, "data holder", "encodes its records, sends submissions and payloads",
     "its own records; the secret, sealed to it. Not: the report, others' records or "
     "encodings, nor which of its records matched"},
    {Party::Role::key_maker, "key maker", "makes the secret and sends it to the holders",
     "as a data holder"},
    {Party::Role::linker, "linker", "compares encodings, sends bridges and the report",
     "encodings, references and how alike records are; which records seem to be one person; sizes "
     "of the data sets. Not: identifiers, payloads, the secret"},
    {Party::Role::analyst, "analyst", "joins bridges and payloads by study id",
     "which records of the data sets released to it seem to be one person; payloads sent to it; "
     "the report. "
     "Not: identifiers, encodings, scores, the secret"},
    {Party::Role::governance, "governance", "signs, and checks runs afterwards",
     "agreement, report, what the files say of themselves, logs with counts. Not: any record"},
};

std::string by_whom(const AgreementTerms& terms) {
  std::string out = "## By whom, and what each sees\n\n" + head({"party", "role", "does", "sees"});
  for (const Party& party : terms.parties) {
    for (const Sight& sight : kSights) {
      if (!party.has(sight.role)) continue;
      out += row(
          {party.name, std::string(sight.name), std::string(sight.does), std::string(sight.sees)});
    }
  }
  return out +
         "\nEvery party signs the agreement, and can read each party's closing statement. The "
         "report goes to analysts and governance.\n\n";
}

std::string who_receives(const AgreementTerms& terms) {
  std::string out = "## Who receives what\n\n";
  if (terms.releases.empty()) return out + "Nobody receives a bridge.\n\n";
  out += head({"analyst", "references and study ids of", "rivals flagged", "counts not told"});
  for (const Release& release : terms.releases) {
    out +=
        row({release.analyst, join(release.datasets), release.flags ? "yes" : "no",
             release.small_counts == 0 ? "none" : "below " + std::to_string(release.small_counts)});
  }
  return out +
         "\nA bridge has every record of these data sets, matched or not, so that having a "
         "study id says nothing about a person. Scores never leave the linker.\n\n";
}

std::string how_long(const Retention& retention) {
  return "## How long\n\n"
         "- A submission may be linked for " +
         std::to_string(retention.submission_days) +
         " days after it was made.\n"
         "- The holders destroy the secret by " +
         print_date(retention.secret_destroyed) +
         ", and say so in signed closing statements. Once it is gone, "
         "nobody can look people up in an old submission any more.\n"
         "- The agreement ends with " +
         print_date(retention.ends) +
         ": the programs make and read nothing under it afterwards. What analysts keep beyond "
         "that is for the contracts between the parties.\n\n";
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
         "agreement answers, and what "
         "it leaves to the parties.\n\n" +
         head({"", "what is agreed", "for the parties to show"}) +
         row({"Safe projects",
              escaped(terms.title) + "; the agreement above, once every party has signed it",
              "purpose, lawful basis, public benefit"}) +
         row({"Safe people", join(people) + ", each by its own certificates",
              "training and contracts of those who hold the keys"}) +
         row({"Safe settings",
              "encoding on the holder's own computer; sealed files only; the linker has no secret",
              "the security of each party's computers and folders of keys"}) +
         row({"Safe data",
              "identifiers (" + fields_used(terms) +
                  ") leave as keyed columns only; references and study ids in place of local ids",
              "which payload columns go, and that they are as few as the purpose needs"}) +
         row({"Safe outputs",
              analysts.empty() ? "nobody receives a bridge"
                               : "bridges to " + join(analysts) + " only; small counts as above",
              "checking what is published from the linked data"});
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
  out += how_long(terms.retention) + "## What could go wrong\n\n" + std::string(kRisks);
  return out + five_safes(terms);
}

}  // namespace tally
