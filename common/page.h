// A self-contained HTML page with inline SVG: no script, no network, readable on paper and by
// screen readers. The text given is escaped here; callers pass plain text only.
//
//   Page page("Linkage report"); page.heading("Links"); page.table({...}); write(page.html());
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tally {

struct PageTable {
  std::string caption;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // the first cell names the row; the rest are figures
};

// Counts in equal bins of a value, two series over each other, with a marked threshold.
struct PageHistogram {
  std::string title;         // what the picture shows, one sentence
  std::string description;   // the same for those who cannot see it, with the main figures
  std::string value_name;    // of the x axis
  double low = 0, high = 1;  // of the first bin's left and the last bin's right edge
  std::string front_name, back_name;
  std::vector<std::uint64_t> front, back;  // as many bins each
  double threshold = 0;
};

class Page {
 public:
  explicit Page(std::string_view title);

  void notice(std::string_view text);  // a box that cannot be overlooked
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  void list(const std::vector<std::string>& items);
  void table(const PageTable& table);
  void histogram(const PageHistogram& histogram);
  std::string html() const;

 private:
  std::string title_;
  std::string body_;
  std::string contents_;  // links to the headings
  int headings_ = 0;
};

// For HTML text and attribute values.
std::string escape_html(std::string_view text);
// Grouped in threes for people: 12,345.
std::string with_commas(std::uint64_t value);

}  // namespace tally
