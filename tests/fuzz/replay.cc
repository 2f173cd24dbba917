// A main function for fuzz targets without libFuzzer: runs every file of the given folders, then
// simple mutations of each file, which are the same on every machine. A failure stops the program
// and names the input.
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz.h"

namespace {

constexpr std::size_t kPlaces = 400;  // places that are tried in a file, evenly spread

std::string current;  // the input that is running, for the handler

void say_current(int) {
  std::fputs((current + "\n").c_str(), stderr);
  std::signal(SIGABRT, SIG_DFL);
}

void run(const std::string& what, const std::vector<std::uint8_t>& input) {
  current = what;
  // A buffer of exactly this size, so that a sanitizer sees a read past its end.
  const std::vector<std::uint8_t> exact(input.begin(), input.end());
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

void run_with_mutations(const std::string& name, const std::vector<std::uint8_t>& input) {
  run(name, input);
  const std::size_t step = std::max<std::size_t>(1, input.size() / kPlaces);
  for (std::size_t place = 0; place < input.size(); place += step) {
    const std::string at = name + " at byte " + std::to_string(place);
    const auto begin = input.begin();
    const auto here = begin + static_cast<std::ptrdiff_t>(place);
    run(at + ": cut off", {begin, here});
    std::vector<std::uint8_t> without(input);
    without.erase(without.begin() + (here - begin));
    run(at + ": left out", without);
    for (const int change : {0x01, 0x20, 0x80, 0xff}) {
      std::vector<std::uint8_t> changed(input);
      changed[place] = static_cast<std::uint8_t>(changed[place] ^ change);
      run(at + ": changed by " + std::to_string(change), changed);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGABRT, say_current);
  std::vector<std::filesystem::path> paths;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    run_with_mutations(path.filename().string(), {bytes.begin(), bytes.end()});
  }
  run("the empty input", {});
  std::printf("%zu files and their mutations\n", paths.size());
  return paths.empty() ? 1 : 0;
}
