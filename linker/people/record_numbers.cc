#include "linker/people/record_numbers.h"

#include <algorithm>
#include <limits>

namespace tally::linker {

Result<RecordNumbers> RecordNumbers::make(const Agreement& agreement,
                                          const std::vector<Submission>& submissions) {
  std::vector<const Submission*> by_name;
  for (const Submission& submission : submissions) by_name.push_back(&submission);
  std::ranges::sort(by_name, {}, [&](const Submission* submission) -> const std::string& {
    return agreement.dataset(submission->dataset()).name;
  });
  RecordNumbers numbers;
  numbers.first_.resize(agreement.terms().datasets.size());
  for (const Submission* submission : by_name) {
    numbers.first_[at(submission->dataset())] = static_cast<std::uint32_t>(numbers.count_);
    numbers.count_ += submission->records();
    if (numbers.count_ > std::numeric_limits<std::uint32_t>::max()) {
      return refused("over 4,294,967,295 records in all", "link fewer data sets in one run");
    }
  }
  return numbers;
}

}  // namespace tally::linker
