// Made-up submissions, written as encoders write them and read through the one gate.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "common/file_reader.h"
#include "linker/receive/receive.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/linker/made_up_rows.h"
#include "tests/unit/protocol/made_up_draft.h"

namespace tally::linker::made_up {

// A row by its reference's number, the bits set in each filter of its data set, and what its tokens
// are (0: missing). Columns left out at the end are empty.
struct Row {
  std::uint32_t reference;
  std::vector<std::vector<std::uint32_t>> filters;
  std::vector<std::uint8_t> tokens = {};
};

inline Reference reference(std::uint32_t number) {
  Reference result;
  for (std::size_t i = 0; i < 4; ++i) {
    result.bytes[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
  }
  return result;
}

inline std::vector<std::unique_ptr<ByteSource>> bodies(const std::vector<std::string>& paths) {
  std::vector<std::unique_ptr<ByteSource>> opened;
  for (const std::string& path : paths)
    opened.push_back(std::make_unique<FileReader>(FileReader::open(path).value()));
  return opened;
}

// Data sets a, b, c, ... of forename, surname, date of birth, postcode, NHS number and UPN: the
// filters person (1024 bits), names, birth and address (512), the tokens nhs_number and upn.
struct Parties {
  template <class Change>
  Parties(std::size_t datasets, Change change) : agreement(draft(datasets, change)) {}
  explicit Parties(std::size_t datasets) : Parties(datasets, [](AgreementTerms&) {}) {}

  template <class Change>
  static Agreement draft(std::size_t datasets, Change change) {
    PerField<bool> fields, keys;
    for (const Field field : {Field::forename, Field::surname, Field::date_of_birth,
                              Field::postcode, Field::nhs_number, Field::upn}) {
      fields[field] = true;
      keys[field] = is_key(field);
    }
    std::vector<MadeUpDataset> made;
    for (std::size_t i = 0; i < datasets; ++i) {
      made.push_back({std::string(1, static_cast<char>('a' + i)), fields});
    }
    Draft draft = made_up_draft("A test", made);
    draft.keys = keys;
    AgreementTerms terms = draft_terms(draft);
    change(terms);
    return Agreement::make(std::move(terms)).value();
  }

  EncodingsHeader header(const std::string& dataset, std::size_t rows) const {
    const AgreementTerms& terms = agreement.terms();
    const DatasetIndex index = agreement.dataset(dataset).value();
    EncodingsHeader header{agreement.fingerprint(),
                           agreement.encoding_fingerprint(),
                           terms.project,
                           {},
                           terms.encoding.standardiser,
                           terms.encoding.unicode,
                           dataset,
                           RowLayout::of(terms.encoding, agreement.dataset(index)),
                           1,
                           rows};
    return header;
  }

  static Bytes bytes_of(const RowLayout& layout, const Reference& reference, const Row& row) {
    Bytes bytes(layout.row_size);
    std::copy(reference.bytes.begin(), reference.bytes.end(), bytes.begin());
    std::size_t filter = 0;
    std::size_t token = 0;
    for (const RowLayout::Slot& slot : layout.slots) {
      if (slot.kind == Column::Kind::token) {
        if (token < row.tokens.size()) bytes[slot.offset] = row.tokens[token++];
      } else if (filter < row.filters.size()) {
        for (const std::uint32_t bit : row.filters[filter]) {
          bytes[slot.offset + bit / 8] |= static_cast<std::uint8_t>(1u << bit % 8);
        }
        ++filter;
      }
    }
    return bytes;
  }

  // Writes a body: the header (its rows counted here), one conformance row, then the rows.
  std::string write(EncodingsHeader header, const std::vector<Row>& rows,
                    const Row& conformance = {0, {{1}}, {}}) const {
    header.rows = rows.size();
    const Bytes head = print_header(header);
    std::string body(head.begin(), head.end());
    const auto append = [&](const Bytes& row) { body.append(row.begin(), row.end()); };
    append(bytes_of(header.layout, Reference{}, conformance));
    for (const Row& row : rows) append(bytes_of(header.layout, reference(row.reference), row));
    return folder.put(header.dataset + ".tally", body);
  }
  std::string write(const std::string& dataset, const std::vector<Row>& rows) const {
    return write(header(dataset, rows.size()), rows);
  }

  // data[i]: the rows of data set i.
  std::vector<Submission> submissions(const std::vector<std::vector<Row>>& data) const {
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < data.size(); ++i) {
      paths.push_back(write(agreement.terms().datasets[i].name, data[i]));
    }
    return receive(agreement, bodies(paths)).value();
  }

  TemporaryFolder folder;
  Agreement agreement;
};

// People whose filters are random, and their records: each filter with some bits moved.
class People {
 public:
  explicit People(std::uint64_t seed) : random_(seed) {}

  // A new person's filters: person is names, birth and address over one another.
  std::vector<std::vector<std::uint32_t>> person() {
    std::vector<std::vector<std::uint32_t>> filters(4);
    for (std::size_t group = 1; group < 4; ++group) {
      for (int i = 0; i < 80; ++i) filters[group].push_back(random_.below(512));
    }
    return with_search(std::move(filters));
  }
  // The same person in another record: in each group, so many bits in a hundred elsewhere.
  std::vector<std::vector<std::uint32_t>> again(std::vector<std::vector<std::uint32_t>> filters,
                                                std::uint32_t percent) {
    for (std::size_t group = 1; group < 4; ++group) {
      for (std::uint32_t& bit : filters[group]) {
        if (random_.below(100) < percent) bit = random_.below(512);
      }
    }
    return with_search(std::move(filters));
  }
  Random& random() { return random_; }

 private:
  static std::vector<std::vector<std::uint32_t>> with_search(
      std::vector<std::vector<std::uint32_t>> filters) {
    filters[0].clear();
    for (std::size_t group = 1; group < 4; ++group) {
      for (const std::uint32_t bit : filters[group]) {
        filters[0].push_back((bit * 2 + static_cast<std::uint32_t>(group) * 341) % 1024);
      }
    }
    return filters;
  }
  Random random_;
};

}  // namespace tally::linker::made_up
