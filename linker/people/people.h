// people: clusters -> people. Finds each record's person once for a linking. Everything that is
// released uses it.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "common/bytes.h"
#include "linker/people/resolve.h"

namespace tally::linker {

// The linker's own name for a person; it never leaves the linker. SHA-256 of the smallest (data
// set, reference) among the person's records.
struct PersonId {
  Digest digest;
  friend bool operator==(const PersonId&, const PersonId&) = default;
};

class People {
 public:
  People() = default;  // nobody
  const PersonId& person(DatasetIndex dataset, RecordIndex record) const {
    return ids_[person_of_[numbers_.number(dataset, record)]];
  }
  std::uint64_t count() const { return ids_.size(); }

 private:
  friend People make_people(const Agreement&, const std::vector<Submission>&, const Resolution&);
  RecordNumbers numbers_;
  std::vector<PersonId> ids_;
  std::vector<std::uint32_t> person_of_;  // for each record number, its place in ids_
};

People make_people(const Agreement& agreement, const std::vector<Submission>& submissions,
                   const Resolution& resolution);

}  // namespace tally::linker
