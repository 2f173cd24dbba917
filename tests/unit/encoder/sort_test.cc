#include "encoder/sort/sort.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <tuple>
#include <vector>

namespace tally::encoder::sort_test {
namespace {

constexpr std::uint64_t kSeed = 20240311;
constexpr std::size_t kRowSize = 40;

struct Row {
  Bytes bytes;
  std::uint64_t line;
  std::string local_id;
  friend auto operator<=>(const Row& a, const Row& b) {
    return std::tie(a.bytes, a.line, a.local_id) <=> std::tie(b.bytes, b.line, b.local_id);
  }
  friend bool operator==(const Row& a, const Row& b) { return (a <=> b) == 0; }
};

// References repeat, so that lines also decide. The rest of a row follows from both.
std::vector<Row> made_up_rows(std::size_t count) {
  std::mt19937_64 random(kSeed);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t reference = random() % (count / 2 + 1);
    Bytes bytes;
    append_u64(bytes, reference * 0x9E3779B97F4A7C15u);
    append_u64(bytes, reference);
    append_u64(bytes, i);
    bytes.resize(kRowSize, static_cast<std::uint8_t>(reference));
    rows.push_back({bytes, i + 2, std::string(i % (kMaxLocalId + 1), 'x')});
  }
  return rows;
}

std::vector<Row> all_rows(RowSorter& sorter) {
  std::vector<Row> rows;
  while (sorter.next().value()) {
    rows.push_back({Bytes(sorter.row().begin(), sorter.row().end()), sorter.line(),
                    std::string(sorter.local_id())});
  }
  return rows;
}

bool by_reference_and_line(const Row& a, const Row& b) {
  const Bytes reference_a(a.bytes.begin(), a.bytes.begin() + Reference::kSize);
  const Bytes reference_b(b.bytes.begin(), b.bytes.begin() + Reference::kSize);
  return std::tie(reference_a, a.line) < std::tie(reference_b, b.line);
}

TEST_CASE("rows come as std sort would have them however small the buffer") {
  MESSAGE("seed ", kSeed);
  // A buffer of 64 KiB takes some 540 rows and merges three runs at once: 20,000 rows need many
  // merges of merges.
  for (const std::size_t count : {0u, 1u, 2u, 541u, 542u, 543u, 5000u, 20000u}) {
    CAPTURE(count);
    std::vector<Row> rows = made_up_rows(count);
    RowSorter sorter("/tmp", kRowSize, 1);
    for (const Row& row : rows) REQUIRE(sorter.add({row.bytes}, row.line, row.local_id));
    REQUIRE(sorter.finish());
    std::sort(rows.begin(), rows.end(), by_reference_and_line);
    CHECK(all_rows(sorter) == rows);
    REQUIRE(sorter.rewind());
    CHECK(all_rows(sorter) == rows);
  }
}

TEST_CASE("the order in which rows come does not matter") {
  std::vector<Row> rows = made_up_rows(3000);
  std::vector<std::vector<Row>> outcomes;
  for (int i = 0; i < 2; ++i) {
    RowSorter sorter("/tmp", kRowSize, 1);
    for (const Row& row : rows) REQUIRE(sorter.add({row.bytes}, row.line, row.local_id));
    REQUIRE(sorter.finish());
    outcomes.push_back(all_rows(sorter));
    std::reverse(rows.begin(), rows.end());
  }
  CHECK(outcomes[0] == outcomes[1]);
}

// An export's row and its alternates have the same line.
TEST_CASE("rows of one record and line keep the order in which they were added") {
  for (const std::size_t count : {40u, 5000u}) {
    CAPTURE(count);
    RowSorter sorter("/tmp", kRowSize, 1);
    for (std::size_t i = 0; i < count; ++i) {
      Bytes row(kRowSize, static_cast<std::uint8_t>(i % 3));  // three records
      std::copy_n(reinterpret_cast<const std::uint8_t*>(&i), sizeof i, row.end() - sizeof i);
      REQUIRE(sorter.add({row}, 7, "a"));
    }
    REQUIRE(sorter.finish());
    std::vector<std::size_t> order;
    for (const Row& row : all_rows(sorter)) {
      std::size_t i;
      std::memcpy(&i, row.bytes.data() + kRowSize - sizeof i, sizeof i);
      order.push_back(i);
    }
    std::vector<std::size_t> expected;
    for (std::size_t first = 0; first < 3; ++first)
      for (std::size_t i = first; i < count; i += 3) expected.push_back(i);
    CHECK(order == expected);
  }
}

TEST_CASE("rows larger than a chunk are sorted too") {
  constexpr std::size_t kLarge = 60000;
  RowSorter sorter("/tmp", kLarge, 1);
  for (std::uint8_t i = 20; i > 0; --i) REQUIRE(sorter.add({Bytes(kLarge, i)}, i, "a"));
  REQUIRE(sorter.finish());
  for (std::uint8_t i = 1; i <= 20; ++i) {
    REQUIRE(sorter.next().value());
    CHECK(sorter.row()[kLarge - 1] == i);
  }
  CHECK_FALSE(sorter.next().value());
}

TEST_CASE("rows that fit in the buffer need no folder and more rows are an io error without one") {
  const std::vector<Row> rows = made_up_rows(5000);
  RowSorter sorter("/dev/null/none", kRowSize, 1);
  Status status;
  std::size_t added = 0;
  for (; added < rows.size() && status; ++added) {
    status = sorter.add({rows[added].bytes}, rows[added].line, rows[added].local_id);
  }
  CHECK(added > 500);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == Errc::io);
}

TEST_CASE("pieces of scratch come back as they were") {
  auto scratch = SealedScratch::create("/tmp");
  REQUIRE(scratch);
  std::vector<std::pair<std::uint64_t, Bytes>> pieces;
  for (const std::size_t size : {0u, 1u, 15u, 16u, 17u, 1000u}) {
    const Bytes piece(size, static_cast<std::uint8_t>(size));
    pieces.emplace_back(scratch.value().append(piece).value(), piece);
  }
  std::reverse(pieces.begin(), pieces.end());
  for (const auto& [place, piece] : pieces) {
    Bytes out(piece.size());
    REQUIRE(scratch.value().read(place, out));
    CHECK(out == piece);
  }
}

TEST_CASE("a changed or misplaced piece does not open and none does under another key") {
  keys::ScratchCipher cipher;
  const Bytes plain(100, 7);
  Bytes sealed(plain.size() + keys::ScratchCipher::kOverhead);
  Bytes out(plain.size());
  cipher.seal(5, plain, sealed);
  REQUIRE(cipher.open(5, sealed, out));
  CHECK(out == plain);
  CHECK_FALSE(cipher.open(6, sealed, out));
  CHECK_FALSE(keys::ScratchCipher().open(5, sealed, out));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    sealed[i] ^= 1;
    CHECK_FALSE(cipher.open(5, sealed, out));
    sealed[i] ^= 1;
  }
}

}  // namespace
}  // namespace tally::encoder::sort_test
