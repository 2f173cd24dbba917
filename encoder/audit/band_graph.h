// What two files of bands show to a linker: which rows share bands, and how many in each column.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "encoder/audit/encoded.h"

namespace tally::encoder {

// Whether each file's own repeats were replaced, as encode does, or are there again: for two
// holders who help the linker, or a second delivery under the same key.
enum class OwnRepeatsAre : std::uint8_t { replaced, undone };

class BandGraph {
 public:
  static constexpr std::size_t kMostColumns = 16;
  using Counts = std::array<std::uint16_t, kMostColumns>;  // equal bands of each column
  struct Edge {
    std::uint32_t other;
    Counts counts;
  };

  // Nodes: the rows of the first file, then those of the second; both have one layout.
  BandGraph(const EncodedRows& first, const EncodedRows& second, OwnRepeatsAre repeats);

  std::size_t nodes() const { return first_.size() - 1; }
  std::span<const Edge> edges(std::size_t node) const {
    return std::span(edges_).subspan(first_[node], first_[node + 1] - first_[node]);
  }
  // The sizes of the components of more than one row, the largest first.
  std::vector<std::size_t> components() const;

 private:
  std::vector<Edge> edges_;  // of each node, in the order of the others
  std::vector<std::size_t> first_;
};

// A number over all columns; larger counts more.
double strength(const BandGraph::Counts& counts);

}  // namespace tally::encoder
