#include <algorithm>

#include "linker/commands/commands.h"
#include "linker/commands/text_table.h"
#include "linker/receive/intake.h"
#include "protocol/command_line/party_options.h"

namespace tally::linker {
namespace {

using Row = std::vector<std::string>;

// A file that would be taken on its own, as the table shows it.
Row row_of(const CheckedSeal& seal) {
  const Manifest& manifest = seal.manifest();
  return {manifest.dataset,
          seal.file().path,
          manifest.maker,
          std::to_string(manifest.sequence),
          print_time(manifest.made),
          print_time(manifest.expires),
          std::to_string(manifest.rows)};
}

Row absent(const Dataset& dataset) {
  return {dataset.name,
          dataset.required ? "not among these: it is required" : "not among these",
          dataset.holder,
          "-",
          "-",
          "-",
          "-"};
}

// Each file by itself first, so that all faults are told and not just one.
std::vector<Row> check_each(const PartySession& party, const std::vector<std::string>& paths,
                            std::vector<Error>& errors) {
  std::vector<Row> rows = {{"data set", "file", "holder", "number", "made", "expires", "rows"}};
  for (const std::string& path : paths) {
    const auto seal = party.check(path, SealKind::submission);
    if (seal) {
      rows.push_back(row_of(seal.value()));
    } else {
      errors.push_back(seal.error());
      rows.push_back({"?", path, "refused, see below", "-", "-", "-", "-"});
    }
  }
  for (const Dataset& dataset : party.agreement().terms().datasets) {
    const bool here =
        std::ranges::any_of(rows, [&](const Row& row) { return row[0] == dataset.name; });
    if (!here) rows.push_back(absent(dataset));
  }
  return rows;
}

Status run(const Options& options) {
  const std::vector<std::string>& inputs = options.all("in");
  const PartySession party = TRY(session_of(options, Task::reads));
  TRY(party.require(Party::Role::linker));
  std::vector<Error> errors;
  TRY(print_out(print_table(check_each(party, inputs, errors), 5)));
  if (!errors.empty()) {
    for (std::size_t i = 0; i + 1 < errors.size(); ++i) tell("would refuse " + errors[i].message);
    return errors.back();
  }
  TRY(take_in(party, inputs));  // together
  return print_out("all would be linked\n");
}

}  // namespace

Command check_command() {
  return {"check", "says what arrived, what is missing and what link would refuse, without linking",
          party_options({{"in", "FILE", Need::repeated, "a submission; one for each data set"}}),
          run};
}

}  // namespace tally::linker
