// tally-people: a made-up English city's children as data sets hold them, with the truth.
#include <string_view>
#include <vector>

#include "common/cli.h"
#include "protocol/base/kept_files.h"
#include "tests/population/write.h"
#include "tests/population/write_city.h"

namespace {

using namespace tally;

constexpr std::uint64_t kMostPeople = 10'000'000;
constexpr std::uint64_t kFewestOfCity = 1'000;

Overwrite overwrite_of(const Options& options) {
  return options.flag("force") ? kForce : Overwrite::no;
}

Status make_people(const Options& options) {
  const std::uint64_t people = TRY(options.number("people", 1, kMostPeople, 1));
  const std::uint64_t seed = TRY(options.number("seed", 0, UINT64_MAX, 1));
  const population::Population all(seed, static_cast<std::uint32_t>(people));
  return population::write_canonical(all, options.get("out"), overwrite_of(options));
}

Status make_city(const Options& options) {
  using population::Errors;
  const Result<std::uint64_t> people = options.number("people", kFewestOfCity, kMostPeople, 1);
  if (!people) {
    return usage_error(people.error().message,
                       "a city has 1000 people or more; tally-people make takes fewer");
  }
  const std::uint64_t seed = TRY(options.number("seed", 0, UINT64_MAX, 1));
  const Errors errors = options.flag("unequal-errors") ? Errors::unequal : Errors::equal;
  const population::Lives lives(seed, static_cast<std::uint32_t>(people.value()), errors);
  return population::write_city(lives, options.get("out"), overwrite_of(options));
}

const Command kMake = {
    "make",
    "writes school.csv, social.csv, health.csv and truth.csv",
    {{"people", "N", Need::required, "how many children the city has, 1 to 10000000"},
     {"seed", "N", Need::optional, "which city; the same files for the same seed (default 1)"},
     {"out", "DIR", Need::required, "a new folder for the files"},
     {"force", "", Need::flag, "replace the folder's files of an earlier run"}},
    make_people};

const Command kCity = {
    "city",
    "writes all six data sets in their usual layouts, one folder for each party, with the truth; a "
    "city has 1000 people or more",
    {{"people", "N", Need::required, "how many children of 0 to 18 live there, 1000 to 10000000"},
     {"seed", "N", Need::optional, "which city; the same files for the same seed (default 1)"},
     {"unequal-errors", "", Need::flag, "records of some ethnic groups have more errors"},
     {"out", "DIR", Need::required, "a new folder for the folders"},
     {"force", "", Need::flag, "replace the files of an earlier run"}},
    make_city};

}  // namespace

// Options without the name of a command are those of make.
int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  char make[] = "make";
  const std::string_view first = argc > 1 ? argv[1] : "";
  const bool is_option = first.starts_with("--") && first != "--version" && first != "--help";
  if (is_option) arguments.insert(arguments.begin() + 1, make);
  return run_program(
      {"tally-people", "makes up a city's children, as data sets hold them", {kMake, kCity}},
      static_cast<int>(arguments.size()), arguments.data());
}
