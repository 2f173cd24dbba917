#include "encoder/audit/audit.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "encoder/audit/audit_words.h"
#include "encoder/audit/band_trial.h"
#include "encoder/audit/key_recovery.h"
#include "encoder/audit/landmarks.h"
#include "encoder/audit/linear.h"
#include "encoder/audit/values.h"
#include "tests/unit/encoder/made_up_people.h"
#include "tests/unit/protocol/made_up_draft.h"

namespace tally::encoder::audit_test {
namespace {

constexpr std::uint64_t kSeed = 5;
constexpr unsigned kThreads = 2;

Agreement agreement_at(Level level) {
  PerField<bool> fields = all_fields();
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    if (is_key(field) || field == Field::other_1 || field == Field::other_2) fields[field] = false;
  }
  Draft draft = made_up_draft("An audit", {{"school", fields}, {"health", fields}});
  draft.level = level;
  return Agreement::make(draft_terms(draft)).value();
}

struct Attacked {
  explicit Attacked(Level level) : agreement(agreement_at(level)) {}
  const Dataset& dataset() const { return agreement.terms().datasets.front(); }
  AttackWork work(unsigned threads = kThreads) const {
    return {agreement, dataset(), kSeed, threads};
  }
  EncodedRows encode(const Sides& sides) const {
    return encode_people(agreement, dataset(), sides.file, kSeed, 1, kThreads);
  }
  Agreement agreement;
};

Sides sides_of(std::size_t people, double overlap, Slips slips = Slips::none) {
  Random random(kSeed);
  return split_people(made_up_people(people, kSeed), overlap, slips, people, random);
}

struct Silent : Progress {
  void begin(std::string_view, std::uint64_t) override {}
  void end() override {}
  void advance(std::uint64_t) override {}
  void set(std::uint64_t) override {}
};

TEST_CASE("key recovery names nearly everybody at the level grouped without a known record") {
  const Attacked grouped(Level::grouped);
  const Sides sides = sides_of(1200, 1.0);
  const KeyRecovery found = recover_key(grouped.work(), sides, grouped.encode(sides));
  CHECK(found.applies);
  CHECK(found.score.shared == 1200);
  CHECK(found.score.recall() >= 0.95);
  CHECK(found.score.sure_right * 100 >= found.score.sure * 95);
}

TEST_CASE("key recovery names nobody where the truth is a random permutation") {
  const Attacked grouped(Level::grouped);
  Sides sides = sides_of(500, 1.0);
  Random random(kSeed + 1);
  random.shuffle(sides.truth);
  const KeyRecovery found = recover_key(grouped.work(), sides, grouped.encode(sides));
  CHECK_FALSE(found.score.is_beyond_chance());
}

TEST_CASE("key recovery has nothing to work on at the level single") {
  const Attacked single(Level::single);
  const Sides sides = sides_of(100, 1.0);
  CHECK_FALSE(recover_key(single.work(), sides, single.encode(sides)).applies);
}

TEST_CASE("twenty known records name nearly everybody at the level single") {
  const Attacked single(Level::single);
  const Sides sides = sides_of(600, 1.0);
  const LandmarkAttack attack =
      attack_with_landmarks(single.work(), sides, single.encode(sides), 20);
  CHECK(attack.score.shared == 580);
  CHECK(attack.score.recall() >= 0.9);
}

TEST_CASE("known records name nobody else where the truth of the others is a random permutation") {
  const Attacked single(Level::single);
  Sides sides = sides_of(400, 1.0);
  const EncodedRows rows = single.encode(sides);
  Random random(kSeed + 1);
  random.shuffle(sides.truth);
  const LandmarkAttack attack = attack_with_landmarks(single.work(), sides, rows, 10);
  CHECK(attack.score.shared == 390);
  CHECK_FALSE(attack.score.is_beyond_chance());
}

TEST_CASE("the number of threads changes no figure") {
  const Attacked grouped(Level::grouped);
  const Sides sides = sides_of(400, 0.5, Slips::typed);
  const EncodedRows rows = grouped.encode(sides);
  const Score one = recover_key(grouped.work(1), sides, rows).score;
  const Score three = recover_key(grouped.work(3), sides, rows).score;
  CHECK(one.named == three.named);
  CHECK(one.claims == three.claims);
  CHECK(one.sure == three.sure);
}

TEST_CASE("the columns of a birth filter separate into tokens of the register") {
  const Attacked grouped(Level::grouped);
  const Sides sides = sides_of(1000, 1.0);
  const EncodedRows rows = grouped.encode(sides);
  const RowLayout::Slot* birth = nullptr;
  for (const RowLayout::Slot& slot : rows.layout.slots) {
    if (slot.name == "birth") birth = &slot;
  }
  REQUIRE(birth != nullptr);
  const Separation found =
      separate(*grouped.agreement.encoding().find("birth"), rows, *birth, sides.file);
  CHECK(found.separated >= 20);
  CHECK(found.tokens * 10 >= found.separated * 9);
}

TEST_CASE("two sides overlap as asked and the truth leads to the same person") {
  for (const double overlap : {1.0, 0.5, 0.1}) {
    CAPTURE(overlap);
    const Sides sides = sides_of(1000, overlap);
    CHECK(sides.file.size() == sides.people.size());
    const auto wanted = static_cast<double>(sides.file.size()) * overlap;
    CHECK(static_cast<double>(sides.shared()) == doctest::Approx(wanted).epsilon(0.01));
    for (std::size_t row = 0; row < sides.file.size(); ++row) {
      if (sides.truth[row] == kNobody) continue;
      CHECK(sides.file[row].values.values == sides.people[sides.truth[row]].values.values);
    }
  }
}

TEST_CASE("slips change some records of the register and not most") {
  const Sides sides = sides_of(2000, 1.0, Slips::typed);
  std::size_t changed = 0;
  for (std::size_t row = 0; row < sides.file.size(); ++row) {
    changed += sides.file[row].values.values != sides.people[sides.truth[row]].values.values;
  }
  CHECK(changed > 200);
  CHECK(changed < 700);
}

TEST_CASE("a given register is joined by local id") {
  const People people = made_up_people(300, kSeed);
  const People given(people.begin() + 200, people.end());
  const Sides sides = join_people(people, given, 1000);
  CHECK(sides.shared() == 100);
  CHECK(sides.truth[199] == kNobody);
  CHECK(sides.truth[200] == 0);
}

TEST_CASE("symmetric equations are solved") {
  Matrix a(3, 3), b(3, 2);
  a.values = {4, 0, 0, 2, 5, 0, 1, 3, 6};  // the lower triangle
  b.values = {9, 4, 21, 2, 25, 1};
  const Matrix whole = [] {
    Matrix matrix(3, 3);
    matrix.values = {4, 2, 1, 2, 5, 3, 1, 3, 6};
    return matrix;
  }();
  const Matrix right = b;
  solve_symmetric(a, b, kThreads);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t column = 0; column < 2; ++column) {
      float sum = 0;
      for (std::size_t j = 0; j < 3; ++j) sum += whole.row(i)[j] * b.row(j)[column];
      CHECK(sum == doctest::Approx(right.row(i)[column]).epsilon(1e-4));
    }
  }
}

