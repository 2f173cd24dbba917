#include "encoder/audit/band_trial.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_set>

namespace tally::encoder {
namespace {

// The attacker's own order of a file, so that no order says who is who.
std::vector<std::uint32_t> own_order(std::size_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  Random random(seed);
  random.shuffle(order);
  return order;
}

std::vector<StandardRecord> in_order(std::span<const StandardRecord> records,
                                     const std::vector<std::uint32_t>& order) {
  std::vector<StandardRecord> ordered;
  for (const std::uint32_t place : order) ordered.push_back(records[place]);
  return ordered;
}

// The attacker's text of the second file.
std::vector<StandardRecord> second_text(const Sides& sides, OwnText text) {
  std::vector<StandardRecord> records = sides.people;
  for (std::size_t row = 0; row < sides.file.size() && text == OwnText::register_of_all; ++row) {
    if (sides.truth[row] != kNobody) records[sides.truth[row]] = sides.file[row];
  }
  return records;
}

// The families that a record can belong to; fewer if fields are missing.
std::vector<std::string> families_of(const StandardRecord& record) {
  const std::string& postcode = record.values[Field::postcode];
  std::vector<std::string> families;
  for (const Field field : {Field::house, Field::surname}) {
    const std::string& value = record.values[field];
    if (postcode.empty() || value.empty()) continue;
    families.push_back(std::string(name_of(field)) + '|' + postcode + '|' + value);
  }
  return families;
}

bool is_one_family(const StandardRecord& a, const StandardRecord& b) {
  const std::vector<std::string> families = families_of(b);
  return std::ranges::any_of(families_of(a), [&](const std::string& family) {
    return std::ranges::count(families, family) != 0;
  });
}

const StandardRecord& record_of(const Sides& sides, std::size_t node) {
  return node < sides.file.size() ? sides.file[node] : sides.people[node - sides.file.size()];
}

bool is_one_person(const Sides& sides, std::size_t a, std::size_t b) {
  const std::size_t rows = sides.file.size();
  return a < rows && b >= rows && sides.truth[a] == b - rows;
}

EncodedRows encode(const AttackWork& work, std::span<const StandardRecord> people,
                   std::uint64_t key) {
  return encode_people(work.agreement, work.dataset, people, work.seed, key, work.threads);
}

// What the attacker knows from the start.
struct Known {
  std::vector<KnownNode> nodes;
  std::vector<bool> is_known;  // of each node
  std::unordered_set<std::string> families;
};

void add(const Sides& sides, std::span<const std::uint32_t> truth, std::size_t node, Known& known) {
  known.nodes.push_back({static_cast<std::uint32_t>(node), truth[node]});
  known.is_known[node] = true;
  for (std::string& family : families_of(record_of(sides, node))) {
    known.families.insert(std::move(family));
  }
}

Known choose_known_nodes(const Sides& sides, std::span<const std::uint32_t> truth,
                         std::size_t known, std::uint64_t seed) {
  Known chosen{{}, std::vector<bool>(truth.size()), {}};
  std::vector<std::uint32_t> rows = own_order(sides.file.size(), seed);
  rows.resize(std::min(known, rows.size()));
  for (const std::uint32_t row : rows) {
    add(sides, truth, row, chosen);
    if (sides.truth[row] != kNobody)
      add(sides, truth, sides.file.size() + sides.truth[row], chosen);
  }
  return chosen;
}

}  // namespace

BandFiles encode_files(const AttackWork& work, const Sides& sides, std::uint64_t key) {
  return {encode(work, sides.file, key), encode(work, sides.people, key)};
}

OwnFiles encode_own_text(const AttackWork& work, const Sides& sides, OwnText text) {
  const auto first = own_order(sides.file.size(), work.seed + 1);
  const auto second = own_order(sides.people.size(), work.seed + 2);
  std::vector<std::uint32_t> truth(first.size() + second.size());
  for (std::uint32_t i = 0; i < first.size(); ++i) truth[first[i]] = i;
  const auto before = static_cast<std::uint32_t>(first.size());
  for (std::uint32_t i = 0; i < second.size(); ++i) truth[before + second[i]] = before + i;
  return {{encode(work, in_order(sides.file, first), kOwnKey),
           encode(work, in_order(second_text(sides, text), second), kOwnKey)},
          std::move(truth)};
}

PairsShown count_pairs(const Sides& sides, const BandGraph& files) {
  PairsShown shown;
  for (std::size_t node = 0; node < files.nodes(); ++node) {
    for (const BandGraph::Edge& edge : files.edges(node)) {
      if (edge.other < node) continue;
      if (is_one_person(sides, node, edge.other)) {
        ++shown.one_person;
      } else if (is_one_family(record_of(sides, node), record_of(sides, edge.other))) {
        ++shown.one_family;
      } else {
        ++shown.others;
      }
    }
  }
  const std::vector<std::size_t> components = files.components();
  shown.largest = components.empty() ? 0 : components.front();
  return shown;
}

BandScores attack_bands(const Sides& sides, const BandGraph& files, const BandGraph& own,
                        std::span<const std::uint32_t> truth, std::size_t known,
                        std::uint64_t seed) {
  const Known chosen = choose_known_nodes(sides, truth, known, seed);
  const std::vector<bool>& is_known = chosen.is_known;
  std::vector<bool> no_stranger = is_known, not_near = is_known, no_relative = is_known;
  for (std::size_t node = 0; node < truth.size(); ++node) {
    const bool is_relative = std::ranges::any_of(
        families_of(record_of(sides, node)),
        [&](const std::string& family) { return chosen.families.contains(family); });
    const bool is_near = std::ranges::any_of(
        files.edges(node), [&](const BandGraph::Edge& edge) { return is_known[edge.other]; });
    no_relative[node] = no_relative[node] || !is_relative;
    not_near[node] = not_near[node] || is_relative || !is_near;
    no_stranger[node] = no_stranger[node] || is_relative || is_near;
  }
  const std::vector<Claim> claims = match_bands(files, own, chosen.nodes);
  const auto score = [&](const std::vector<bool>& left_out) {
    return score_of(claims, truth, own.nodes(), left_out);
  };
  return {score(no_stranger), score(not_near), score(no_relative)};
}

}  // namespace tally::encoder
