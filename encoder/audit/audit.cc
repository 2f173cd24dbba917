#include "encoder/audit/audit.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>

#include "common/page.h"
#include "encoder/audit/band_trial.h"
#include "encoder/audit/encoded.h"
#include "encoder/audit/figures.h"
#include "encoder/audit/filters.h"
#include "encoder/audit/key_recovery.h"
#include "encoder/audit/landmarks.h"
#include "encoder/audit/values.h"

namespace tally::encoder {
namespace {

constexpr double kPlainlyNamed = 0.5;  // of the shared: other keys need no trial
constexpr double kNearlyAll = 0.9;     // more known records need no trial
constexpr std::array<double, 4> kOverlaps = {1.0, 0.5, 0.2, 0.1};
constexpr std::array<std::size_t, 4> kKnown = {10, 20, 100, 1000};
constexpr std::size_t kMostWithBands = 2'500;      // records a file
constexpr std::size_t kMostWithLandmarks = 4'000;  // records a side: the attack has many rounds

class Clock {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

class Auditor {
 public:
  explicit Auditor(const AuditRequest& request) : request_(request) {}

  AuditReport run() {
    count_values();
    recover_keys();
    use_landmarks();
    if (has_bands()) attack_bands();
    return {request_.dataset.name, request_.seed, request_.file.size(), std::move(findings_)};
  }

 private:
  // A register and how the attacker came by it.
  struct Setting {
    double overlap;
    Slips slips;
  };
  std::vector<Setting> settings() const {
    std::vector<Setting> all;
    if (request_.given != nullptr) return {{0, Slips::none}};
    for (const Slips slips : {Slips::none, Slips::typed}) {
      for (const double overlap : kOverlaps) all.push_back({overlap, slips});
    }
    return all;
  }
  std::string words_of(const Setting& setting) const {
    if (request_.given != nullptr) return "the given register";
    return "a register that overlaps by " + percent_of(setting.overlap) +
           (setting.slips == Slips::typed ? ", with typed slips" : ", without slips");
  }
  Sides sides_of(const Setting& setting, std::size_t most) const {
    if (request_.given != nullptr) return join_people(request_.file, *request_.given, most);
    Random random(request_.seed);
    return split_people(request_.file, setting.overlap, setting.slips, most, random);
  }
  EncodedRows encode(const Sides& sides, unsigned key) const {
    return encode_people(request_.agreement, request_.dataset, sides.file, request_.seed, key,
                         request_.threads);
  }
  AttackWork work(unsigned key) const {
    return {request_.agreement, request_.dataset, mixed(request_.seed + key), request_.threads};
  }

  // Tries keys until one names most people, or all have been tried.
  AttackFinding try_keys(AttackFinding finding,
                         const std::function<Score(unsigned key)>& attack) const {
    const Clock clock;
    while (finding.keys < kAuditKeys) {
      const Score score = attack(++finding.keys);
      finding.score += score;
      if (score.recall() < kPlainlyNamed) continue;
      finding.score = score;
      finding.fell = true;
      break;
    }
    return finish(std::move(finding), clock.seconds());
  }

  static AttackFinding finish(AttackFinding finding, double seconds) {
    finding.seconds = seconds / finding.keys;
    finding.verdict = finding.score.is_beyond_chance() ? Verdict::named : Verdict::held;
    finding.outcome = describe(finding);
    return finding;
  }

  void count_values() {
    request_.progress.begin("counting values", 0);
    const Sides sides = sides_of({1.0, Slips::none}, kMostAudited);
    const EncodedRows rows = encode(sides, 1);
    for_filters(rows, "different values", "the encodings only",
                [&](const auto& column, const auto& slot) {
                  return describe(slot.name, count_different(column, rows, slot, sides.file));
                });
    for_filters(rows, "ranks of values", words_of({1.0, Slips::none}),
                [&](const auto& column, const auto& slot) {
                  return describe(slot.name,
                                  guess_by_rank(column, rows, slot, sides.file, sides.people));
                });
    for_filters(rows, "equal columns", "the encodings only",
                [&](const auto& column, const auto& slot) {
                  return describe(slot.name, separate(column, rows, slot, sides.file));
                });
  }

  // Adds a finding for each filter.
  template <class Words>
  void for_filters(const EncodedRows& rows, const std::string& attack, const std::string& attacker,
                   const Words& words) {
    for (const RowLayout::Slot& slot : filters_of(rows.layout)) {
      const Clock clock;
      std::string outcome = words(*request_.agreement.encoding().find(slot.name), slot);
      findings_.push_back({attack, attacker, std::move(outcome), Verdict::shows, clock.seconds()});
    }
  }

  void recover_keys() {
    for (const Setting& setting : settings()) {
      const Sides sides = sides_of(setting, kMostAudited);
      request_.progress.begin("key recovery", 0);
      bool applies = true;
      AttackFinding finding =
          try_keys({"key recovery", words_of(setting), {}, Verdict::held}, [&](unsigned key) {
            const KeyRecovery found = recover_key(work(key), sides, encode(sides, key));
            applies = applies && found.applies;
            return found.score;
          });
      if (!applies) return findings_.push_back(no_base("key recovery"));
      findings_.push_back(std::move(finding));
    }
  }

