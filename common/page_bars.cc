#include <algorithm>
#include <initializer_list>
#include <numeric>
#include <utility>

#include "common/page.h"

namespace tally {
namespace {

// Sizes of the drawing, in units that are pixels on a wide screen.
constexpr std::uint64_t kNameWidth = 130;
constexpr std::uint64_t kBarWidth = 530;
constexpr std::uint64_t kWidth = 760;
constexpr std::uint64_t kRowHeight = 28;
constexpr std::uint64_t kBarHeight = 18;
constexpr std::uint64_t kLegendStep = 150;

using Attributes = std::initializer_list<std::pair<std::string_view, std::uint64_t>>;

std::string open_tag(std::string_view name, const Attributes& attributes) {
  std::string tag = "<" + std::string(name);
  for (const auto& [key, value] : attributes) {
    tag += ' ' + std::string(key) + "=\"" + std::to_string(value) + '"';
  }
  return tag;
}

std::string text(std::uint64_t x, std::uint64_t y, std::string_view words) {
  return open_tag("text", {{"x", x}, {"y", y}}) + '>' + escape_html(words) + "</text>\n";
}

// The parts' patterns: plain, strokes one way, empty, crossed.
std::string patterns(const std::string& id) {
  const auto pattern = [&](int part, std::string_view lines) {
    const std::string number = std::to_string(part);
    return "<pattern id=\"" + id + number +
           R"(" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="part-)" + number +
           R"(" width="8" height="8"/>)" + std::string(lines) + "</pattern>\n";
  };
  constexpr std::string_view kOneWay = R"(<path class="mark" d="M-2 2l4-4M0 8l8-8M6 10l4-4"/>)";
  constexpr std::string_view kCrossed = R"(<path class="mark" d="M0 0l8 8M0 8l8-8"/>)";
  return "<defs>\n" + pattern(1, "") + pattern(2, kOneWay) + pattern(3, "") + pattern(4, kCrossed) +
         "</defs>\n";
}

std::string box(const std::string& id, std::size_t part, std::uint64_t x, std::uint64_t y,
                std::uint64_t width) {
  return open_tag("rect", {{"x", x}, {"y", y}, {"width", width}, {"height", kBarHeight}}) +
         " fill=\"url(#" + id + std::to_string(part + 1) + ")\"/>\n";
}

std::string edge(std::uint64_t x, std::uint64_t y, std::uint64_t width) {
  return open_tag("rect", {{"x", x}, {"y", y}, {"width", width}, {"height", kBarHeight}}) +
         " class=\"edge\"/>\n";
}

std::string legend(const std::string& id, const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::uint64_t x = kNameWidth + kLegendStep * i;
    out += box(id, i, x, 4, 26) + edge(x, 4, 26) + text(x + 34, 18, parts[i]);
  }
  return out;
}

// The parts end at whole units. Every part that is not empty is visible: at least two units wide.
std::string bar(const std::string& id, const PageBars::Row& row, std::uint64_t y) {
  const std::uint64_t all = std::accumulate(row.counts.begin(), row.counts.end(), std::uint64_t{0});
  std::string out;
  std::uint64_t x = 0;
  std::uint64_t done = 0;
  for (std::size_t i = 0; i < row.counts.size(); ++i) {
    if (row.counts[i] == 0) continue;
    done += row.counts[i];
    const std::uint64_t end = std::max(done * kBarWidth / all, x + 2);
    const std::uint64_t width = std::min(end, kBarWidth) - std::min(x, kBarWidth - 2);
    out += box(id, i, kNameWidth + std::min(x, kBarWidth - 2), y, width);
    x = end;
  }
  return out + edge(kNameWidth, y, kBarWidth);
}

}  // namespace

void Page::bars(const PageBars& bars) {
  const std::string id = "figure-" + std::to_string(++figures_) + "-part-";
  const std::uint64_t height = kRowHeight * (bars.rows.size() + 1) + 4;
  body_ += "<figure><figcaption>" + escape_html(bars.caption) +
           "</figcaption>\n<svg viewBox=\"0 0 " + std::to_string(kWidth) + ' ' +
           std::to_string(height) + "\" role=\"img\" aria-label=\"" + escape_html(bars.caption) +
           ": the table below has the figures\">\n" + patterns(id) + legend(id, bars.parts);
  std::uint64_t y = kRowHeight + 4;
  for (const PageBars::Row& row : bars.rows) {
    body_ += text(0, y + 14, row.name) + bar(id, row, y) +
             text(kNameWidth + kBarWidth + 10, y + 14, row.note);
    y += kRowHeight;
  }
  body_ += "</svg></figure>\n";
}

}  // namespace tally
