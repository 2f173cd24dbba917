// Made-up submissions with bands.
#pragma once

#include <string>
#include <vector>

#include "linker/join/join.h"
#include "tests/unit/linker/made_up_submissions.h"

namespace tally::linker::made_up {

// The values of each column's bands; columns left out at the end are missing.
using Bands = std::vector<std::vector<std::uint64_t>>;
struct BandRow {
  std::uint32_t reference;
  Bands bands;
};

constexpr std::size_t kBandsOfColumn = 8;

// Data sets a, b, c, ... with two columns of eight bands: names_birth (32 bits) and names_address
// (64 bits).
struct BandedParties : Parties {
  template <class Change>
  BandedParties(std::size_t datasets, Change change)
      : Parties(datasets, [&](AgreementTerms& terms) {
          to_bands(terms);
          change(terms);
        }) {}
  explicit BandedParties(std::size_t datasets) : BandedParties(datasets, [](AgreementTerms&) {}) {}

  static Column column(const char* name, std::uint32_t bits, Field second, Tokens tokens) {
    Column column;
    column.name = name;
    column.kind = Column::Kind::bands;
    column.bits = bits;
    column.bands = kBandsOfColumn;
    column.hashes = 2;
    column.joins = {{Field::forename, Field::surname}, {second}};
    for (const Field field : {Field::forename, Field::surname}) {
      column.features.push_back({field, "name", Tokens::padded_bigrams, Insertions::weight, 100});
    }
    column.features.push_back({second, "second", tokens, Insertions::weight, 100});
    return column;
  }
  static void to_bands(AgreementTerms& terms) {
    terms.encoding.columns = {
        column("names_birth", 32, Field::date_of_birth, Tokens::date_components),
        column("names_address", 64, Field::postcode, Tokens::positional_characters)};
    for (Dataset& dataset : terms.datasets) {
      dataset.columns = {"names_birth", "names_address"};
      dataset.fields[Field::nhs_number] = dataset.fields[Field::upn] = false;
      dataset.rows_per_record = 8;
    }
    terms.policy.passes = {
        {"person", "names_birth", {"names_birth", "names_address"}, Rule::without_truth}};
  }

  EncodingsHeader header_of(const std::string& dataset, const Nearest& nearest = {}) const {
    EncodingsHeader made = header(dataset, 0);
    made.nearest.assign(agreement.terms().datasets.size() - 1, nearest);
    return made;
  }

  static Bytes bytes_of_bands(const RowLayout& layout, const Reference& reference,
                              const Bands& bands) {
    Bytes bytes(layout.row_size);
    std::copy(reference.bytes.begin(), reference.bytes.end(), bytes.begin());
    for (std::size_t column = 0; column < bands.size(); ++column) {
      const RowLayout::Slot& slot = layout.slots[column];
      for (std::size_t band = 0; band < bands[column].size(); ++band) {
        for (std::size_t byte = 0; byte < slot.bits / 8; ++byte) {
          bytes[slot.offset + band * (slot.bits / 8) + byte] =
              static_cast<std::uint8_t>(bands[column][band] >> 8 * byte);
        }
      }
    }
    return bytes;
  }

  std::string write_bands(const std::string& dataset, EncodingsHeader header,
                          const std::vector<BandRow>& rows,
                          const Bands& conformance = {{1}}) const {
    header.rows = rows.size();
    const Bytes head = print_header(header);
    std::string body(head.begin(), head.end());
    const auto append = [&](const Bytes& row) { body.append(row.begin(), row.end()); };
    append(bytes_of_bands(header.layout, Reference{}, conformance));
    for (const BandRow& row : rows) {
      append(bytes_of_bands(header.layout, reference(row.reference), row.bands));
    }
    return seal(dataset, body, rows.size(), header.key_check);
  }

  // data[i]: the rows of data set i.
  std::vector<Submission> submissions_of(const std::vector<std::vector<BandRow>>& data,
                                         const Nearest& nearest = {}) const {
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < data.size(); ++i) {
      const std::string& name = agreement.terms().datasets[i].name;
      paths.push_back(write_bands(name, header_of(name, nearest), data[i]));
    }
    return receive(paths).value();
  }
};

// New bands of a person: none is missing, and none is equal to another's, but by chance.
inline Bands new_bands(Random& random) {
  Bands bands(2, std::vector<std::uint64_t>(kBandsOfColumn));
  for (std::uint64_t& value : bands[0]) value = random.next() >> 33 | 1;
  for (std::uint64_t& value : bands[1]) value = random.next() | 1;
  return bands;
}
// The same person in another data set: so many bands in a hundred are others.
inline Bands again(Random& random, Bands bands, std::uint32_t percent) {
  const Bands others = new_bands(random);
  for (std::size_t column = 0; column < bands.size(); ++column) {
    for (std::size_t band = 0; band < bands[column].size(); ++band) {
      if (random.below(100) < percent) bands[column][band] = others[column][band];
    }
  }
  return bands;
}

inline JoinSide side_of(const Submission& submission) {
  JoinSide side{{submission, {}}, {}};
  for (std::uint32_t r = 0; r < submission.records(); ++r) side.records.push_back(RecordIndex{r});
  for (const char* name : {"names_birth", "names_address"}) {
    if (const BandColumn* column = submission.bands(name)) side.columns.push_back(column);
  }
  return side;
}

}  // namespace tally::linker::made_up