  void use_landmarks() {
    if (request_.given != nullptr) return use_landmarks({0, Slips::none});
    use_landmarks({1.0, Slips::none});
    use_landmarks({0.5, Slips::typed});
  }

  void use_landmarks(const Setting& setting) {
    const Sides sides = sides_of(setting, kMostWithLandmarks);
    for (const std::size_t known : kKnown) {
      if (known * 2 > sides.shared()) return;
      request_.progress.begin("known records", 0);
      bool applies = true;
      AttackFinding finding = {"known records",
                               with_commas(known) + " known records and " + words_of(setting),
                               {},
                               Verdict::held};
      finding.known = known;
      finding = try_keys(std::move(finding), [&](unsigned key) {
        const LandmarkAttack attack =
            attack_with_landmarks(work(key), sides, encode(sides, key), known);
        applies = applies && attack.applies;
        return attack.score;
      });
      if (!applies) return;
      findings_.push_back(std::move(finding));
      if (findings_.back().score.recall() >= kNearlyAll) return;
    }
  }

  bool has_bands() const {
    return RowLayout::of(request_.agreement.encoding(), request_.dataset).has_bands();
  }

  // An attacker of bands and what it does to the repeats of a file.
  struct BandCell {
    OwnText text;
    OwnRepeatsAre repeats;
    std::size_t known;
    BandScores scores = {};
    double seconds = 0;
  };
  static std::vector<BandCell> band_cells() {
    std::vector<BandCell> cells;
    for (const OwnRepeatsAre repeats : {OwnRepeatsAre::replaced, OwnRepeatsAre::undone}) {
      for (const std::size_t known : {std::size_t{10}, std::size_t{100}, std::size_t{1000}}) {
        cells.push_back({OwnText::register_of_all, repeats, known});
      }
      cells.push_back({OwnText::both_files, repeats, 0});
    }
    return cells;
  }

  // The second file has slips, and half of the people of the first.
  void attack_bands() {
    const Sides sides = sides_of({0.5, Slips::typed}, kMostWithBands);
    const OwnFiles of_register = encode_own_text(work(0), sides, OwnText::register_of_all);
    const OwnFiles of_files = encode_own_text(work(0), sides, OwnText::both_files);
    std::vector<BandCell> cells = band_cells();
    request_.progress.begin("graphs of bands", kAuditKeys);
    for (unsigned key = 1; key <= kAuditKeys; ++key) {
      const BandFiles files = encode_files(work(0), sides, key);
      for (BandCell& cell : cells) {
        const OwnFiles& own = cell.text == OwnText::both_files ? of_files : of_register;
        try_cell(cell, sides, files, own, key);
      }
      if (key == 1) show_pairs(sides, files);
      request_.progress.set(key);
    }
    for (const BandCell& cell : cells) add(cell);
  }

  void try_cell(BandCell& cell, const Sides& sides, const BandFiles& files, const OwnFiles& own,
                unsigned key) const {
    const Clock clock;
    const BandGraph graph = files.graph(cell.repeats), own_graph = own.files.graph(cell.repeats);
    cell.scores += encoder::attack_bands(sides, graph, own_graph, own.truth, cell.known,
                                         mixed(request_.seed + key));
    cell.seconds += clock.seconds();
  }

  void show_pairs(const Sides& sides, const BandFiles& files) {
    for (const OwnRepeatsAre repeats : {OwnRepeatsAre::replaced, OwnRepeatsAre::undone}) {
      const Clock clock;
      findings_.push_back({"pairs of two files", "the encodings of two files" + words_of(repeats),
                           describe(count_pairs(sides, files.graph(repeats))), Verdict::shows,
                           clock.seconds()});
    }
  }

  void add(const BandCell& cell) {
    AttackFinding finding{
        cell.repeats == OwnRepeatsAre::replaced ? "graph of bands" : "bands with repeats",
        attacker_of(cell.known, cell.text) + words_of(cell.repeats),
        {},
        Verdict::held};
    finding.known = cell.known;
    finding.score = cell.scores.strangers;
    finding.keys = kAuditKeys;
    finding = finish(std::move(finding), cell.seconds);
    if (cell.known > 0) finding.outcome += describe_near(cell.scores);
    findings_.push_back(std::move(finding));
  }

  static std::string words_of(OwnRepeatsAre repeats) {
    return repeats == OwnRepeatsAre::replaced ? "" : "; replacement of own repeats undone";
  }

  static std::string attacker_of(std::size_t known, OwnText text) {
    if (text == OwnText::both_files) return "the text of both files, and no known record";
    return with_commas(known) + " known records and a register of everybody in two files";
  }

  static AttackFinding no_base(std::string attack) {
    return {std::move(attack), "a register", "nothing to work on: no filter of few tokens",
            Verdict::no_base};
  }

  const AuditRequest& request_;
  std::vector<AttackFinding> findings_;
};

}  // namespace

AuditReport audit(const AuditRequest& request) {
  AuditReport report = Auditor(request).run();
  request.progress.end();
  return report;
}

}  // namespace tally::encoder
