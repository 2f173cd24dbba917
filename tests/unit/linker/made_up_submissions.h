// Made-up submissions: written like an encoder's, really sealed, and read through the linker's
// intake.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/file_reader.h"
#include "linker/receive/receive.h"
#include "protocol/base/kept_files.h"
#include "protocol/drafting/identity_setup.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/linker/made_up_rows.h"
#include "tests/unit/protocol/made_up_draft.h"

namespace tally::linker::made_up {

// A row: the number of its reference, the bits set in each filter of its data set, and its tokens
// (0: missing). Columns left out at the end are empty.
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

inline Time on(std::string_view day) {
  return *parse_date(day);
}

// The identity of the party of this name, made once for all tests.
inline const Identity& identity_of(const std::string& name) {
  static const TemporaryFolder folder;
  static std::map<std::string, Identity> made;
  if (!made.contains(name)) {
    const auto own_key = name == "linker" ? std::optional(OwnKeyKind::release) : std::nullopt;
    const NewIdentity identity{name, own_key, std::nullopt, 1000, std::nullopt};
    REQUIRE(create_identity(folder / name, identity, on("2026-01-01")));
    made.emplace(name, Identity::load(folder / name, std::nullopt).value());
  }
  return made.at(name);
}

// The signatures of all its parties.
inline Bytes signatures_of(const Agreement& agreement) {
  Bytes signatures;
  for (const Party& party : agreement.terms().parties) {
    const Identity& identity = identity_of(party.name);
    const std::vector<Certificate> further = {identity.card().opening};
    const ByteView text = as_bytes(agreement.text());
    const Time at = on("2026-01-02");
    signatures = signatures.empty()
                     ? cms_sign(text, CmsContent::detached, identity.signing(), at, further)
                     : cms_add_signer(signatures, text, identity.signing(), at, further).value();
  }
  return signatures;
}

inline SignedAgreement sign(Agreement agreement) {
  const Bytes signatures = signatures_of(agreement);
  return SignedAgreement::check(std::move(agreement), signatures, on("2026-01-03")).value();
}

// Data sets a, b, c, ... of forename, surname, date of birth, postcode, NHS number and UPN: the
// filters person (1024 bits), names, birth and address (512), the tokens nhs_number and upn.
struct Parties {
  template <class Change>
  Parties(std::size_t datasets, Change change)
      : signed_agreement(sign(draft(datasets, change))), agreement(signed_agreement.agreement()) {}
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
    for (Party& party : terms.parties) {
      const PartyCard& card = identity_of(party.name).card();
      party.signing = card.signing.digest();
      party.opening = card.opening.digest();
    }
    terms.retention = {last_of_day(on("2027-12-31")), 30, last_of_day(on("2027-12-31"))};
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
                           {},
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

  // A body: the header (its rows counted here), one conformance row, then the rows.
  static std::string body(EncodingsHeader header, const std::vector<Row>& rows,
                          const Row& conformance = {0, {{1}}, {}}) {
    header.rows = rows.size();
    const Bytes head = print_header(header);
    std::string body(head.begin(), head.end());
    const auto append = [&](const Bytes& row) { body.append(row.begin(), row.end()); };
    append(bytes_of(header.layout, Reference{}, conformance));
    for (const Row& row : rows) append(bytes_of(header.layout, reference(row.reference), row));
    return body;
  }

  // A body sealed by the data set's holder; its manifest has these rows and this secret.
  std::string seal(const std::string& dataset, const std::string& content, std::uint64_t rows,
                   const KeyCheck& key_check) const {
    const std::string path = folder / (dataset + ".tally");
    const std::string& holder = agreement.dataset(agreement.dataset(dataset).value()).holder;
    const Time made = on("2026-02-01");
    SealRequest request;
    request.dataset = dataset;
    request.made = made;
    request.expires = days_after(made, 30);
    request.key_check = key_check;
    SealedWriter writer = SealedWriter::open(path, kOverwriteAllButKeys, signed_agreement,
                                             identity_of(holder), request)
                              .value();
    REQUIRE(writer.write(content));
    REQUIRE(writer.finish(rows));
    REQUIRE(writer.place());
    return path;
  }
  // The header may name a different data set from the manifest.
  std::string write(const std::string& dataset, const EncodingsHeader& header,
                    const std::vector<Row>& rows, const Row& conformance = {0, {{1}}, {}}) const {
    return seal(dataset, body(header, rows, conformance), rows.size(), header.key_check);
  }
  std::string write(const std::string& dataset, const std::vector<Row>& rows) const {
    return write(dataset, header(dataset, rows.size()), rows);
  }

  // The submissions that the linker receives.
  Result<std::vector<Submission>> receive(const std::vector<std::string>& paths) const {
    std::vector<CheckedSeal> seals;
    for (const std::string& path : paths) {
      seals.push_back(check_seal(signed_agreement, read_sealed(path).value(), SealKind::submission,
                                 on("2026-02-02"))
                          .value());
    }
    return linker::receive(agreement, identity_of("linker"), std::move(seals));
  }

  // data[i]: the rows of data set i.
  std::vector<Submission> submissions(const std::vector<std::vector<Row>>& data) const {
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < data.size(); ++i) {
      paths.push_back(write(agreement.terms().datasets[i].name, data[i]));
    }
    return receive(paths).value();
  }

  TemporaryFolder folder;
  SignedAgreement signed_agreement;
  const Agreement& agreement;
};

// People whose filters are random, and their records: each filter with some bits moved.
class People {
 public:
  explicit People(std::uint64_t seed) : random_(seed) {}

  // A new person's filters. The filter person is the union of names, birth and address.
  std::vector<std::vector<std::uint32_t>> person() {
    std::vector<std::vector<std::uint32_t>> filters(4);
    for (std::size_t group = 1; group < 4; ++group) {
      for (int i = 0; i < 80; ++i) filters[group].push_back(random_.below(512));
    }
    return with_search(std::move(filters));
  }
  // The same person in another record: in each group, so many bits in a hundred are moved.
  std::vector<std::vector<std::uint32_t>> again(std::vector<std::vector<std::uint32_t>> filters,
                                                std::uint32_t percent) {
    for (std::size_t group = 1; group < 4; ++group) {
      for (std::uint32_t& bit : filters[group]) {
        if (random_.below(100) < percent) bit = random_.below(512);
      }
    }
    return with_search(std::move(filters));
  }
  // Another person of the same family, with the same address and half of the names. Twins also
  // share the date of birth and nearly all of the names.
  std::vector<std::vector<std::uint32_t>> sibling(std::vector<std::vector<std::uint32_t>> filters) {
    for (std::size_t i = 0; i < 40; ++i) filters[1][i] = random_.below(512);
    for (std::uint32_t& bit : filters[2]) bit = random_.below(512);
    return with_search(std::move(filters));
  }
  std::vector<std::vector<std::uint32_t>> twin(std::vector<std::vector<std::uint32_t>> filters) {
    for (std::size_t i = 0; i < 4; ++i) filters[1][i] = random_.below(512);
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