TEST_CASE("with own repeats replaced no two rows of one file share a band") {
  const Attacked banded(Level::banded);
  const Sides sides = sides_of(150, 0.5, Slips::typed);
  const BandFiles files = encode_files(banded.work(), sides, 1);
  const BandGraph graph = files.graph(OwnRepeatsAre::replaced);
  const std::size_t rows = sides.file.size();
  std::size_t edges = 0;
  for (std::size_t node = 0; node < graph.nodes(); ++node) {
    for (const BandGraph::Edge& edge : graph.edges(node)) {
      CHECK((node < rows) != (edge.other < rows));
      ++edges;
    }
  }
  CHECK(edges >= 2 * sides.shared() * 8 / 10);
  const PairsShown pairs = count_pairs(sides, graph);
  CHECK(pairs.one_person >= sides.shared() * 9 / 10);
  CHECK(2 * (pairs.one_person + pairs.one_family + pairs.others) == edges);
}

TEST_CASE("an audit reports each attack and never says safe") {
  const Attacked grouped(Level::grouped);
  const People people = made_up_people(300, kSeed);
  Silent progress;
  const AuditReport report =
      audit({grouped.agreement, grouped.dataset(), people, nullptr, kSeed, kThreads, progress});
  std::set<std::string> attacks;
  for (const AttackFinding& finding : report.findings) attacks.insert(finding.attack);
  CHECK(attacks.contains("different values"));
  CHECK(attacks.contains("key recovery"));
  CHECK(attacks.contains("known records"));
  for (const std::string& words : {audit_text(report), audit_page(report)}) {
    CHECK(words.find("safe") == std::string::npos);
    CHECK(words.find("seed 5") != std::string::npos);
  }
}

}  // namespace
}  // namespace tally::encoder::audit_test
