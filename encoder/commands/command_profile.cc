#include "common/paths.h"
#include "common/terminal_progress.h"
#include "encoder/commands/commands.h"
#include "encoder/profiles/explain.h"
#include "encoder/profiles/profile.h"
#include "encoder/quality/quality_report.h"
#include "encoder/use_cases/try_profile.h"

namespace tally::encoder {
namespace {

Status run_profiles(const Options&) {
  const std::string list = TRY(list_profiles());
  return print_out(list);
}

Status run_profile_show(const Options& options) {
  const std::string& name = options.get("profile");
  const Profile profile = TRY(find_profile(name));
  if (options.flag("text")) return print_out(profile.text);
  return print_out(explain(profile));
}

Status run_profile_check(const Options& options) {
  const SourceFiles files = TRY(source_of(options));
  TerminalProgress progress;
  const TryProfileOutcome outcome =
      TRY(try_profile({options.get("profile"), files, today(), progress}));
  TRY(print_out(outcome.columns + quality_report(name_of(files.path), outcome.quality)));
  return outcome.fit;
}

Option profile_option() {
  return {"profile", "NAME", Need::required,
          "one of tally-encoder profiles, or a file ending in .profile"};
}

}  // namespace

Command profiles_command() {
  return {"profiles", "lists the profiles: how exports of each kind are read", {}, run_profiles};
}

Command profile_show_command() {
  return {"profile show",
          "explains a profile: which column becomes which field",
          {profile_option(), {"text", "", Need::flag, "prints the profile itself"}},
          run_profile_show};
}

Command profile_check_command() {
  return {"profile check",
          "tries a profile on an export: columns found, values of each field",
          {profile_option(), {"in", "FILE", Need::required, "the export"}, with_option()},
          run_profile_check};
}

}  // namespace tally::encoder
