#include "encoder/hash/band_hasher.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "encoder/hash/hash.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::encoder::band_hasher_test {
namespace {

using namespace protocol_vectors;

StandardRecord record_of(const Json& person) {
  StandardRecord record;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (const Json* value = person.find(kFieldNames[i]))
      record.values.values[i] = *value->as_string();
  }
  return record;
}

keys::Secret secret_of_vectors() {
  std::array<std::uint8_t, keys::Secret::kSize> array{};
  std::ranges::copy(bytes(band_vectors(), "secret"), array.begin());
  return keys::Secret::from_bytes(array);
}

struct Fixture {
  explicit Fixture(Agreement under, std::size_t memory = Hasher::kMemory)
      : agreement(std::move(under)),
        secret(secret_of_vectors()),
        derivation(secret, agreement.terms().project, agreement.encoding_fingerprint()),
        hasher(agreement.encoding(), layout_of(agreement.encoding()), derivation, memory),
        layout(layout_of(agreement.encoding())),
        row(layout.row_size) {}
  explicit Fixture(const std::string& file, std::size_t memory = Hasher::kMemory)
      : Fixture(protocol_vectors::agreement(file), memory) {}

  // All columns of bands.
  static RowLayout layout_of(const Encoding& encoding) {
    Dataset dataset;
    for (const Column& column : encoding.columns) {
      if (column.kind == Column::Kind::bands) dataset.columns.push_back(column.name);
    }
    return RowLayout::of(encoding, dataset);
  }
  const Bytes& hash(const StandardRecord& record) {
    hasher.hash(record, row);
    return row;
  }
  ByteView column(std::string_view name) const {
    const auto slot = std::ranges::find(layout.slots, name, &RowLayout::Slot::name);
    return ByteView(row).subspan(slot->offset, slot->size);
  }
  bool is_missing(std::string_view name) const {
    return std::ranges::count(column(name), 0) == static_cast<long>(column(name).size());
  }

  Agreement agreement;
  keys::Secret secret;
  keys::Derivation derivation;
  BandHasher hasher;
  RowLayout layout;
  Bytes row;
};

TEST_CASE("bands of people are those of the vectors") {
  const Json& vector = *band_vectors().find("rows");
  Fixture fixture(text(vector, "agreement"));
  const Json::Array& people = list(vectors(), "people");
  const Json::Array& rows = list(vector, "rows");
  REQUIRE(rows.size() == people.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    fixture.hash(record_of(people[i]));
    for (const RowLayout::Slot& slot : fixture.layout.slots) {
      CAPTURE(slot.name);
      const Json& expected = *rows[i].find(slot.name);
      CHECK(to_hex(fixture.column(slot.name).first(40)) == text(expected, "start"));
      CHECK(to_hex(sha256({fixture.column(slot.name)}).bytes) == text(expected, "sha256"));
    }
  }
}

TEST_CASE("bands of every size and number of hashes are those of the vectors") {
  Fixture fixture("few_bands.agreement.json");
  for (const Json& vector : list(band_vectors(), "family")) {
    CAPTURE(text(vector, "local_id"));
    fixture.hash(record_of(*vector.find("person")));
    for (const RowLayout::Slot& slot : fixture.layout.slots) {
      CAPTURE(slot.name);
      CHECK(to_hex(fixture.column(slot.name)) == text(*vector.find("cells"), slot.name));
    }
  }
}

TEST_CASE("the cache of tokens changes no band and a row does not show the row before it") {
  for (const char* const file : {"few_bands.agreement.json", "banded.agreement.json"}) {
    CAPTURE(file);
    Fixture used(file), crowded(file, 0);
    const Json::Array& people = list(vectors(), "people");
    for (int round = 0; round < 2; ++round) {
      for (const Json& person : people) {
        Fixture fresh(file);
        const StandardRecord record = record_of(person);
        const Bytes expected = fresh.hash(record);
        CHECK(used.hash(record) == expected);
        CHECK(crowded.hash(record) == expected);
      }
    }
  }
}

TEST_CASE("bands are missing without a field of each kind that they join") {
  Fixture fixture("banded.agreement.json");
  StandardRecord record;
  const auto present = [&] {
    fixture.hash(record);
    std::vector<std::string> names;
    for (const RowLayout::Slot& slot : fixture.layout.slots) {
      if (!fixture.is_missing(slot.name)) names.push_back(slot.name);
    }
    return names;
  };
  using Names = std::vector<std::string>;
  CHECK(present().empty());
  record.values[Field::surname] = "NOVAK";
  record.values[Field::sex] = "F";
  record.values[Field::town] = "RHYL";
  CHECK(present().empty());
  record.values[Field::date_of_birth] = "20100412";
  CHECK(present() == Names{"names_birth", "surname_birth"});
  record.values[Field::other_1] = "WALES";
  CHECK(present() ==
        Names{"names_birth", "names_address", "birth_address", "all", "surname_birth"});
  record.values[Field::surname].clear();
  record.values[Field::middle_names] = "MARIA";
  CHECK(present() == Names{"birth_address"});
  record.values[Field::forename] = "ANNA";
  CHECK(present() == Names{"names_birth", "names_address", "birth_address", "all", "given_birth",
                           "given_address"});
}

