#include "linker/report/report.h"

#include <algorithm>

#include "common/join.h"
#include "common/page.h"
#include "linker/people/release.h"
#include "linker/report/report_words.h"
#include "protocol/describe/describe.h"
#include "protocol/describe/filter_words.h"
#include "protocol/describe/hardening_words.h"

namespace tally::linker {
namespace {

std::string data_sets(const Agreement& agreement, const PairOutcome& pair) {
  const std::string& left = agreement.dataset(pair.left).name;
  if (pair.left == pair.right) return "within " + left;
  return left + " x " + agreement.dataset(pair.right).name;
}

std::string precision_cell(const Decision& decision) {
  if (!decision.precision || decision.unestimated) return "-";
  const std::int64_t permille = rounded(*decision.precision * 1000);
  return std::to_string(permille / 10) + "." + std::to_string(permille % 10) + " %";
}

std::string threshold_cell(const PassOutcome& pass) {
  const Score threshold = pass.decision.threshold;
  if (threshold.unit() == ScoreUnit::none) return "-";
  return print_score(threshold) + " " + std::string(describe(threshold.unit()));
}

std::string remarks(const PassOutcome& pass, const ShownCounts& shown) {
  std::vector<std::string> parts;
  const Decision& decision = pass.decision;
  if (decision.unestimated) parts.push_back("unestimated");
  if (decision.band && decision.band->low != decision.band->high) {
    parts.push_back(shown.text(decision.band->low) + " to " + shown.text(decision.band->high) +
                    " links likely");
  }
  const std::uint64_t ambiguous = count_links(pass, &Link::ambiguous);
  if (ambiguous > 0) parts.push_back(shown.text(ambiguous) + " ambiguous");
  const std::uint64_t different = count_links(pass, &Link::different_keys);
  if (different > 0) parts.push_back(shown.text(different) + " with different keys");
  return join(parts, "; ");
}

PageTable dataset_table(const Agreement& agreement, const Linkage& linkage,
                        const ShownCounts& shown) {
  PageTable table{"Submissions", {"data set", "records", "rows", "with a suspect token"}, {}};
  for (std::size_t s = 0; s < linkage.submissions.size(); ++s) {
    const Submission& submission = linkage.submissions[s];
    std::string suspects;
    for (const DatasetFigures::Suspects& suspect : linkage.figures[s].suspects) {
      suspects +=
          (suspects.empty() ? "" : "; ") + suspect.column + ": " + shown.text(suspect.records);
    }
    table.rows.push_back({agreement.dataset(submission.dataset()).name,
                          shown.text(submission.records()), shown.text(submission.rows()),
                          suspects.empty() ? "-" : suspects});
  }
  return table;
}

std::vector<std::string> pass_header() {
  return {"pass", "candidates", "links", "threshold", "est. precision", "decided by"};
}

std::vector<std::string> pass_cells(const Agreement& agreement, const PassOutcome& pass,
                                    const ShownCounts& shown) {
  return {agreement.terms().policy.passes[pass.pass].name,
          shown.text(pass.candidates),
          shown.text(pass.links.size()),
          threshold_cell(pass),
          precision_cell(pass.decision),
          std::string(describe(pass.decision.method))};
}

PageTable link_table(const Agreement& agreement, const Linkage& linkage, const ShownCounts& shown) {
  PageTable table{"Links by pair of data sets and pass", pass_header(), {}, Cells::notes};
  for (const PairOutcome& pair : linkage.pairs) {
    table.rows.push_back({data_sets(agreement, pair)});
    for (const PassOutcome& pass : pair.passes) {
      table.rows.push_back(pass_cells(agreement, pass, shown));
      const std::string more = remarks(pass, shown);
      if (!more.empty()) table.rows.back().back() += "; " + more;
    }
  }
  return table;
}

PageTable people_table(const Resolution& resolution, const ShownCounts& shown) {
  PageTable table{"People by number of data sets", {"data sets", "people"}, {}};
  for (std::size_t k = 1; k < resolution.clusters.size(); ++k) {
    table.rows.push_back({std::to_string(k), shown.text(resolution.clusters[k])});
  }
  return table;
}

void add_introduction(Page& page, const Agreement& agreement, std::uint32_t least) {
  if (agreement.terms().purpose == Purpose::rehearsal) {
    page.notice("A rehearsal: its secrets come from a seed and protect nobody.");
  }
  page.paragraph("Agreement " + in_groups(agreement.fingerprint().bytes));
  if (least > 0) {
    page.paragraph(
        "Counts from 1 to " + std::to_string(least - 1) + " are shown as \"under " +
        std::to_string(least) +
        "\". Each count is treated separately, so the other counts may still reveal a small one.");
  }
}

void add_datasets(Page& page, const Agreement& agreement, const Linkage& linkage,
                  const ShownCounts& shown) {
  page.heading("Data sets");
  page.paragraph(
      "A token is suspect if two records of a data set without duplicates hold it, such as twins "
      "with their mother's number. It is not used.");
  page.table(dataset_table(agreement, linkage, shown));
}

void explain_links(Page& page) {
  page.list({
      "Threshold: the lowest score of a link. Bits are the log2 of the odds that a pair is a "
      "match: 10 bits are 1,024 to 1, 0 bits are even odds. A threshold below 0 can be right where "
      "most records have a match.",
      "Precision: the share of links that are correct, estimated without truth.",
      "Decided by: equal tokens are the same linking key in both records; the runner-up null uses "
      "second best candidates to estimate how well another "
      "person can score by chance; posteriors are the probabilities that pairs with these scores "
      "are matches.",
      "Unestimated: the pass has too few records, or too few people in both data sets, to judge "
      "its own links. These links are made and need another check. Where siblings would have been "
      "most of them, only pairs that are alike in both names and date of birth are linked.",
      "Links likely: two ways to decide give different numbers of links; the true number is likely "
      "to lie between them.",
      "Ambiguous: another record is nearly as good, often a twin's or a sibling's. Different keys: "
      "linked although a linking key, such as the NHS number, differs.",
  });
}

void add_links(Page& page, const Agreement& agreement, const Linkage& linkage,
               const ShownCounts& shown) {
  page.heading("Links");
  explain_links(page);
  page.table(link_table(agreement, linkage, shown));
  page.paragraph(shown.text(linkage.resolution.links.size()) + " links made, " +
                 shown.text(linkage.resolution.set_aside) +
                 " set aside because a person would have had two records in one data set. The "
                 "table counts links before any is set aside.");
}

// What the linker could find out, if it wanted to.
std::string what_encodings_give_away(const Encoding& encoding) {
  if (is_hardened(encoding)) {
    return " Hardening makes attacks on filters harder; docs/threat-model.md says which succeeded.";
  }
  return " " + std::string(what_filters_give_away(encoding));
}

void add_limits(Page& page, const Encoding& encoding) {
  page.heading("What these figures do not show");
  page.paragraph(
      "Recall, the share of matches that were found, is not estimated: people whose details have "
      "changed too much cannot be seen here. Two records may also be one person because both are "
      "linked to a third record; the table counts only direct links.");
  page.paragraph("Encodings are pseudonymised personal data." + what_encodings_give_away(encoding));
}

}  // namespace

std::vector<std::vector<std::string>> pass_table(const Agreement& agreement,
                                                 const Linkage& linkage) {
  const ShownCounts shown(0);
  std::vector<std::vector<std::string>> rows = {pass_header()};
  rows[0][0].clear();
  for (const PairOutcome& pair : linkage.pairs) {
    rows.push_back({data_sets(agreement, pair)});
    for (const PassOutcome& pass : pair.passes) {
      rows.push_back(pass_cells(agreement, pass, shown));
      rows.back()[0].insert(0, "  ");
      const std::string more = remarks(pass, shown);
      if (!more.empty()) rows.push_back({"    " + more});
    }
  }
  return rows;
}

std::string describe_people(const Resolution& resolution) {
  const ShownCounts shown(0);
  std::uint64_t all = 0;
  std::string parts;
  for (std::size_t k = 1; k < resolution.clusters.size(); ++k) {
    all += resolution.clusters[k];
    parts += ", " + shown.text(resolution.clusters[k]) + " in " + std::to_string(k) +
             (k == 1 ? " data set" : "");
  }
  return shown.text(all) + " people" + (parts.empty() ? "" : ":" + parts.substr(1));
}

std::string report_page(const Agreement& agreement, const Linkage& linkage, std::uint32_t least) {
  const ShownCounts shown(least);
  Page page("Linkage: " + agreement.terms().title);
  add_introduction(page, agreement, least);
  add_datasets(page, agreement, linkage, shown);
  add_links(page, agreement, linkage, shown);
  page.heading("People");
  page.table(people_table(linkage.resolution, shown));
  add_limits(page, agreement.encoding());
  return page.html();
}

}  // namespace tally::linker
