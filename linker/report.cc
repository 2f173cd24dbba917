#include "linker/report.h"

#include <algorithm>

#include "common/json.h"
#include "common/page.h"
#include "linker/release.h"

namespace tally::linker {
namespace {

constexpr std::int64_t kFormatVersion = 1;

std::int64_t whole(std::uint64_t count) {
  return static_cast<std::int64_t>(count);
}
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

Json::Object threshold_json(const PassOutcome& pass) {
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
                        Json::Array{whole(decision.band->low), whole(decision.band->high)});
  }
  return object;
}

Json pass_json(const Agreement& agreement, const PassOutcome& pass) {
  Json::Object object;
  object.emplace_back("pass", agreement.terms().policy.passes[pass.pass].name);
  object.emplace_back("left_records", whole(pass.left_records));
  object.emplace_back("right_records", whole(pass.right_records));
  object.emplace_back("candidates", whole(pass.candidates));
  object.emplace_back("links", whole(pass.links.size()));
  object.emplace_back("ambiguous", whole(count_links(pass, &Link::ambiguous)));
  object.emplace_back("different_keys", whole(count_links(pass, &Link::different_keys)));
  for (auto& member : threshold_json(pass)) object.push_back(std::move(member));
  return object;
}

Json pair_json(const Agreement& agreement, const PairOutcome& pair) {
  Json::Array passes;
  for (const PassOutcome& pass : pair.passes) passes.push_back(pass_json(agreement, pass));
  return Json::Object{{"left", agreement.dataset(pair.left).name},
                      {"right", agreement.dataset(pair.right).name},
                      {"passes", std::move(passes)}};
}

Json dataset_json(const Agreement& agreement, const Submission& submission,
                  const DatasetFigures& figures) {
  Json::Array suspects;
  for (const DatasetFigures::Suspects& suspect : figures.suspects) {
    suspects.push_back(
        Json::Object{{"column", suspect.column}, {"records", whole(suspect.records)}});
  }
  return Json::Object{{"name", agreement.dataset(submission.dataset()).name},
                      {"records", whole(submission.records())},
                      {"rows", whole(submission.rows())},
                      {"suspect_tokens", std::move(suspects)}};
}

Json people_json(const Resolution& resolution) {
  Json::Array people;
  for (std::size_t k = 1; k < resolution.people.size(); ++k) {
    people.push_back(
        Json::Object{{"data_sets", whole(k)}, {"people", whole(resolution.people[k])}});
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

std::string remarks(const PassOutcome& pass) {
  std::vector<std::string> parts;
  const Decision& decision = pass.decision;
  if (decision.unestimated) parts.push_back("unestimated");
  if (decision.band) {
    parts.push_back(with_commas(decision.band->low) + " to " + with_commas(decision.band->high) +
                    " links likely");
  }
  const std::uint64_t ambiguous = count_links(pass, &Link::ambiguous);
  if (ambiguous > 0) parts.push_back(with_commas(ambiguous) + " ambiguous");
  const std::uint64_t different = count_links(pass, &Link::different_keys);
  if (different > 0) parts.push_back(with_commas(different) + " with different keys");
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

PageTable dataset_table(const Agreement& agreement, const Linkage& linkage) {
  PageTable table{"What arrived", {"data set", "records", "rows", "with a suspect token"}, {}};
  for (std::size_t s = 0; s < linkage.submissions.size(); ++s) {
    const Submission& submission = linkage.submissions[s];
    std::string suspects;
    for (const DatasetFigures::Suspects& suspect : linkage.figures[s].suspects) {
      suspects +=
          (suspects.empty() ? "" : "; ") + suspect.column + ": " + with_commas(suspect.records);
    }
    table.rows.push_back({agreement.dataset(submission.dataset()).name,
                          with_commas(submission.records()), with_commas(submission.rows()),
                          suspects.empty() ? "-" : suspects});
  }
  return table;
}

PageTable people_table(const Resolution& resolution) {
  PageTable table{"People by the number of data sets they are in", {"data sets", "people"}, {}};
  for (std::size_t k = 1; k < resolution.people.size(); ++k) {
    table.rows.push_back({std::to_string(k), with_commas(resolution.people[k])});
  }
  return table;
}

}  // namespace

std::string report_json(const Agreement& agreement, const Linkage& linkage) {
  Json::Array datasets;
  for (std::size_t s = 0; s < linkage.submissions.size(); ++s) {
    datasets.push_back(dataset_json(agreement, linkage.submissions[s], linkage.figures[s]));
  }
  Json::Array pairs;
  for (const PairOutcome& pair : linkage.pairs) pairs.push_back(pair_json(agreement, pair));
  return dump_json(Json::Object{
      {"tallystick_report", kFormatVersion},
      {"software", TALLY_VERSION},
      {"title", agreement.terms().title},
      {"rehearsal", agreement.terms().purpose == Purpose::rehearsal},
      {"agreement", to_hex(agreement.fingerprint().bytes)},
      {"data_sets", std::move(datasets)},
      {"pairs", std::move(pairs)},
      {"links_made", whole(linkage.resolution.links.size())},
      {"links_set_aside", whole(linkage.resolution.set_aside)},
      {"people", people_json(linkage.resolution)},
  });
}

std::vector<std::vector<std::string>> pass_table(const Agreement& agreement,
                                                 const Linkage& linkage) {
  std::vector<std::vector<std::string>> rows = {{"data sets", "pass", "candidates", "links",
                                                 "threshold", "precision (est.)", "decided by",
                                                 "remarks"}};
  for (const PairOutcome& pair : linkage.pairs) {
    for (const PassOutcome& pass : pair.passes) {
      rows.push_back({data_sets(agreement, pair), agreement.terms().policy.passes[pass.pass].name,
                      with_commas(pass.candidates), with_commas(pass.links.size()),
                      threshold_cell(pass), precision_cell(pass.decision),
                      std::string(describe(pass.decision.method)), remarks(pass)});
    }
  }
  return rows;
}

std::string describe_people(const Resolution& resolution) {
  std::uint64_t all = 0;
  std::string parts;
  for (std::size_t k = 1; k < resolution.people.size(); ++k) {
    all += resolution.people[k];
    parts += ", " + with_commas(resolution.people[k]) + " in " + std::to_string(k) +
             (k == 1 ? " data set" : "");
  }
  return with_commas(all) + " people" + (parts.empty() ? "" : ":" + parts.substr(1));
}

std::string report_page(const Agreement& agreement, const Linkage& linkage) {
  Page page("Linkage: " + agreement.terms().title);
  if (agreement.terms().purpose == Purpose::rehearsal) {
    page.notice("A rehearsal: its secrets come from a seed and protect nobody.");
  }
  page.paragraph("Agreement " + to_hex(agreement.fingerprint().bytes));
  page.heading("Data sets");
  page.paragraph(
      "A token is suspect when two records of a data set free of duplicates hold it, as "
      "twins under their mother's number. It is not used.");
  page.table(dataset_table(agreement, linkage));
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
  auto rows = pass_table(agreement, linkage);
  const std::vector<std::string> header = rows.front();
  rows.erase(rows.begin());
  page.table({"Links by pair of data sets and pass", header, rows});
  page.paragraph(with_commas(linkage.resolution.links.size()) + " links made, " +
                 with_commas(linkage.resolution.set_aside) +
                 " set aside because a person would have been two records of one data set.");
  page.heading("People");
  page.table(people_table(linkage.resolution));
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
