#include "linker/people/people.h"

#include "tests/unit/linker/made_up_submissions.h"

namespace tally::linker::people_test {
namespace {

using made_up::Parties;

// Records 0, 1, 2 of data set 0, which is called z, and of b; the links are between the two.
struct Clusters {
  explicit Clusters(std::vector<Link> links)
      : parties(2,
                [](AgreementTerms& terms) {
                  terms.datasets[0].name = "z";
                  terms.releases[0].datasets[0] = "z";
                }),
        submissions(
            parties.submissions({{{0, {}}, {1, {}}, {2, {}}}, {{0, {}}, {1, {}}, {2, {}}}})) {
    PassOutcome outcome{0};
    outcome.links = std::move(links);
    const std::vector<PairOutcome> pairs = {{DatasetIndex{0}, DatasetIndex{1}, {outcome}}};
    resolution = resolve(parties.agreement, submissions, pairs).value();
    people = make_people(parties.agreement, submissions, resolution);
  }
  const PersonId& person(std::uint16_t dataset, std::uint32_t record) const {
    return people.person(DatasetIndex{dataset}, RecordIndex{record});
  }
  Parties parties;
  std::vector<Submission> submissions;
  Resolution resolution;
  People people;
};

PersonId named(const std::string& dataset, std::uint32_t reference) {
  Bytes size;
  append_u32(size, static_cast<std::uint32_t>(dataset.size()));
  return {sha256({size, as_bytes(dataset), made_up::reference(reference).bytes})};
}

TEST_CASE("a person is named by the smallest data set and reference of its records") {
  const Clusters c({{RecordIndex{0}, RecordIndex{2}}});
  CHECK(c.person(1, 2) == named("b", 2));
  CHECK(c.person(0, 0) == named("b", 2));  // b before z
}

TEST_CASE("a record without a link is a person of its own") {
  const Clusters c({{RecordIndex{0}, RecordIndex{2}}});
  CHECK(c.person(0, 1) == named("z", 1));
  CHECK(c.person(1, 1) == named("b", 1));
  CHECK(c.people.count() == 5);
  CHECK(Clusters({}).people.count() == 6);
}

}  // namespace
}  // namespace tally::linker::people_test
