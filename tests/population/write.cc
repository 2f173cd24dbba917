#include "tests/population/write.h"

#include <numeric>
#include <utility>
#include <vector>

#include "common/atomic_folder.h"
#include "common/csv.h"
#include "common/terminal_progress.h"
#include "tests/population/holding.h"

namespace tally::population {
namespace {

std::string header(const Dataset& dataset) {
  std::vector<std::string_view> cells{"local_id"};
  for (const Field field : dataset.fields) cells.push_back(name_of(field));
  std::string line;
  append_csv_row(line, cells);
  return line;
}

std::string row(const Dataset& dataset, const Record& record) {
  std::vector<std::string_view> cells{record.local_id};
  for (const Field field : dataset.fields) cells.push_back(record.cells[field]);
  std::string line;
  append_csv_row(line, cells);
  return line;
}

std::string truth_row(const Dataset& dataset, const Record& record) {
  const std::string person = "P" + std::to_string(static_cast<std::uint32_t>(record.person) + 1);
  const std::string_view cells[] = {dataset.name, record.local_id, person};
  std::string line;
  append_csv_row(line, cells);
  return line;
}

Status write_dataset(const Population& population, const Dataset& dataset, AtomicFile& file,
                     AtomicFile& truth, Progress& progress) {
  TRY(file.write(header(dataset)));
  for (const PersonIndex person : in_random_order(population, dataset.number)) {
    progress.advance(1);
    const std::optional<Record> record = hold(population, dataset, person);
    if (!record) continue;
    TRY(file.write(row(dataset, *record)));
    TRY(truth.write(truth_row(dataset, *record)));
  }
  return {};
}

}  // namespace

std::vector<PersonIndex> in_random_order(const Population& population, std::uint8_t dataset) {
  std::vector<PersonIndex> people(population.people());
  for (std::uint32_t i = 0; i < population.people(); ++i) people[i] = PersonIndex{i};
  Stream stream(population.seed(), dataset, Purpose::rows);
  for (std::uint32_t left = population.people(); left > 1; --left) {
    std::swap(people[left - 1], people[stream.below(left)]);
  }
  return people;
}

Status write_canonical(const Population& population, const std::string& folder,
                       Overwrite overwrite) {
  AtomicFolder out = TRY(AtomicFolder::open(folder, overwrite));
  AtomicFile* truth = TRY(out.add("truth.csv"));
  TRY(truth->write("file,local_id,person\n"));
  TerminalProgress progress("making people",
                            std::uint64_t{population.people()} * datasets().size());
  for (const Dataset& dataset : datasets()) {
    AtomicFile* file = TRY(out.add(std::string(dataset.name) + ".csv"));
    TRY(write_dataset(population, dataset, *file, *truth, progress));
  }
  return out.commit();
}

}  // namespace tally::population
