#include "encoder/encode/chance.h"

#include <algorithm>
#include <iterator>

namespace tally::encoder {
namespace {

void wipe_text(std::string& text) {
  wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
}

void wipe_record(StandardRecord& record) {
  for (std::string& value : record.values.values) wipe_text(value);
}

}  // namespace

ChanceSample::ChanceSample(const Encoding& encoding) : kinds_(band_kinds(encoding)) {}

ChanceSample::~ChanceSample() {
  for (auto& [reference, record] : sample_) wipe_record(record);
}

void ChanceSample::add(const Reference& reference, const StandardRecord& record) {
  if (kinds_.empty()) return;
  if (sample_.size() == kSampled && std::prev(sample_.end())->first < reference) return;
  sample_.try_emplace(reference, record);
  if (sample_.size() <= kSampled) return;
  const auto last = std::prev(sample_.end());
  wipe_record(last->second);
  sample_.erase(last);
}

// A token of two features counts with the greater weight.
ChanceSample::Tokens ChanceSample::tokens_of(const BandKind& kind, const StandardRecord& record) {
  Tokens tokens;
  for (const Feature& feature : kind.features) {
    tokenise(feature.tokens, record.values[feature.field], list_);
    for (std::size_t i = 0; i < list_.size(); ++i) {
      tokens.push_back({feature.space + '\0' + std::string(list_[i]),
                        static_cast<double>(feature.count) / static_cast<double>(list_.size())});
    }
  }
  std::ranges::sort(tokens, [](const Weighed& a, const Weighed& b) {
    return a.token != b.token ? a.token < b.token : a.weight > b.weight;
  });
  const auto repeats = std::ranges::unique(tokens, {}, &Weighed::token);
  tokens.erase(repeats.begin(), repeats.end());
  return tokens;
}

std::vector<LevelCounts> ChanceSample::count() {
  const auto dice = [](const Tokens& a, const Tokens& b) {
    double all = 0;
    double common = 0;
    for (const Weighed& token : a) all += token.weight;
    for (const Weighed& token : b) all += token.weight;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
      if (x->token == y->token) {
        common += std::min(x++->weight, y++->weight);
      } else {
        ++(x->token < y->token ? x : y);
      }
    }
    return Dice{static_cast<std::uint32_t>(common / all * 1'000'000), 1'000'000};
  };
  std::vector<LevelCounts> counts;
  for (const BandKind& kind : kinds_) {
    std::vector<Tokens> people;
    for (const auto& [reference, record] : sample_) people.push_back(tokens_of(kind, record));
    LevelCounts& levels = counts.emplace_back(LevelCounts{});
    for (std::size_t i = 0; i < people.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (people[i].empty() || people[j].empty()) continue;
        ++levels[level_of(dice(people[i], people[j]))];
      }
    }
    for (Tokens& tokens : people) {
      for (Weighed& token : tokens) wipe_text(token.token);
    }
  }
  return counts;
}

}  // namespace tally::encoder
