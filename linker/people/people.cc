#include "linker/people/people.h"

namespace tally::linker {
namespace {

// SHA-256 of the name, its length in front, and the reference.
PersonId person_id(const std::string& dataset, const Reference& reference) {
  Bytes size;
  append_u32(size, static_cast<std::uint32_t>(dataset.size()));
  return {sha256({size, as_bytes(dataset), reference.bytes})};
}

}  // namespace

People make_people(const Agreement& agreement, const std::vector<Submission>& submissions,
                   const Resolution& resolution) {
  People people;
  people.numbers_ = resolution.numbers;
  people.person_of_.resize(resolution.cluster_of.size());
  for (const Submission& submission : submissions) {
    const std::string& dataset = agreement.dataset(submission.dataset()).name;
    for (std::size_t r = 0; r < submission.records(); ++r) {
      const auto record = RecordIndex(r);
      const std::uint32_t number = resolution.numbers.number(submission.dataset(), record);
      if (resolution.cluster_of[number] != number) continue;
      people.person_of_[number] = static_cast<std::uint32_t>(people.ids_.size());
      people.ids_.push_back(person_id(dataset, submission.reference(record)));
    }
  }
  for (std::size_t n = 0; n < resolution.cluster_of.size(); ++n) {
    people.person_of_[n] = people.person_of_[resolution.cluster_of[n]];
  }
  return people;
}

}  // namespace tally::linker
