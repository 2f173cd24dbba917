#include "tests/population/ons.h"

#include "tests/population/letters.h"

namespace tally::population {

std::string cut(const std::string& text, std::size_t width) {
  return text.substr(0, width);
}

std::vector<std::string> forenames_of(const Record& record, std::size_t count) {
  std::vector<std::string> names(count + 1);
  names[0] = record.cells[Field::forename];
  const std::vector<std::string> middle = words(record.cells[Field::middle_names]);
  for (std::size_t i = 0; i < middle.size(); ++i) {
    std::string& name = names[std::min(i + 1, count)];
    name += (name.empty() ? "" : " ") + middle[i];
  }
  return names;
}

std::string one_line(const Record& record) {
  std::string line;
  for (const Field field : {Field::house, Field::street, Field::town}) {
    const std::string& part = record.cells[field];
    if (part.empty()) continue;
    line += (line.empty() ? "" : field == Field::street ? " " : ", ") + part;
  }
  return line;
}

Status write_counts(Table& table) {
  const std::string digits = std::to_string(table.rows());
  const std::string count = std::string(10 - digits.size(), '0') + digits;
  TRY(table.footer("COUNT IN " + count));
  return table.footer("COUNT OT " + count);
}

}  // namespace tally::population
