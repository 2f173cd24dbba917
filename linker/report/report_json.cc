// The report for programs.
#include "linker/people/release.h"
#include "linker/report/report.h"
#include "linker/report/report_words.h"

namespace tally::linker {
namespace {

constexpr std::int64_t kFormatVersion = 1;

Json::Object threshold_json(const PassOutcome& pass, const ShownCounts& shown) {
  Json::Object object;
  const Decision& decision = pass.decision;
  object.emplace_back("decided_by", describe(decision.method));
  const ScoreUnit unit = decision.threshold.unit();
  if (unit == ScoreUnit::none) return object;
  object.emplace_back("unit", unit == ScoreUnit::bits    ? "bits"
                              : unit == ScoreUnit::bands ? "bands"
                                                         : "dice");
  object.emplace_back("threshold", print_score(decision.threshold));
  if (decision.precision && !decision.unestimated) {
    object.emplace_back("estimated_precision",
                        static_cast<double>(rounded(*decision.precision * 10'000)) / 10'000);
  }
  if (decision.detectable) {
    object.emplace_back("estimated_matches_detectable", rounded(*decision.detectable));
  }
  object.emplace_back("unestimated", decision.unestimated);
  if (decision.band) {
    object.emplace_back("links_likely_between", Json::Array{shown.json(decision.band->low),
                                                            shown.json(decision.band->high)});
  }
  return object;
}

Json pass_json(const Agreement& agreement, const PassOutcome& pass, const ShownCounts& shown) {
  Json::Object object;
  object.emplace_back("pass", agreement.terms().policy.passes[pass.pass].name);
  object.emplace_back("left_records", shown.json(pass.left_records));
  object.emplace_back("right_records", shown.json(pass.right_records));
  object.emplace_back("candidates", shown.json(pass.candidates));
  object.emplace_back("links", shown.json(pass.links.size()));
  object.emplace_back("ambiguous", shown.json(count_links(pass, &Link::ambiguous)));
  object.emplace_back("different_keys", shown.json(count_links(pass, &Link::different_keys)));
  for (auto& member : threshold_json(pass, shown)) object.push_back(std::move(member));
  return object;
}

Json pair_json(const Agreement& agreement, const PairOutcome& pair, const ShownCounts& shown) {
  Json::Array passes;
  for (const PassOutcome& pass : pair.passes) passes.push_back(pass_json(agreement, pass, shown));
  return Json::Object{{"left", agreement.dataset(pair.left).name},
                      {"right", agreement.dataset(pair.right).name},
                      {"passes", std::move(passes)}};
}

Json dataset_json(const Agreement& agreement, const Submission& submission,
                  const DatasetFigures& figures, const ShownCounts& shown) {
  Json::Array suspects;
  for (const DatasetFigures::Suspects& suspect : figures.suspects) {
    suspects.push_back(
        Json::Object{{"column", suspect.column}, {"records", shown.json(suspect.records)}});
  }
  return Json::Object{{"name", agreement.dataset(submission.dataset()).name},
                      {"records", shown.json(submission.records())},
                      {"rows", shown.json(submission.rows())},
                      {"suspect_tokens", std::move(suspects)}};
}

Json people_json(const Resolution& resolution, const ShownCounts& shown) {
  Json::Array people;
  for (std::size_t k = 1; k < resolution.clusters.size(); ++k) {
    people.push_back(
        Json::Object{{"data_sets", shown.json(k)}, {"people", shown.json(resolution.clusters[k])}});
  }
  return people;
}

}  // namespace

std::string report_json(const Agreement& agreement, const Linkage& linkage, std::uint32_t least) {
  const ShownCounts shown(least);
  Json::Array datasets;
  for (std::size_t s = 0; s < linkage.submissions.size(); ++s) {
    datasets.push_back(dataset_json(agreement, linkage.submissions[s], linkage.figures[s], shown));
  }
  Json::Array pairs;
  for (const PairOutcome& pair : linkage.pairs) pairs.push_back(pair_json(agreement, pair, shown));
  return dump_json(Json::Object{
      {"tallystick_report", kFormatVersion},
      {"software", TALLY_VERSION},
      {"title", agreement.terms().title},
      {"rehearsal", agreement.terms().purpose == Purpose::rehearsal},
      {"agreement", to_hex(agreement.fingerprint().bytes)},
      {"data_sets", std::move(datasets)},
      {"pairs", std::move(pairs)},
      {"links_made", shown.json(linkage.resolution.links.size())},
      {"links_set_aside", shown.json(linkage.resolution.set_aside)},
      {"people", people_json(linkage.resolution, shown)},
  });
}

}  // namespace tally::linker
