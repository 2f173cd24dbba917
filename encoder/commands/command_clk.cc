#include <string>

#include "common/file_reader.h"
#include "common/terminal_progress.h"
#include "encoder/commands/commands.h"
#include "encoder/use_cases/encode_clks.h"
#include "protocol/command_line/overwrite.h"

namespace tally::encoder {
namespace {

Result<clkhash::Header> header_of(const Options& options) {
  const std::string choice = TRY(options.choice("header", {"yes", "ignore", "none"}));
  if (choice == "ignore") return clkhash::Header::ignore;
  return choice == "none" ? clkhash::Header::none : clkhash::Header::check;
}

Result<clkhash::Validation> validation_of(const Options& options) {
  const std::string choice = TRY(options.choice("validate", {"yes", "no"}));
  return choice == "yes" ? clkhash::Validation::yes : clkhash::Validation::no;
}

Status run_clk(const Options& options) {
  const clkhash::Header header = TRY(header_of(options));
  const clkhash::Validation validation = TRY(validation_of(options));
  TerminalProgress progress;
  const EncodeClksOutcome outcome =
      TRY(encode_clks({options.get("schema"), options.get("secret-file"), options.get("in"),
                       options.get("out"), header, validation, overwrite_of(options), progress}));
  tell(std::to_string(outcome.rows) + (outcome.rows == 1 ? " row" : " rows") + " encoded");
  return {};
}

}  // namespace

Command clk_command() {
  return {
      "clk",
      "encodes records by a clkhash linkage schema, for anonlink",
      {
          {"schema", "FILE", Need::required, "the linkage schema, version 1, 2 or 3"},
          {"secret-file", "FILE", Need::required,
           "a file with the secret that the data holders share; one line ending at its end does "
           "not count"},
          {"in", "FILE", Need::required, "the records, a CSV with the schema's columns"},
          {"out", "FILE", Need::required, "the filters, as anonlink's JSON", Direction::out},
          {"header", "KIND", Need::optional,
           "what the first row is: yes, a header with the schema's names (default); ignore, a "
           "header with other names; none, a record"},
          {"validate", "yes|no", Need::optional, "checks cells against the schema (default yes)"},
          {"force", "", Need::flag, "replaces an output that exists"},
      },
      run_clk};
}

}  // namespace tally::encoder
