#include "protocol/agreement/band_kinds.h"

#include <algorithm>

namespace tally {
namespace {

bool is_same(const Feature& a, const Feature& b) {
  return a.field == b.field && a.space == b.space && a.tokens == b.tokens && a.count == b.count;
}

}  // namespace

std::vector<BandKind> band_kinds(const Encoding& encoding) {
  std::vector<BandKind> single;  // a feature each
  for (const Column& column : encoding.columns) {
    if (column.kind != Column::Kind::bands) continue;
    for (const Feature& feature : column.features) {
      auto kind = std::ranges::find_if(
          single, [&](const BandKind& other) { return is_same(other.features.front(), feature); });
      if (kind == single.end()) kind = single.insert(single.end(), {{feature}, {}, feature.count});
      kind->columns.push_back(column.name);
    }
  }
  std::vector<BandKind> kinds;
  for (BandKind& one : single) {
    const auto same = std::ranges::find(kinds, one.columns, &BandKind::columns);
    if (same == kinds.end()) {
      kinds.push_back(std::move(one));
    } else {
      same->features.push_back(one.features.front());
      same->weight += one.weight;
    }
  }
  return kinds;
}

}  // namespace tally
