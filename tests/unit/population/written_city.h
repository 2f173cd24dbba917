// Writes a made-up city, and reads its tables back.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/bytes.h"
#include "common/csv.h"
#include "common/file_reader.h"
#include "common/overwrite.h"
#include "common/paths.h"
#include "tests/population/city_files.h"
#include "tests/population/write_city.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::written_city {

using namespace population;

// A city that is written once; its files are read by name.
class Written {
 public:
  Written(std::uint64_t seed, std::uint32_t people, Errors errors) {
    REQUIRE(write_city(Lives(seed, people, errors), path(), Overwrite::no));
  }
  std::string path() const { return folder_ / "city"; }
  std::string operator/(const std::string& name) const { return path() + "/" + name; }
  std::string digest() const {
    Sha256 digest;
    const auto files = files_below(path());
    REQUIRE(files);
    for (const std::string& name : files.value()) {
      const auto text = read_file(path() + "/" + name, 1 << 26);
      REQUIRE(text);
      digest.update(as_bytes(name));
      digest.update(as_bytes(text.value()));
    }
    return to_hex(digest.finish().bytes);
  }

 private:
  TemporaryFolder folder_;
};

inline const Written& written() {
  static const Written city(3, 8000, Errors::equal);
  return city;
}

using Rows = std::vector<std::map<std::string, std::string>>;

inline Rows rows_of(const std::string& path, char delimiter = ',') {
  auto csv = CsvReader::open(path, delimiter);
  REQUIRE(csv);
  std::vector<std::string> header;
  Rows rows;
  while (csv.value().next().value()) {
    const auto cells = csv.value().row();
    if (header.empty()) {
      header.assign(cells.begin(), cells.end());
      continue;
    }
    if (cells[0].starts_with("COUNT ")) continue;
    REQUIRE(cells.size() == header.size());
    std::map<std::string, std::string> row;
    for (std::size_t i = 0; i < cells.size(); ++i) row[header[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

inline std::set<std::string> column(const Rows& rows, const std::string& name) {
  std::set<std::string> values;
  for (const auto& row : rows) values.insert(row.at(name));
  return values;
}

inline std::set<std::string> ids_in_truth(const std::string& file) {
  std::set<std::string> ids;
  for (const auto& row : rows_of(written() / "truth.csv")) {
    if (row.at("file") == file) REQUIRE(ids.insert(row.at("local_id")).second);
  }
  return ids;
}

}  // namespace tally::written_city
