#include "common/page.h"

#include <algorithm>
#include <cassert>

namespace tally {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light; }
body { font: 16px/1.5 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1b2330;
  background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .6rem; padding-top: .6rem; border-top: 2px solid #d5dbe3; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 0; }
a { color: #1a4f8b; } a:focus { outline: 3px solid #f2b33d; outline-offset: 2px; }
.notice { background: #fdf1d6; border-left: .4rem solid #c77a00; padding: .7rem 1rem; margin: 1rem 0; font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0 1.2rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { padding: .35rem .8rem; border-bottom: 1px solid #d5dbe3; text-align: right; vertical-align: top; }
th { background: #eef2f7; } tbody th { background: none; font-weight: 600; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
figure { margin: .8rem 0 1.6rem; } figcaption { font-weight: 600; margin-bottom: .3rem; }
svg { max-width: 100%; height: auto; } svg text { font: 12px sans-serif; fill: #1b2330; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } nav { display: none; }
  h2, table, figure { break-inside: avoid; } }
)";

// Coordinates of the histogram's drawing, in SVG units.
constexpr int kWidth = 720, kHeight = 240, kLeft = 60, kRight = 16, kTopEdge = 28, kBottom = 44;
constexpr int kPlotWidth = kWidth - kLeft - kRight, kPlotHeight = kHeight - kTopEdge - kBottom;

// One decimal, without the locale.
std::string decimal(double value) {
  const auto tenths = static_cast<long long>(value * 10 + (value < 0 ? -0.5 : 0.5));
  const long long whole = tenths < 0 ? -tenths : tenths;
  return (tenths < 0 ? "-" : "") + std::to_string(whole / 10) + "." + std::to_string(whole % 10);
}

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + escape_html(text) + "</" + std::string(name) + ">";
}

std::string label(double x, double y, std::string_view anchor, std::string_view text) {
  return "<text x=\"" + decimal(x) + "\" y=\"" + decimal(y) + "\" text-anchor=\"" +
         std::string(anchor) + "\">" + escape_html(text) + "</text>\n";
}

std::string bars(const std::vector<std::uint64_t>& counts, std::uint64_t most,
                 std::string_view colour) {
  std::string out = "<g fill=\"" + std::string(colour) + "\">\n";
  const double step = double{kPlotWidth} / static_cast<double>(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const double height = kPlotHeight * static_cast<double>(counts[i]) / static_cast<double>(most);
    out += "<rect x=\"" + decimal(kLeft + step * static_cast<double>(i)) + "\" y=\"" +
           decimal(kTopEdge + kPlotHeight - height) + "\" width=\"" +
           decimal(std::max(step - 1, 0.5)) + "\" height=\"" + decimal(height) + "\"/>\n";
  }
  return out + "</g>\n";
}

std::string legend(double x, std::string_view colour, std::string_view name) {
  return "<rect x=\"" + decimal(x) + "\" y=\"6\" width=\"12\" height=\"12\" fill=\"" +
         std::string(colour) + "\"/>\n" + label(x + 17, 16, "start", name);
}

std::string axes(const PageHistogram& h, std::uint64_t most) {
  const std::string base = decimal(kTopEdge + kPlotHeight);
  std::string out = "<path stroke=\"#5b6675\" fill=\"none\" d=\"M" + decimal(kLeft) + " " +
                    decimal(kTopEdge) + "V" + base + "H" + decimal(kLeft + kPlotWidth) + "\"/>\n";
  out += label(kLeft - 6, kTopEdge + 10, "end", with_commas(most));
  out += label(kLeft - 6, kTopEdge + kPlotHeight, "end", "0");
  for (int i = 0; i <= 4; ++i) {
    const double x = kLeft + kPlotWidth * i / 4.0;
    out += label(x, kTopEdge + kPlotHeight + 16, "middle",
                 decimal(h.low + (h.high - h.low) * i / 4.0));
  }
  return out + label(kLeft + kPlotWidth / 2.0, kHeight - 8, "middle", h.value_name);
}

std::string threshold_line(const PageHistogram& h) {
  if (h.threshold < h.low || h.threshold > h.high) return {};
  const std::string x = decimal(kLeft + kPlotWidth * (h.threshold - h.low) / (h.high - h.low));
  return "<path stroke=\"#b3261e\" stroke-width=\"2\" stroke-dasharray=\"5 3\" d=\"M" + x + " " +
         decimal(kTopEdge) + "V" + decimal(kTopEdge + kPlotHeight) + "\"/>\n";
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string with_commas(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

Page::Page(std::string_view title) : title_(title) {}

void Page::notice(std::string_view text) {
  body_ += "<p class=\"notice\" role=\"note\">" + escape_html(text) + "</p>\n";
}

void Page::heading(std::string_view text) {
  const std::string id = "part-" + std::to_string(++headings_);
  body_ += "<h2 id=\"" + id + "\">" + escape_html(text) + "</h2>\n";
  contents_ += "<li><a href=\"#" + id + "\">" + escape_html(text) + "</a></li>\n";
}

void Page::paragraph(std::string_view text) {
  body_ += element("p", text) + "\n";
}

void Page::list(const std::vector<std::string>& items) {
  body_ += "<ul>\n";
  for (const std::string& item : items) body_ += element("li", item) + "\n";
  body_ += "</ul>\n";
}

void Page::table(const PageTable& table) {
  body_ += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
           escape_html(table.caption) + "\"><table>\n" + element("caption", table.caption) +
           "\n<thead><tr>";
  for (const std::string& cell : table.header) {
    body_ += "<th scope=\"col\">" + escape_html(cell) + "</th>";
  }
  body_ += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    body_ += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      body_ +=
          i == 0 ? "<th scope=\"row\">" + escape_html(row[i]) + "</th>" : element("td", row[i]);
    }
    body_ += "</tr>\n";
  }
  body_ += "</tbody></table></div>\n";
}

void Page::histogram(const PageHistogram& h) {
  assert(h.front.size() == h.back.size() && h.high > h.low);
  std::uint64_t most = 1;
  for (const auto& series : {h.front, h.back}) {
    for (const std::uint64_t count : series) most = std::max(most, count);
  }
  constexpr std::string_view kBack = "#c3ccd8", kFront = "#2f6db3";
  body_ += "<figure>" + element("figcaption", h.title) + "\n<svg role=\"img\" aria-label=\"" +
           escape_html(h.description) + "\" viewBox=\"0 0 " + std::to_string(kWidth) + " " +
           std::to_string(kHeight) + "\" width=\"" + std::to_string(kWidth) + "\">\n" +
           bars(h.back, most, kBack) + bars(h.front, most, kFront) + axes(h, most) +
           threshold_line(h) + legend(kLeft, kFront, h.front_name) +
           legend(kLeft + 230, kBack, h.back_name) + legend(kLeft + 480, "#b3261e", "threshold") +
           "</svg></figure>\n";
}

std::string Page::html() const {
  return "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
         element("title", title_) + "\n<style>" + std::string(kStyle) +
         "</style></head>\n<body>\n" + "<header>" + element("h1", title_) +
         "</header>\n<nav aria-label=\"Contents\"><ul>\n" + contents_ + "</ul></nav>\n<main>\n" +
         body_ + "</main>\n</body></html>\n";
}

}  // namespace tally
