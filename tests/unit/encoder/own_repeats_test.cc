#include "encoder/encode/own_repeats.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>

#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::encoder::own_repeats_test {
namespace {

constexpr std::uint64_t kSeed = 20261130;
const ProjectId kProject{{1}};

// Two columns of bands of different sizes, with a token between them.
RowLayout layout_of_bands() {
  RowLayout layout;
  const auto add = [&](const char* name, Column::Kind kind, std::uint32_t bits, std::uint32_t bands,
                       std::size_t size) {
    layout.slots.push_back({name, kind, bits, bands, layout.row_size, size});
    layout.row_size += size;
  };
  add("names_birth", Column::Kind::bands, 40, 8, 40);
  add("upn", Column::Kind::token, 0, 0, 16);
  add("all", Column::Kind::bands, 64, 9, 72);
  return layout;
}

// The place of a band's value in a row.
struct Place {
  std::size_t at, size;
};
std::vector<Place> places() {
  std::vector<Place> all;
  for (const RowLayout::Slot& slot : layout_of_bands().slots) {
    for (std::size_t band = 0; band < slot.bands; ++band) {
      all.push_back({slot.offset + band * (slot.bits / 8), slot.bits / 8});
    }
  }
  return all;
}

std::string reference_of(const Bytes& row) {
  return to_hex(ByteView(row).first(Reference::kSize));
}
std::string value_of(const Bytes& row, Place place) {
  return to_hex(ByteView(row).subspan(place.at, place.size));
}
bool is_missing(const Bytes& row, Place place) {
  return value_of(row, place).find_first_not_of('0') == std::string::npos;
}

// Rows by reference, some records with up to three; one value in ten is one of a few, and one in
// twenty is missing.
std::vector<Bytes> made_up_rows(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Bytes> rows;
  std::uint64_t record = 0;
  while (rows.size() < count) {
    ++record;
    for (std::uint64_t again = random() % 10 == 0 ? 3 : 1; again > 0; --again) {
      Bytes row(layout_of_bands().row_size);
      for (std::size_t i = 0; i < 8; ++i) row[7 - i] = static_cast<std::uint8_t>(record >> 8 * i);
      for (std::size_t i = Reference::kSize; i < row.size(); ++i) {
        row[i] = static_cast<std::uint8_t>(random());
      }
      for (const Place place : places()) {
        const std::uint64_t kind = random() % 20;
        const auto byte = static_cast<std::uint8_t>(kind == 0 ? 0 : 1 + random() % 50);
        if (kind < 3) std::fill_n(row.begin() + static_cast<long>(place.at), place.size, byte);
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

struct Replaced {
  std::vector<Bytes> rows;
  std::vector<OwnRepeats::Count> counts;
};

// A row of which nothing is hardened.
HardenedRow as_it_is(Bytes& row) {
  const keys::Secret secret = keys::Secret::for_rehearsal(1);
  return Hardener({}, {}, keys::Derivation(secret, {}, {})).harden(row);
}

Replaced replace_all(const std::vector<Bytes>& rows, const std::string& folder,
                     std::uint8_t key = 7, const ProjectId& project = kProject,
                     std::string_view dataset = "school") {
  const ReferenceKey reference_key(Bytes(kOwnKeySize, key));
  OwnRepeats repeats(layout_of_bands(), folder, reference_key, project, dataset);
  for (Bytes row : rows) REQUIRE(repeats.add(as_it_is(row)));
  REQUIRE(repeats.find());
  Replaced replaced;
  for (Bytes row : rows) {
    const Result<HardenedRow> out = repeats.replace(as_it_is(row));
    REQUIRE(out);
    replaced.rows.emplace_back(out.value().bytes().begin(), out.value().bytes().end());
  }
  replaced.counts = repeats.counts();
  return replaced;
}

// Of a band, the records that have each value.
std::map<std::string, std::set<std::string>> records_by_value(const std::vector<Bytes>& rows,
                                                              Place place) {
  std::map<std::string, std::set<std::string>> records;
  for (const Bytes& row : rows) {
    if (!is_missing(row, place)) records[value_of(row, place)].insert(reference_of(row));
  }
  return records;
}

// A chunk has 1024 rows.
constexpr std::size_t kCounts[] = {1, 2, 1023, 1024, 1025, 2500};

TEST_CASE("no two records of a file share a band and every other value stays") {
  MESSAGE("seed ", kSeed);
  const TemporaryFolder folder;
  for (const std::size_t count : kCounts) {
    CAPTURE(count);
    const std::vector<Bytes> rows = made_up_rows(count, kSeed + count);
    const std::vector<Bytes> out = replace_all(rows, folder.path()).rows;
    for (const Place place : places()) {
      const auto before = records_by_value(rows, place);
      for (const auto& [value, records] : records_by_value(out, place)) CHECK(records.size() == 1);
      std::size_t wrong = 0;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool shared =
            !is_missing(rows[i], place) && before.at(value_of(rows[i], place)).size() > 1;
        wrong += shared == (value_of(rows[i], place) == value_of(out[i], place));
      }
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("references and tokens of one record stay") {
  const TemporaryFolder folder;
  const std::vector<Bytes> rows = made_up_rows(300, kSeed);
  const std::vector<Bytes> out = replace_all(rows, folder.path()).rows;
  const RowLayout::Slot upn = layout_of_bands().slots[1];
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(reference_of(rows[i]) == reference_of(out[i]));
    CHECK(value_of(rows[i], {upn.offset, upn.size}) == value_of(out[i], {upn.offset, upn.size}));
  }
}

TEST_CASE("a token that two records share is left out and rows of one record keep theirs") {
  const TemporaryFolder folder;
  std::vector<Bytes> rows = made_up_rows(50, kSeed);
  const RowLayout::Slot upn = layout_of_bands().slots[1];
  const auto token_of = [&](const Bytes& row) { return value_of(row, {upn.offset, upn.size}); };
  const auto give = [&](std::size_t row, std::uint8_t token) {
    std::fill_n(rows[row].begin() + static_cast<long>(upn.offset), upn.size, token);
  };
  for (const std::size_t row : {7u, 20u, 41u}) give(row, 9);
  std::copy_n(rows[30].begin(), Reference::kSize, rows[31].begin());
  give(30, 5);
  give(31, 5);
  const std::vector<Bytes> out = replace_all(rows, folder.path()).rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    const bool shared = i == 7 || i == 20 || i == 41;
    CHECK(token_of(out[i]) == (shared ? std::string(32, '0') : token_of(rows[i])));
  }
}

TEST_CASE("rows of one record share what they shared") {
  const TemporaryFolder folder;
  std::vector<Bytes> rows = made_up_rows(3, kSeed);
  for (std::size_t i = 1; i < 3; ++i) {
    std::copy_n(rows[0].begin() + 16, rows[0].size() - 16, rows[i].begin() + 16);
  }
  std::copy_n(rows[0].begin(), 16, rows[1].begin());  // two rows of one record
  rows[2][0] = 0xFF;                                  // and one of another
  std::vector<Bytes> out = replace_all({rows[0], rows[1]}, folder.path()).rows;
  CHECK(out[0] == rows[0]);
  CHECK(out[1] == rows[1]);
  out = replace_all(rows, folder.path()).rows;
  CHECK(out[0] != rows[0]);
  CHECK(out[0] == out[1]);
  for (const Place place : places()) {
    if (!is_missing(rows[0], place)) CHECK(value_of(out[0], place) != value_of(out[2], place));
  }
}

TEST_CASE("a repeat is replaced by the same value in the next delivery") {
  const TemporaryFolder folder;
  std::vector<Bytes> rows = made_up_rows(500, kSeed);
  const std::vector<Bytes> first = replace_all(rows, folder.path()).rows;
  CHECK(replace_all(rows, folder.path()).rows == first);
  // Later a record has left, and another has come.
  rows.erase(rows.begin());
  rows.push_back(Bytes(layout_of_bands().row_size, 0xFE));
  const std::vector<Bytes> second = replace_all(rows, folder.path()).rows;
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    for (const Place place : places()) {
      const std::string old = value_of(first[i + 1], place), now = value_of(second[i], place);
      const std::string own = value_of(rows[i], place);
      if (old != own && now != own) CHECK(old == now);
    }
  }
}

TEST_CASE("another key or project or data set replaces by other values") {
  const TemporaryFolder folder;
  std::vector<Bytes> rows(2, Bytes(layout_of_bands().row_size, 5));
  rows[1][9] = 6;
  const std::set<std::vector<Bytes>> outcomes = {
      replace_all(rows, folder.path()).rows,
      replace_all(rows, folder.path(), 8).rows,
      replace_all(rows, folder.path(), 7, ProjectId{{2}}).rows,
      replace_all(rows, folder.path(), 7, kProject, "health").rows,
  };
  CHECK(outcomes.size() == 4);
  // And no two bands of a record, nor two records, get the same.
  std::set<std::string> values;
  for (const Bytes& row : *outcomes.begin()) {
    for (const Place place : places()) values.insert(value_of(row, place));
  }
  CHECK(values.size() == 2 * places().size());
}

TEST_CASE("values and replaced values are counted by column") {
  const TemporaryFolder folder;
  const std::vector<Bytes> rows = made_up_rows(1500, kSeed);
  const std::vector<OwnRepeats::Count> counts = replace_all(rows, folder.path()).counts;
  REQUIRE(counts.size() == 3);
  CHECK(counts[0].column == "names_birth");
  CHECK(counts[1].column == "upn");
  CHECK(counts[2].column == "all");
  CHECK(counts[1].values == rows.size());
  CHECK(counts[1].replaced == 0);
  std::uint64_t values = 0, replaced = 0;
  for (const Place place : places()) {
    const auto records = records_by_value(rows, place);
    for (const Bytes& row : rows) {
      if (is_missing(row, place)) continue;
      ++values;
      replaced += records.at(value_of(row, place)).size() > 1 ? 1U : 0U;
    }
  }
  CHECK(counts[0].values + counts[2].values == values);
  CHECK(counts[0].replaced + counts[2].replaced == replaced);
}

// The text of the scratch files that this process has open in the folder.
std::string open_files_in(const std::string& folder) {
  std::string text;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code error;
    const std::string target = std::filesystem::read_symlink(entry.path(), error).string();
    if (!error && target.starts_with(folder)) {
      text += read_file(entry.path().string(), std::size_t{1} << 24).value();
    }
  }
  return text;
}

TEST_CASE("scratch is encrypted and gone at the end") {
  const TemporaryFolder folder;
  const std::vector<Bytes> rows(3000, Bytes(layout_of_bands().row_size, 0xA5));
  {
    const ReferenceKey key(Bytes(kOwnKeySize, 7));
    OwnRepeats repeats(layout_of_bands(), folder.path(), key, kProject, "school");
    for (Bytes row : rows) REQUIRE(repeats.add(as_it_is(row)));
    REQUIRE(repeats.find());
    const std::string text = open_files_in(folder.path());
    CHECK(text.size() > 3000 * 100);
    CHECK(text.find("\xA5\xA5\xA5\xA5") == std::string::npos);
  }
  CHECK(open_files_in(folder.path()).empty());
  CHECK(folder.entries() == 0);
}

TEST_CASE("without bands nothing is stored or replaced") {
  RowLayout layout;
  layout.slots.push_back({"upn", Column::Kind::token, 0, 0, Reference::kSize, 16});
  layout.row_size += 16;
  const ReferenceKey key(Bytes(kOwnKeySize, 7));
  OwnRepeats repeats(layout, "/dev/null/none", key, kProject, "school");
  Bytes row(layout.row_size, 3);
  for (int i = 0; i < 2; ++i) REQUIRE(repeats.add(as_it_is(row)));
  REQUIRE(repeats.find());
  CHECK(std::ranges::equal(repeats.replace(as_it_is(row)).value().bytes(), row));
  CHECK(repeats.counts().empty());
}

TEST_CASE("a folder that cannot hold scratch is an io error") {
  const ReferenceKey key(Bytes(kOwnKeySize, 7));
  OwnRepeats repeats(layout_of_bands(), "/dev/null/none", key, kProject, "school");
  Bytes row(layout_of_bands().row_size, 3);
  REQUIRE(repeats.add(as_it_is(row)));
  const Status found = repeats.find();
  REQUIRE_FALSE(found);
  CHECK(found.error().code == Errc::io);
}

}  // namespace
}  // namespace tally::encoder::own_repeats_test
