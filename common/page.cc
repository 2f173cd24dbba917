#include "common/page.h"

#include <array>

namespace tally {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light; --ink: #1b2330; --paper: #fff; --line: #d5dbe3; --band: #eef2f7; --link: #1a4f8b;
  --warning: #fdf1d6; --warning-edge: #c77a00; --good: #e3f3e6; --good-edge: #2c7a3f; --bad: #fbe4e2; --bad-edge: #b3261e;
  --part-1: #2f6fab; --part-2: #f0c37a; --part-3: #fff; --part-4: #b3261e; --edge: #4a5565; }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --ink: #e6eaf0; --paper: #14181f; --line: #3a4352; --band: #222a35; --link: #8fbcf0;
    --warning: #3d2f0f; --warning-edge: #e0a030; --good: #15301c; --good-edge: #56b06c; --bad: #421a17; --bad-edge: #ef6a61;
    --part-1: #5b9bd8; --part-2: #8a6420; --part-3: #14181f; --part-4: #ef6a61; --edge: #9aa6b6; } }
body { font: 16px/1.5 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: var(--ink);
  background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .6rem; padding-top: .6rem; border-top: 2px solid var(--line); }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 0; }
a { color: var(--link); } a:focus, .scroll:focus { outline: 3px solid #f2b33d; outline-offset: 2px; }
.notice { background: var(--warning); border-left: .4rem solid var(--warning-edge); padding: .7rem 1rem; margin: 1rem 0; font-weight: 600; }
.good { background: var(--good); border-color: var(--good-edge); } .bad { background: var(--bad); border-color: var(--bad-edge); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0 1.2rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { padding: .35rem .8rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th { background: var(--band); } tbody th { background: none; font-weight: 600; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
.words { width: 100%; } .words th, .words td { text-align: left; overflow-wrap: anywhere; }
.words th:first-child { width: 22%; } .words td:nth-child(2) { white-space: nowrap; }
.words td:last-child { width: 28%; } tr { break-inside: avoid; }
tbody th[colspan] { padding-top: 1rem; }
.notes { width: 100%; } .notes td:not(:last-child) { white-space: nowrap; } .notes th:last-child, .notes td:last-child { text-align: left; width: 62%; min-width: 9rem; overflow-wrap: anywhere; }
figure { margin: .6rem 0 1.2rem; } figcaption { font-weight: 600; padding: .3rem 0; }
figure svg { width: 100%; height: auto; font: 14px/1 inherit; }
svg text { fill: var(--ink); } .edge { fill: none; stroke: var(--edge); } .mark { stroke: var(--edge); stroke-width: 2; }
.part-1 { fill: var(--part-1); } .part-2 { fill: var(--part-2); } .part-3 { fill: var(--part-3); } .part-4 { fill: var(--part-4); }
@page { size: A4; margin: 15mm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; } .scroll { overflow: visible; }
  h2 { break-after: avoid; } h2, table, figure { break-inside: avoid; } .words, .notes { break-inside: auto; } }
)";

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + escape_html(text) + "</" + std::string(name) + ">";
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\n':
      case '\t':
        out += c;
        break;
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
      default:  // no control character reaches a page
        out += (c >= 0 && c < ' ') || c == 0x7F ? '?' : c;
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

void Page::notice(std::string_view text, Tone tone) {
  constexpr std::array<std::string_view, 3> kClasses = {"notice", "notice good", "notice bad"};
  body_ += "<p class=\"" + std::string(kClasses[static_cast<std::size_t>(tone)]) +
           "\" role=\"note\">" + escape_html(text) + "</p>\n";
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
  constexpr std::array<std::string_view, 3> kClasses = {"", " class=\"words\"", " class=\"notes\""};
  body_ += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
           escape_html(table.caption) + "\"><table" +
           std::string(kClasses[static_cast<std::size_t>(table.cells)]) + ">\n" +
           element("caption", table.caption) + "\n<thead><tr>";
  for (const std::string& cell : table.header) {
    body_ += "<th scope=\"col\">" + escape_html(cell) + "</th>";
  }
  body_ += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    if (row.size() == 1) {
      body_ += "<tr><th scope=\"rowgroup\" colspan=\"" + std::to_string(table.header.size()) +
               "\">" + escape_html(row[0]) + "</th></tr>\n";
      continue;
    }
    body_ += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      body_ +=
          i == 0 ? "<th scope=\"row\">" + escape_html(row[i]) + "</th>" : element("td", row[i]);
    }
    body_ += "</tr>\n";
  }
  body_ += "</tbody></table></div>\n";
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
