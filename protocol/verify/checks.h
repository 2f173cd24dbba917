// The checks of verify, each a function of its own: docs/formats/verification.md is the list.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/verify/verify.h"
#include "protocol/verify/verify_run.h"

namespace tally {

// The findings of one check.
class CheckFindings {
 public:
  void looked_at() { ++looked_at_; }
  // Counts one more thing, and notes a fault if it is not as it must be.
  void expect(bool holds, std::string fault) {
    looked_at();
    if (!holds) wrong(std::move(fault));
  }
  void wrong(std::string what) { faults_.push_back(std::move(what)); }
  void missing(std::string what) { missing_.push_back(std::move(what)); }
  void not_due(std::string what) { not_due_.push_back(std::move(what)); }
  // Notes something missing; or not due yet, if this party can still supply it.
  void awaited(const Run& run, std::string_view party, std::string what) {
    run.may_act(party) ? not_due(std::move(what)) : missing(std::move(what));
  }
  // A remark, which does not change the outcome.
  void note(std::string what) { notes_.push_back(std::move(what)); }

  bool anything() const { return looked_at_ + faults_.size() + missing_.size() > 0; }
  // clean: the outcome if nothing is wrong, missing or still to come.
  Outcome outcome(Outcome clean) const;
  std::string detail(std::string_view things) const;
  std::string notes() const;

 private:
  std::uint64_t looked_at_ = 0;
  std::vector<std::string> faults_;
  std::vector<std::string> missing_;
  std::vector<std::string> not_due_;
  std::vector<std::string> notes_;
};

// Notes that a file that one log names is not in the folder. This is a fault if all parties' logs
// are here and none says that its party sealed such a file.
void not_here(const Run& run, const Digest& file, const std::string& what, CheckFindings& found);

// The events of the run, in paragraphs: the agreement, the submissions, the last linking, the
// released files and their readers. It uses only intact files and the logs, and does not show
// counts that the agreement calls small.
std::vector<std::string> tell_story(const Run& run);

struct CheckRule {
  std::string_view name;
  std::string_view proves;
  std::string_view against;
  std::string_view things;  // that it looks at, for the detail: "sealed files"
  Outcome clean;            // pass, or claimed where only logs or clocks say so
  void (*look)(const Run& run, CheckFindings& found);
};

std::span<const CheckRule> agreement_checks();
std::span<const CheckRule> file_checks();
std::span<const CheckRule> secret_checks();
std::span<const CheckRule> log_checks();
std::span<const CheckRule> linking_checks();
std::span<const CheckRule> closing_checks();

}  // namespace tally
