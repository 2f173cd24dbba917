#include "protocol/commands.h"
#include "protocol/identity.h"
#include "protocol/limits.h"

namespace tally {
namespace {

Status run_new(const Options& options) {
  const std::string role = TRY(options.choice("role", {"holder", "linker"}));
  const std::optional<std::uint64_t> seed = TRY(rehearsal_seed_of(options));
  const std::string party = options.find("party").value_or("");
  if (seed.has_value() != options.find("party").has_value()) {
    return usage_error("--party and --rehearsal-seed go together");
  }
  if (seed && !is_name(party)) {
    return usage_error("--party: not a name", "a name is 1 to 64 of a-z, 0-9, _ and -");
  }
  const OwnKeyKind kind = role == "holder" ? OwnKeyKind::reference : OwnKeyKind::release;
  return create_identity(options.get("out"), kind, seed, party);
}

}  // namespace

Command identity_new_command() {
  return {"identity new",
          "makes a party's own folder of keys",
          {{"role", "ROLE", Need::required,
            "holder (a key for references) or linker (a key for study ids)"},
           {"out", "DIR", Need::required, "the folder"},
           {"party", "NAME", Need::optional, "with --rehearsal-seed: the party in the agreement"},
           rehearsal_seed_option()},
          run_new};
}

}  // namespace tally
