// A self-contained HTML page: no script, no network, readable on paper and by
// screen readers. The text given is escaped here; callers pass plain text only.
//
//   Page page("Linkage report"); page.heading("Links"); page.table({...}); write(page.html());
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tally {

enum class Cells : std::uint8_t { figures, words };
enum class Tone : std::uint8_t { warning, good, bad };  // of colour; the text says it too

struct PageTable {
  std::string caption;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // the first cell names the row; the rest are cells
  Cells cells = Cells::figures;
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
