// tally-people: a made-up English city's children as three data sets hold them, with the truth.
#include <string_view>
#include <vector>

#include "common/cli.h"
#include "tests/population/write.h"

namespace {

using namespace tally;

constexpr std::uint64_t kMostPeople = 10'000'000;

Status make_people(const Options& options) {
  const std::uint64_t people = TRY(options.number("people", 1, kMostPeople, 1));
  const std::uint64_t seed = TRY(options.number("seed", 0, UINT64_MAX, 1));
  const population::Population all(seed, static_cast<std::uint32_t>(people));
  const Overwrite overwrite = options.flag("force") ? Overwrite::yes : Overwrite::no;
  return population::write_canonical(all, options.get("out"), overwrite);
}

const Command kMake = {
    "make",
    "writes school.csv, social.csv, health.csv and truth.csv",
    {{"people", "N", Need::required, "how many children the city has, 1 to 10000000"},
     {"seed", "N", Need::optional, "which city; the same files for the same seed (default 1)"},
     {"out", "DIR", Need::required, "a new folder for the files"},
     {"force", "", Need::flag, "replace the folder's files of an earlier run"}},
    make_people};

}  // namespace

// There is one command, so its name may be left out.
int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  char make[] = "make";
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first != "make" && first != "--version") arguments.insert(arguments.begin() + 1, make);
  return run_program(
      {"tally-people", "makes up a city's children, as data sets hold them", {kMake}},
      static_cast<int>(arguments.size()), arguments.data());
}
