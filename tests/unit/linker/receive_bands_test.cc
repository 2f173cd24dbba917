#include <filesystem>

#include "tests/unit/linker/made_up_bands.h"

namespace tally::linker::receive_bands_test {
namespace {

using made_up::BandedParties;
using made_up::BandRow;

const std::vector<BandRow> kTwo = {{1, {{5}}}, {2, {{6}}}};

TEST_CASE("bands become values by band and row and zeros are missing") {
  const BandedParties parties(2);
  const std::vector<Submission> submissions = parties.submissions_of(
      {{{1, {{5, 0, 0xFFFF'FFFF}, {1, 0xFEDC'BA98'7654'3210}}}, {7, {{}, {0, 2}}}, {7, {}}},
       {{4, {}}}});
  const Submission& a = submissions[0];
  CHECK(a.has_bands());
  CHECK(a.rows() == 3);
  CHECK(a.records() == 2);
  const BandColumn* names = a.bands("names_birth");
  const BandColumn* address = a.bands("names_address");
  REQUIRE(names);
  REQUIRE(address);
  CHECK(names->bands == 8);
  CHECK(names->size == 4);
  CHECK(address->size == 8);
  CHECK(names->values_of(0)[0] == 5);
  CHECK(names->values_of(1)[0] == 0);
  CHECK(names->values_of(2)[0] == 0xFFFF'FFFF);
  CHECK(names->values_of(7)[2] == 0);
  CHECK(address->values_of(1)[0] == 0xFEDC'BA98'7654'3210);
  CHECK(address->values_of(0)[1] == 0);
  CHECK(address->values_of(1)[1] == 2);
  CHECK(names->there == std::vector<bool>{true, false, false});
  CHECK(address->there == std::vector<bool>{true, true, false});
  CHECK(a.bands("person") == nullptr);
  CHECK(a.filter("names_birth") == nullptr);
  CHECK(a.tokens("names_birth") == nullptr);
}

TEST_CASE("each data set has nearest counts for each other") {
  const BandedParties parties(3);
  std::vector<std::string> paths;
  for (const char* name : {"a", "b", "c"}) {
    EncodingsHeader header = parties.header_of(name);
    for (std::uint32_t i = 0; i < 2; ++i) header.nearest[i][0] = i;
    paths.push_back(parties.write_bands(name, header, kTwo));
  }
  const std::vector<Submission> submissions = parties.receive(paths).value();
  CHECK(submissions[0].nearest_for(DatasetIndex{1})[0] == 0);
  CHECK(submissions[0].nearest_for(DatasetIndex{2})[0] == 1);
  CHECK(submissions[1].nearest_for(DatasetIndex{0})[0] == 0);
  CHECK(submissions[1].nearest_for(DatasetIndex{2})[0] == 1);
  CHECK(submissions[2].nearest_for(DatasetIndex{0})[0] == 0);
  CHECK(submissions[2].nearest_for(DatasetIndex{1})[0] == 1);
}

TEST_CASE("counts for another number of data sets are refused") {
  const BandedParties parties(3, [](AgreementTerms& terms) {
    for (Dataset& dataset : terms.datasets) dataset.required = false;
  });
  for (const std::size_t others : {0u, 1u, 3u}) {
    CAPTURE(others);
    EncodingsHeader header = parties.header_of("a");
    header.nearest.resize(others);
    const auto received = parties.receive({parties.write_bands("a", header, kTwo)});
    REQUIRE_FALSE(received);
    CHECK(received.error().code == Errc::refused);
    CHECK(received.error().message.find("it counts for other data sets") != std::string::npos);
  }
}

TEST_CASE("other bands than the agreed ones are refused") {
  const BandedParties parties(2);
  EncodingsHeader header = parties.header_of("b");
  header.layout.slots[1].bands = 16;
  header.layout.slots[1].size *= 2;
  header.layout.row_size += header.layout.slots[1].size / 2;
  const auto received = parties.receive({parties.write_bands("a", parties.header_of("a"), kTwo),
                                         parties.write_bands("b", header, kTwo)});
  REQUIRE_FALSE(received);
  CHECK(received.error().code == Errc::refused);
  CHECK(received.error().message.find("columns") != std::string::npos);
}

TEST_CASE("encoders that make other bands of the conformance people are refused") {
  const BandedParties parties(2);
  const auto received =
      parties.receive({parties.write_bands("a", parties.header_of("a"), kTwo, {{1}, {2}}),
                       parties.write_bands("b", parties.header_of("b"), kTwo, {{1}, {3}})});
  REQUIRE_FALSE(received);
  CHECK(received.error().code == Errc::refused);
  CHECK(received.error().message.find("encode column \"names_address\" differently") !=
        std::string::npos);
}

// Writes a seed of tests/fuzz/corpus/sealed into the working folder, if asked. Certificates and
// nonces are new each time.
TEST_CASE("a sealed file with bands is written" * doctest::skip()) {
  const BandedParties parties(2);
  std::filesystem::copy_file(parties.write_bands("a", parties.header_of("a"), kTwo), "bands");
}

}  // namespace
}  // namespace tally::linker::receive_bands_test
