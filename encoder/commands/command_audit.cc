#include "common/bytes.h"
#include "common/cli.h"
#include "common/terminal_progress.h"
#include "encoder/audit/audit_words.h"
#include "encoder/commands/commands.h"
#include "encoder/use_cases/audit_export.h"
#include "protocol/command_line/overwrite.h"

namespace tally::encoder {
namespace {

constexpr std::uint64_t kMostSeed = 0xFFFF'FFFF;

Result<std::uint64_t> seed_of(const Options& options) {
  Bytes random(sizeof(std::uint32_t));
  fill_random(random);
  return options.number("seed", 0, kMostSeed, load_u32(random));
}

Status run_audit(const Options& options) {
  const SourceFiles files = TRY(source_of(options));
  const Date day = TRY(day_of(options));
  const unsigned threads = TRY(threads_of(options));
  const std::uint64_t seed = TRY(seed_of(options));
  TerminalProgress progress;
  const AuditReport report =
      TRY(audit_export({options.get("agreement"), options.get("dataset"), files,
                        options.find("profile"), day, options.find("register"), options.find("out"),
                        seed, overwrite_of(options), threads, progress}));
  return print_out(audit_text(report));
}

}  // namespace

Command audit_command() {
  return {
      "audit",
      "attacks your own export under an agreement's encoding, to show what a linker could find",
      {{"agreement", "FILE", Need::required, "the agreement; it need not be signed yet"},
       {"dataset", "NAME", Need::required, "the data set's name in the agreement"},
       {"in", "FILE", Need::required, "your records, in the layout of the data set's profile"},
       with_option(),
       {"profile", "FILE", Need::optional, "your own profile, if the agreement names \"own\""},
       {"register", "FILE", Need::optional,
        "the attacker's register, in the same layout: a person of both files has the same "
        "local_id (default: made from your records)"},
       {"out", "FILE", Need::optional, "the figures as a page; stays with you", Direction::out},
       {"seed", "N", Need::optional,
        "chooses the sample and the keys; the same figures for the same seed (default: random)"},
       day_option(),
       threads_option(),
       {"force", "", Need::flag, "replaces an output that exists"}},
      run_audit};
}

}  // namespace tally::encoder
