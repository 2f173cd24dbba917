#include "encoder/audit/people.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <utility>

#include "encoder/record/distinct.h"
#include "encoder/standardise/dates.h"

namespace tally::encoder {
namespace {

constexpr Field kAddress[] = {Field::postcode, Field::house, Field::street, Field::town};

// Keeps the records that the seed ranks first.
class Choice {
  auto by_rank() const {
    return [this](const Person& person) { return rank(person.id); };
  }

 public:
  Choice(std::size_t most, std::uint64_t seed) : most_(most), seed_(seed) {}

  bool takes(std::uint64_t id) const {
    return kept_.size() < most_ || rank(id) < rank(kept_.front().id);
  }
  void take(Person person) {
    kept_.push_back(std::move(person));
    std::ranges::push_heap(kept_, {}, by_rank());
    if (kept_.size() <= most_) return;
    std::ranges::pop_heap(kept_, {}, by_rank());
    kept_.pop_back();
  }
  People finish() {
    std::ranges::sort(kept_, {}, by_rank());
    return std::move(kept_);
  }

 private:
  std::uint64_t rank(std::uint64_t id) const { return mixed(id ^ mixed(seed_)); }
  std::size_t most_;
  std::uint64_t seed_;
  People kept_;
};

void slip_in(std::string& name, Random& random) {
  if (name.empty() || random.unit() >= kNameSlips) return;
  name[random.below(name.size())] = static_cast<char>('A' + random.below(26));
}

void swap_day_and_month(std::string& date, Random& random) {
  if (date.size() != 8 || random.unit() >= kSwappedDays) return;
  std::swap_ranges(date.begin() + 4, date.begin() + 6, date.begin() + 6);
}

StandardRecord with_slips(StandardRecord record, const StandardRecord& other, Random& random) {
  for (const Field name : {Field::forename, Field::surname}) slip_in(record.values[name], random);
  swap_day_and_month(record.values[Field::date_of_birth], random);
  if (random.unit() < kMoves) {
    for (const Field part : kAddress) record.values[part] = other.values[part];
  }
  return record;
}

}  // namespace

Result<People> sample_people(RecordReader& reader, const PerField<bool>& fields, Date day,
                             std::size_t most, std::uint64_t seed, Progress& progress) {
  Choice choice(most, seed);
  StandardRecord record;
  while (TRY(reader.next())) {
    progress.set(reader.source().bytes_read());
    if (reader.reject() || reader.is_alternate()) continue;
    const std::uint64_t id = hash_of(reader.record().local_id);
    if (!choice.takes(id)) continue;
    reader.standardiser().standardise(part_of(reader.record(), fields), record);
    drop_future_date(record, day);
    choice.take({id, record});
  }
  return choice.finish();
}

std::size_t Sides::shared() const {
  return truth.size() - static_cast<std::size_t>(std::ranges::count(truth, kNobody));
}

Sides split_people(const People& people, double overlap, Slips slips, std::size_t most,
                   Random& random) {
  std::vector<std::uint32_t> order(people.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  random.shuffle(order);
  const auto fits = static_cast<std::size_t>(static_cast<double>(people.size()) / (2 - overlap));
  const std::size_t side = std::min(most, fits);
  const auto shared = static_cast<std::size_t>(static_cast<double>(side) * overlap + 0.5);
  Sides sides;
  for (std::size_t i = 0; i < side; ++i) sides.file.push_back(people[order[i]].record);
  std::vector<std::uint32_t> places(side);  // in the register
  for (std::uint32_t i = 0; i < side; ++i) places[i] = i;
  random.shuffle(places);
  sides.truth.assign(side, kNobody);
  sides.people.resize(side);
  for (std::size_t i = 0; i < side; ++i) {
    const StandardRecord& own = people[order[i < shared ? i : side + i - shared]].record;
    const StandardRecord& other = people[random.below(people.size())].record;
    sides.people[places[i]] = slips == Slips::none ? own : with_slips(own, other, random);
    if (i < shared) sides.truth[i] = places[i];
  }
  return sides;
}

Sides join_people(const People& file, const People& given, std::size_t most) {
  Sides sides;
  std::unordered_map<std::uint64_t, std::uint32_t> places;
  for (const Person& person : std::span(given).first(std::min(most, given.size()))) {
    places.emplace(person.id, static_cast<std::uint32_t>(sides.people.size()));
    sides.people.push_back(person.record);
  }
  for (const Person& person : std::span(file).first(std::min(most, file.size()))) {
    const auto place = places.find(person.id);
    sides.truth.push_back(place == places.end() ? kNobody : place->second);
    sides.file.push_back(person.record);
  }
  return sides;
}

}  // namespace tally::encoder
