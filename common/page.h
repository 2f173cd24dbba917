// A self-contained HTML page: without scripts or network, readable on paper and by screen readers.
// It escapes all text that it is given; callers pass plain text only.
//
//   Page page("Linkage report"); page.heading("Links"); page.table({...}); write(page.html());
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tally {

enum class Cells : std::uint8_t {
  figures,
  words,
  notes,  // figures, and words in the last column
};
enum class Tone : std::uint8_t { warning, good, bad };  // the colour; the text says it too

struct PageTable {
  std::string caption;
  std::vector<std::string> header;
  // The first cell names the row; the rest are cells. A single cell is a heading of the rows below
  // it.
  std::vector<std::vector<std::string>> rows;
  Cells cells = Cells::figures;
};

// Bars of parts that lie end to end. A row's bar is as long as its parts together. A part has its
// own pattern as well as its own colour. Put the figures in a table beside the bars.
struct PageBars {
  std::string caption;
  std::vector<std::string> parts;  // up to 4, the wanted one first
  struct Row {
    std::string name;
    std::vector<std::uint64_t> counts;  // of each part
    std::string note;                   // at the end of the bar, short
  };
  std::vector<Row> rows;
};

class Page {
 public:
  explicit Page(std::string_view title);

  // A box that cannot be overlooked.
  void notice(std::string_view text, Tone tone = Tone::warning);
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  void list(const std::vector<std::string>& items);
  void table(const PageTable& table);
  void bars(const PageBars& bars);
  std::string html() const;

 private:
  std::string title_;
  std::string body_;
  std::string contents_;  // links to the headings
  int headings_ = 0;
  int figures_ = 0;
};

// For HTML text and attribute values.
std::string escape_html(std::string_view text);
// Grouped in threes for people: 12,345.
std::string with_commas(std::uint64_t value);

}  // namespace tally
