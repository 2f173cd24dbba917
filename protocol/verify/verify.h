// verify: replays a run from files only, without a key and without trust in any program's word: the
// agreement with its signatures, every sealed file that passed between the parties and the parties'
// evidence logs. docs/formats/verification.md lists every check, with what it proves and what it is
// checked against.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement/agreement.h"

namespace tally {

enum class Outcome : std::uint8_t {
  pass,
  fail,
  claimed,        // one party's log says so, and nothing else can show it
  not_checkable,  // a file that it needs is missing
  not_due,        // nothing is wrong or missing, but something is still to come
};
std::string_view name_of(Outcome outcome);  // the words above

struct Check {
  std::string group;    // "The agreement", ...
  std::string name;     // as in docs/formats/verification.md, e.g. "agreement-signed-by-all"
  std::string proves;   // in a sentence
  std::string against;  // the files it was checked against
  Outcome outcome = Outcome::not_checkable;
  std::string detail;  // the findings, naming files and parties
  std::string note;    // further remarks, which do not change the outcome; may be empty
};

struct Verification {
  std::string title;      // of the agreement
  std::string agreement;  // fingerprint
  Time at;
  Purpose purpose = Purpose::linkage;
  std::vector<std::string> story;  // the events of the run by these files, in paragraphs
  std::vector<Check> checks;       // each name once, in the order of the list
  bool passed() const;             // no check failed
};

// folder: agreement.json and agreement.json.p7s (any *.json with signatures beside it; amendments
// too), *.tally, and logs <party>.jsonl, in it or in folders below it. io, malformed: the folder
// cannot be read, or has no agreement; everything else is a check's outcome.
Result<Verification> verify_run(const std::string& folder, Time now);

std::string verification_json(const Verification& verification);
// The verdict in a sentence or two.
std::string verdict(const Verification& verification);
// A self-contained page for governance staff.
std::string verification_page(const Verification& verification);

}  // namespace tally
