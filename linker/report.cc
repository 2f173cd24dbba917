#include "linker/report.h"

#include <algorithm>

#include "common/join.h"
#include "common/json.h"
#include "common/page.h"
#include "linker/release.h"
#include "protocol/describe.h"

namespace tally::linker {
namespace {

constexpr std::int64_t kFormatVersion = 1;

// Counts as a report tells them: small ones, from 1 up to below `least`, as "under 10".
class Told {
 public:
  explicit Told(std::uint32_t least) : least_(least) {}
  Json json(std::uint64_t count) const {
    return is_small(count) ? Json(small()) : Json(static_cast<std::int64_t>(count));
  }
  std::string text(std::uint64_t count) const {
    return is_small(count) ? small() : with_commas(count);
  }

 private:
  bool is_small(std::uint64_t count) const { return count > 0 && count < least_; }
  std::string small() const { return "under " + std::to_string(least_); }
  std::uint32_t least_;
};
std::int64_t rounded(double value) {
  return static_cast<std::int64_t>(value + 0.5);
}

std::string_view describe(Method method) {
  switch (method) {
    case Method::exact:
      return "equal tokens";
    case Method::agreed:
      return "the agreement";
    case Method::runner_up:
      return "runner-up null";
    case Method::posterior:
      return "posteriors";
    case Method::fallback:
      break;
  }
  return "fallback";
}

std::uint64_t count_links(const PassOutcome& pass, bool Link::*flag) {
  return static_cast<std::uint64_t>(std::ranges::count(pass.links, true, flag));
}

std::string data_sets(const Agreement& agreement, const PairOutcome& pair) {
  const std::string& left = agreement.dataset(pair.left).name;
  if (pair.left == pair.right) return "within " + left;
  return left + " x " + agreement.dataset(pair.right).name;
}

// ---- JSON

Json::Object threshold_json(const PassOutcome& pass, const Told& told) {
  Json::Object object;
  const Decision& decision = pass.decision;
  object.emplace_back("decided_by", describe(decision.method));
  if (pass.unit == ScoreUnit::none) return object;
  object.emplace_back("unit", pass.unit == ScoreUnit::bits ? "bits" : "dice");
  object.emplace_back("threshold", print_score(pass.unit, decision.threshold));
  if (decision.precision && !decision.unestimated) {
    object.emplace_back("estimated_precision",
                        static_cast<double>(rounded(*decision.precision * 10'000)) / 10'000);
  }
  if (decision.detectable) {
    object.emplace_back("estimated_matches_detectable", rounded(*decision.detectable));
  }
  object.emplace_back("unestimated", decision.unestimated);
  if (decision.band) {
    object.emplace_back("links_likely_between",
                        Json::Array{told.json(decision.band->low), told.json(decision.band->high)});
  }
  return object;
}

Json pass_json(const Agreement& agreement, const PassOutcome& pass, const Told& told) {
  Json::Object object;
  object.emplace_back("pass", agreement.terms().policy.passes[pass.pass].name);
  object.emplace_back("left_records", told.json(pass.left_records));
  object.emplace_back("right_records", told.json(pass.right_records));
  object.emplace_back("candidates", told.json(pass.candidates));
  object.emplace_back("links", told.json(pass.links.size()));
  object.emplace_back("ambiguous", told.json(count_links(pass, &Link::ambiguous)));
  object.emplace_back("different_keys", told.json(count_links(pass, &Link::different_keys)));
  for (auto& member : threshold_json(pass, told)) object.push_back(std::move(member));
  return object;
}

Json pair_json(const Agreement& agreement, const PairOutcome& pair, const Told& told) {
  Json::Array passes;
  for (const PassOutcome& pass : pair.passes) passes.push_back(pass_json(agreement, pass, told));
  return Json::Object{{"left", agreement.dataset(pair.left).name},
                      {"right", agreement.dataset(pair.right).name},
                      {"passes", std::move(passes)}};
}

Json dataset_json(const Agreement& agreement, const Submission& submission,
                  const DatasetFigures& figures, const Told& told) {
  Json::Array suspects;
  for (const DatasetFigures::Suspects& suspect : figures.suspects) {
    suspects.push_back(
        Json::Object{{"column", suspect.column}, {"records", told.json(suspect.records)}});
  }
  return Json::Object{{"name", agreement.dataset(submission.dataset()).name},
                      {"records", told.json(submission.records())},
                      {"rows", told.json(submission.rows())},
                      {"suspect_tokens", std::move(suspects)}};
}

Json people_json(const Resolution& resolution, const Told& told) {
  Json::Array people;
  for (std::size_t k = 1; k < resolution.people.size(); ++k) {
    people.push_back(
        Json::Object{{"data_sets", told.json(k)}, {"people", told.json(resolution.people[k])}});
  }
  return people;
}

// ---- for people

std::string precision_cell(const Decision& decision) {
  if (!decision.precision || decision.unestimated) return "-";
  const std::int64_t permille = rounded(*decision.precision * 1000);
  return std::to_string(permille / 10) + "." + std::to_string(permille % 10) + " %";
}

std::string threshold_cell(const PassOutcome& pass) {
  if (pass.unit == ScoreUnit::none) return "-";
  return print_score(pass.unit, pass.decision.threshold) +
         (pass.unit == ScoreUnit::bits ? " bits" : " Dice");
}

std::string remarks(const PassOutcome& pass, const Told& told) {
  std::vector<std::string> parts;
  const Decision& decision = pass.decision;
  if (decision.unestimated) parts.push_back("unestimated");
  if (decision.band && decision.band->low != decision.band->high) {
    parts.push_back(told.text(decision.band->low) + " to " + told.text(decision.band->high) +
                    " links likely");
  }
  const std::uint64_t ambiguous = count_links(pass, &Link::ambiguous);
  if (ambiguous > 0) parts.push_back(told.text(ambiguous) + " ambiguous");
  const std::uint64_t different = count_links(pass, &Link::different_keys);
  if (different > 0) parts.push_back(told.text(different) + " with different keys");
  return join(parts, "; ");
}

PageTable dataset_table(const Agreement& agreement, const Linkage& linkage, const Told& told) {
  PageTable table{"What arrived", {"data set", "records", "rows", "with a suspect token"}, {}};
  for (std::size_t s = 0; s < linkage.submissions.size(); ++s) {
    const Submission& submission = linkage.submissions[s];
    std::string suspects;
    for (const DatasetFigures::Suspects& suspect : linkage.figures[s].suspects) {
      suspects +=
          (suspects.empty() ? "" : "; ") + suspect.column + ": " + told.text(suspect.records);
    }
    table.rows.push_back({agreement.dataset(submission.dataset()).name,
                          told.text(submission.records()), told.text(submission.rows()),
                          suspects.empty() ? "-" : suspects});
  }
  return table;
}

std::vector<std::string> pass_header() {
  return {"pass", "candidates", "links", "threshold", "est. precision", "decided by"};
}

std::vector<std::string> pass_cells(const Agreement& agreement, const PassOutcome& pass,
                                    const Told& told) {
  return {agreement.terms().policy.passes[pass.pass].name,
          told.text(pass.candidates),
          told.text(pass.links.size()),
          threshold_cell(pass),
          precision_cell(pass.decision),
          std::string(describe(pass.decision.method))};
}

PageTable link_table(const Agreement& agreement, const Linkage& linkage, const Told& told) {
  PageTable table{"Links by pair of data sets and pass", pass_header(), {}, Cells::notes};
  for (const PairOutcome& pair : linkage.pairs) {
    table.rows.push_back({data_sets(agreement, pair)});
    for (const PassOutcome& pass : pair.passes) {
      table.rows.push_back(pass_cells(agreement, pass, told));
      const std::string more = remarks(pass, told);
      if (!more.empty()) table.rows.back().back() += "; " + more;
    }
  }
  return table;
}

PageTable people_table(const Resolution& resolution, const Told& told) {
  PageTable table{"People by the number of data sets they are in", {"data sets", "people"}, {}};
  for (std::size_t k = 1; k < resolution.people.size(); ++k) {
    table.rows.push_back({std::to_string(k), told.text(resolution.people[k])});
  }
  return table;
}

}  // namespace

std::string report_json(const Agreement& agreement, const Linkage& linkage, std::uint32_t least) {
  const Told told(least);
  Json::Array datasets;
  for (std::size_t s = 0; s < linkage.submissions.size(); ++s) {
    datasets.push_back(dataset_json(agreement, linkage.submissions[s], linkage.figures[s], told));
  }
  Json::Array pairs;
  for (const PairOutcome& pair : linkage.pairs) pairs.push_back(pair_json(agreement, pair, told));
  return dump_json(Json::Object{
      {"tallystick_report", kFormatVersion},
      {"software", TALLY_VERSION},
      {"title", agreement.terms().title},
      {"rehearsal", agreement.terms().purpose == Purpose::rehearsal},
      {"agreement", to_hex(agreement.fingerprint().bytes)},
      {"data_sets", std::move(datasets)},
      {"pairs", std::move(pairs)},
      {"links_made", told.json(linkage.resolution.links.size())},
      {"links_set_aside", told.json(linkage.resolution.set_aside)},
      {"people", people_json(linkage.resolution, told)},
  });
}

std::vector<std::vector<std::string>> pass_table(const Agreement& agreement,
                                                 const Linkage& linkage) {
  const Told told(0);
  std::vector<std::vector<std::string>> rows = {pass_header()};
  rows[0][0].clear();
  for (const PairOutcome& pair : linkage.pairs) {
    rows.push_back({data_sets(agreement, pair)});
    for (const PassOutcome& pass : pair.passes) {
      rows.push_back(pass_cells(agreement, pass, told));
      rows.back()[0].insert(0, "  ");
      const std::string more = remarks(pass, told);
      if (!more.empty()) rows.push_back({"    " + more});
    }
  }
  return rows;
}

std::string describe_people(const Resolution& resolution) {
  const Told told(0);
  std::uint64_t all = 0;
  std::string parts;
  for (std::size_t k = 1; k < resolution.people.size(); ++k) {
    all += resolution.people[k];
    parts += ", " + told.text(resolution.people[k]) + " in " + std::to_string(k) +
             (k == 1 ? " data set" : "");
  }
  return told.text(all) + " people" + (parts.empty() ? "" : ":" + parts.substr(1));
}

std::string report_page(const Agreement& agreement, const Linkage& linkage, std::uint32_t least) {
  const Told told(least);
  Page page("Linkage: " + agreement.terms().title);
  if (agreement.terms().purpose == Purpose::rehearsal) {
    page.notice("A rehearsal: its secrets come from a seed and protect nobody.");
  }
  page.paragraph("Agreement " + in_groups(agreement.fingerprint().bytes));
  if (least > 0) {
    page.paragraph("Counts from 1 to " + std::to_string(least - 1) + " are told as \"under " +
                   std::to_string(least) +
                   "\", each by itself: what others leave over may still give one away.");
  }
  page.heading("Data sets");
  page.paragraph(
      "A token is suspect when two records of a data set free of duplicates hold it, as "
      "twins under their mother's number. It is not used.");
  page.table(dataset_table(agreement, linkage, told));
  page.heading("Links");
  page.list({
      "Threshold: the least score of a link. Bits are the log2 of the odds that a pair is a match: "
      "10 bits are 1,024 to 1, 0 bits are even. Below 0 can be right where most records have a "
      "match.",
      "Precision: an estimate, without truth, of the share of links that are right.",
      "Decided by: the runner-up null learns from second best candidates how well somebody else "
      "can "
      "score by chance; posteriors are the probabilities of the scores themselves.",
      "Unestimated: too few records, or too few matches among them, to judge by. These links are "
      "made and need another check.",
      "Links likely: two ways of deciding differ; the truth is likely to lie between.",
      "Ambiguous: a rival is nearly as good, often a twin or a sibling. Different keys: linked "
      "although an identifier such as the NHS number differs.",
  });
  page.table(link_table(agreement, linkage, told));
  page.paragraph(told.text(linkage.resolution.links.size()) + " links made, " +
                 told.text(linkage.resolution.set_aside) +
                 " set aside because a person would have been two records of one data set. The "
                 "table counts links "
                 "before any is set aside.");
  page.heading("People");
  page.table(people_table(linkage.resolution, told));
  page.heading("What these figures are not");
  page.paragraph(
      "Recall, the share of matches that were found, is not estimated: whoever has changed beyond "
      "recognition is invisible here. Two records may also be one person because both are linked "
      "to a third; the table counts only links between the two.");
  page.paragraph(
      "Encodings are pseudonymised personal data. Graph matching, an attack on encodings "
      "by whoever holds many of them, is not mitigated yet.");
  return page.html();
}

}  // namespace tally::linker
