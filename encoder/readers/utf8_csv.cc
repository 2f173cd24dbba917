#include "encoder/readers/utf8_csv.h"

#include <array>

#include "common/file_reader.h"
#include "common/utf8.h"
#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

std::string separator_name(char separator) {
  return separator == '\t' ? "tabs" : "'" + std::string(1, separator) + "'";
}

// The word for the delimiter in a profile.
std::string delimiter_word(char separator) {
  return separator == '\t' ? "tab" : separator == ';' ? "semicolon" : std::string(1, separator);
}

// In some languages, spreadsheets separate cells with semicolons. This check comes before parsing,
// because a quoted cell before another separator would look like a stray quotation mark.
Status check_separator(const std::string& path, char delimiter) {
  FileReader file = TRY(FileReader::open(path));
  std::array<std::uint8_t, 4096> block;
  const std::size_t size = TRY(file.read(block));
  std::string_view line(reinterpret_cast<const char*>(block.data()), size);
  line = line.substr(0, line.find_first_of("\r\n"));
  if (line.find(delimiter) != line.npos) return {};
  for (const char other : {';', '\t', '|', ','}) {
    if (line.find(other) == line.npos) continue;
    return malformed(path + ":1: the cells are separated by " + separator_name(other),
                     delimiter == ','
                         ? "save it as CSV with commas; for an export you can write a profile that "
                           "says \"format: csv; delimiter " +
                               delimiter_word(other) + '"'
                         : "its cells should be separated by " + separator_name(delimiter));
  }
  return {};
}

}  // namespace

Result<Utf8Csv> Utf8Csv::open(const std::string& path, char delimiter) {
  const TextEncoding encoding = TRY(find_text_encoding(path));
  TRY(check_separator(path, delimiter));
  CsvReader csv = TRY(CsvReader::open(path, delimiter));
  return Utf8Csv(std::move(csv), encoding);
}

Result<bool> Utf8Csv::next() {
  const bool more = TRY(csv_.next());
  if (more && converts()) convert();
  return more;
}

void Utf8Csv::convert() {
  const std::span<const std::string_view> row = csv_.row();
  cells_.assign(row.begin(), row.end());
  std::size_t size = 0;
  for (const std::string_view cell : cells_) size += cell.size();
  converted_.clear();
  converted_.reserve(3 *
                     size);  // a byte becomes at most three bytes, so the text does not move below
  for (std::string_view& cell : cells_) {
    if (is_ascii(cell)) continue;
    const std::size_t begin = converted_.size();
    append_windows_1252(converted_, cell);
    cell = std::string_view(converted_).substr(begin);
  }
}

std::vector<std::string> Utf8Csv::remarks() const {
  if (encoding_.first_other == 0) return {};
  const std::string place = path() + ":" + std::to_string(encoding_.first_other) + ": ";
  if (converts())
    return {place +
            "is the first line with bytes that are not UTF-8, so the file is read as Windows-1252"};
  return {place +
          "is the first line with bytes that are not UTF-8, but the rest of the file seems to be "
          "UTF-8"};
}

}  // namespace tally::encoder
