#include "encoder/audit/band_graph.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace tally::encoder {
namespace {

// Bands that more rows share say too little for their cost.
constexpr std::size_t kLargestGroup = 100;

struct Value {
  std::uint64_t value;
  std::uint32_t node;
  friend auto operator<=>(const Value&, const Value&) = default;
};

class EdgeCounter {
 public:
  EdgeCounter(const EncodedRows& first, const EncodedRows& second, OwnRepeatsAre repeats)
      : first_(first), second_(second), repeats_(repeats) {}

  std::unordered_map<std::uint64_t, BandGraph::Counts> count() {
    std::size_t column = 0;
    for (const RowLayout::Slot& slot : first_.layout.slots) {
      if (slot.kind != Column::Kind::bands || column == BandGraph::kMostColumns) continue;
      for (std::uint32_t band = 0; band < slot.bands; ++band) {
        read(slot, band);
        count_groups(column);
      }
      ++column;
    }
    return std::move(counts_);
  }

 private:
  void read(const RowLayout::Slot& slot, std::uint32_t band) {
    values_.clear();
    const std::size_t size = slot.bits / 8;
    for (const EncodedRows* rows : {&first_, &second_}) {
      const std::size_t before = rows == &first_ ? 0 : first_.count;
      for (std::size_t row = 0; row < rows->count; ++row) {
        std::uint64_t value = 0;
        std::memcpy(&value, rows->cell(row, slot).data() + band * size, size);
        if (value != 0) values_.push_back({value, static_cast<std::uint32_t>(before + row)});
      }
    }
    std::ranges::sort(values_);
  }

  void count_groups(std::size_t column) {
    for (std::size_t begin = 0; begin < values_.size();) {
      std::size_t end = begin + 1;
      while (end < values_.size() && values_[end].value == values_[begin].value) ++end;
      if (end - begin > 1 && end - begin <= kLargestGroup) {
        count_group(std::span(values_).subspan(begin, end - begin), column);
      }
      begin = end;
    }
  }

  bool is_in_first(const Value& value) const { return value.node < first_.count; }

  // Where a file repeats a value, replacing leaves it in none of its rows.
  void count_group(std::span<const Value> group, std::size_t column) {
    const bool is_one_of_each =
        group.size() == 2 && is_in_first(group[0]) && !is_in_first(group[1]);
    if (repeats_ == OwnRepeatsAre::replaced && !is_one_of_each) return;
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) count_pair(group[j], group[i], column);
    }
  }

  void count_pair(const Value& a, const Value& b, std::size_t column) {
    ++counts_[std::uint64_t{a.node} << 32 | b.node][column];
  }

  const EncodedRows& first_;
  const EncodedRows& second_;
  const OwnRepeatsAre repeats_;
  std::vector<Value> values_;
  std::unordered_map<std::uint64_t, BandGraph::Counts> counts_;
};

std::size_t root_of(std::vector<std::size_t>& parents, std::size_t node) {
  while (parents[node] != node) node = parents[node] = parents[parents[node]];
  return node;
}

}  // namespace

BandGraph::BandGraph(const EncodedRows& first, const EncodedRows& second, OwnRepeatsAre repeats) {
  const auto counts = EdgeCounter(first, second, repeats).count();
  std::vector<std::pair<std::uint64_t, Counts>> both;  // each edge from both ends
  for (const auto& [pair, equal] : counts) {
    both.emplace_back(pair, equal);
    both.emplace_back(pair << 32 | pair >> 32, equal);
  }
  std::ranges::sort(both, {}, [](const auto& edge) { return edge.first; });
  first_.assign(first.count + second.count + 1, 0);
  for (const auto& [pair, equal] : both) {
    ++first_[(pair >> 32) + 1];
    edges_.push_back({static_cast<std::uint32_t>(pair), equal});
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

std::vector<std::size_t> BandGraph::components() const {
  std::vector<std::size_t> parents(nodes());
  std::iota(parents.begin(), parents.end(), std::size_t{0});
  for (std::size_t node = 0; node < nodes(); ++node) {
    for (const Edge& edge : edges(node))
      parents[root_of(parents, node)] = root_of(parents, edge.other);
  }
  std::vector<std::size_t> sizes(nodes());
  for (std::size_t node = 0; node < nodes(); ++node) ++sizes[root_of(parents, node)];
  std::erase_if(sizes, [](std::size_t size) { return size < 2; });
  std::ranges::sort(sizes, std::greater{});
  return sizes;
}

double strength(const BandGraph::Counts& counts) {
  return std::accumulate(counts.begin(), counts.end(), 0.0);
}

}  // namespace tally::encoder