TEST_CASE("no two bands of a record are equal and no two columns share a value") {
  Fixture fixture("banded.agreement.json");
  const Bytes row = fixture.hash(record_of(list(vectors(), "people")[0]));
  std::map<std::string, int> values;
  for (std::size_t at = Reference::kSize; at < row.size(); at += 5) {
    ++values[to_hex(ByteView(row).subspan(at, 5))];
  }
  CHECK(values.size() == 7 * 64);
}

// ---- how often bands are equal

using Weights = std::map<std::string, double>;  // by key space and token

Weights weights_of(const Column& column, const StandardRecord& record) {
  Weights weights;
  TokenList tokens;
  for (const Feature& feature : column.features) {
    tokenise(feature.tokens, record.values[feature.field], tokens);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      double& weight = weights[feature.space + " " + std::string(tokens[i])];
      weight =
          std::max(weight, static_cast<double>(feature.count) / static_cast<double>(tokens.size()));
    }
  }
  return weights;
}

// The probability Jaccard similarity, by its definition.
double similarity(const Weights& a, const Weights& b) {
  const auto weight = [](const Weights& weights, const std::string& token) {
    const auto found = weights.find(token);
    return found == weights.end() ? 0 : found->second;
  };
  Weights all = a;
  all.insert(b.begin(), b.end());
  double sum = 0;
  for (const auto& [token, of_a] : a) {
    if (!b.contains(token)) continue;
    double below = 0;
    for (const auto& other : all) {
      below += std::max(weight(a, other.first) / of_a, weight(b, other.first) / b.at(token));
    }
    sum += 1 / below;
  }
  return sum;
}

// An agreement with one column of 512 bands, whose keys differ for every seed.
Agreement with_many_bands(std::uint32_t hashes, std::uint8_t seed) {
  AgreementTerms terms = agreement("few_bands.agreement.json").terms();
  Column& column = *std::ranges::find(terms.encoding.columns, "all", &Column::name);
  column.bands = 512;
  column.hashes = hashes;
  terms.project.bytes[0] = seed;
  return Agreement::make(std::move(terms)).value();
}

double share_of_equal_bands(const StandardRecord& a, const StandardRecord& b, std::uint32_t hashes,
                            std::uint8_t keys) {
  std::size_t equal = 0;
  for (std::uint8_t seed = 0; seed < keys; ++seed) {
    Fixture fixture(with_many_bands(hashes, seed));
    fixture.hash(a);
    const Bytes first(fixture.column("all").begin(), fixture.column("all").end());
    fixture.hash(b);
    for (std::size_t at = 0; at < first.size(); at += 8) {
      equal += std::equal(first.begin() + static_cast<long>(at),
                          first.begin() + static_cast<long>(at) + 8,
                          fixture.column("all").begin() + static_cast<long>(at));
    }
  }
  return static_cast<double>(equal) / (512.0 * keys);
}

TEST_CASE("bands are equal as often as the weights of tokens are similar") {
  constexpr std::uint8_t kKeys = 8;
  StandardRecord anna;
  anna.values[Field::forename] = "ANNA";
  anna.values[Field::surname] = "NOVAK";
  anna.values[Field::date_of_birth] = "20100412";
  anna.values[Field::postcode] = "CV15AB";
  StandardRecord typing_error = anna, twin = anna, moved = anna, swapped = anna;
  typing_error.values[Field::surname] = "NOWAK";
  twin.values[Field::forename] = "HANNAH";
  moved.values[Field::postcode] = "LS29JT";
  std::swap(swapped.values[Field::forename], swapped.values[Field::surname]);
  for (const std::uint32_t hashes : {1U, 3U}) {
    for (const StandardRecord* other : {&anna, &typing_error, &twin, &moved, &swapped}) {
      const Agreement agreement = with_many_bands(hashes, 0);
      const Column& column = *agreement.encoding().find("all");
      const double expected =
          std::pow(similarity(weights_of(column, anna), weights_of(column, *other)), hashes);
      const double found = share_of_equal_bands(anna, *other, hashes, kKeys);
      const double deviation =
          std::sqrt(std::max(0.0, expected * (1 - expected)) / (512.0 * kKeys));
      MESSAGE("projects 0 to ", kKeys - 1, ", ", hashes, " hashes: found ", found, ", expected ",
              expected);
      CHECK(std::abs(found - expected) <= 3 * deviation + 1e-9);
    }
  }
}

}  // namespace
}  // namespace tally::encoder::band_hasher_test
