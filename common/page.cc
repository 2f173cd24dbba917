#include "common/page.h"

#include <array>

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
.good { background: #e3f3e6; border-color: #2c7a3f; } .bad { background: #fbe4e2; border-color: #b3261e; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0 1.2rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { padding: .35rem .8rem; border-bottom: 1px solid #d5dbe3; text-align: right; vertical-align: top; }
th { background: #eef2f7; } tbody th { background: none; font-weight: 600; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
.words { width: 100%; } .words th, .words td { text-align: left; overflow-wrap: break-word; }
.words th:first-child { width: 22%; } .words td:nth-child(2) { white-space: nowrap; }
.words td:last-child { width: 28%; } .words tr { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } nav { display: none; }
  h2, table { break-inside: avoid; } .words { break-inside: auto; } }
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
  body_ += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
           escape_html(table.caption) + "\"><table" +
           (table.cells == Cells::words ? " class=\"words\"" : "") + ">\n" +
           element("caption", table.caption) + "\n<thead><tr>";
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

std::string Page::html() const {
  return "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
         element("title", title_) + "\n<style>" + std::string(kStyle) +
         "</style></head>\n<body>\n" + "<header>" + element("h1", title_) +
         "</header>\n<nav aria-label=\"Contents\"><ul>\n" + contents_ + "</ul></nav>\n<main>\n" +
         body_ + "</main>\n</body></html>\n";
}

}  // namespace tally
