// Writes tests/vectors/sealed/example.* and the example of docs/formats/sealed.md, if asked:
//
//   unit_protocol --no-skip --test-case="the example of the sealed page is written"
//
// into the working folder. Certificates and nonces are new each time. pages_test.cc compares the
// page with the files.
#include <cstdio>
#include <numeric>

#include "common/atomic_file.h"
#include "protocol/base/kept_files.h"
#include "tests/unit/protocol/forgery.h"

namespace tally {
namespace sealed_example {
namespace {

void write(const std::string& path, ByteView bytes) {
  AtomicFile file = AtomicFile::open(path, kOverwriteAllButKeys, Access::everyone).value();
  REQUIRE(file.write(bytes));
  REQUIRE(file.commit());
}

void print(const char* name, ByteView bytes) {
  std::printf("%-19s = %s\n", name, to_hex(bytes).c_str());
}

TEST_CASE("the example of the sealed page is written" * doctest::skip()) {
  const MadeUpParties parties;
  Forgery example(parties);
  std::iota(example.key.begin(), example.key.end(), std::uint8_t{0});
  std::iota(example.manifest.file_id.bytes.begin(), example.manifest.file_id.bytes.end(),
            std::uint8_t{0xa0});
  const ByteView content = as_bytes("made up");
  example.content.assign(content.begin(), content.end());
  example.manifest.software = "tallystick 0.1.0";
  example.make();

  const Agreement& agreement = parties.agreement().agreement();
  write("example.agreement.json", as_bytes(agreement.text()));
  write("example.agreement.json.p7s", parties.signatures_of(agreement));
  write("example.manifest.json", as_bytes(print_manifest(example.manifest)));
  write("example.tally", example.bytes());

  print("header", example.header);
  print("header digest", example.manifest.header.bytes);
  print("content key", example.key);
  print("commitment", example.manifest.commitment.bytes);
  print("content", content);
  print("body", example.body);
}

}  // namespace
}  // namespace sealed_example
}  // namespace tally
