#include <algorithm>

#include "common/cli.h"
#include "common/file_reader.h"
#include "common/join.h"
#include "common/paths.h"
#include "encoder/profiles/profile.h"
#include "protocol/base/agreement_words.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kEnding = ".profile";

std::string names_of_shipped() {
  std::vector<std::string> names;
  for (const ShippedProfile& profile : shipped_profiles()) names.emplace_back(profile.name);
  return join(names);
}

}  // namespace

Result<Profile> find_profile(const std::string& name_or_path) {
  if (name_or_path.ends_with(kEnding)) {
    return parse_profile(TRY(read_file(name_or_path, kMaxProfile)), name_of(name_or_path));
  }
  const auto found = std::ranges::find(shipped_profiles(), name_or_path, &ShippedProfile::name);
  if (found != shipped_profiles().end()) {
    return parse_profile(found->text, name_or_path);
  }
  return refused('"' + printable(name_or_path) + "\": no such profile",
                 "the profiles are: " + names_of_shipped() + "; or a file ending in .profile");
}

Result<Profile> agreed_profile(const std::string& agreed, const std::optional<std::string>& file) {
  if (agreed == kOwnProfile && !file) {
    return usage_error("--profile: the agreement has the data set read by a profile of your own",
                       "--profile FILE.profile");
  }
  if (agreed != kOwnProfile && file) {
    return usage_error("--profile: the agreement has the data set read by \"" + agreed + "\"",
                       "leave --profile out");
  }
  if (!file && std::ranges::find(shipped_profiles(), agreed, &ShippedProfile::name) ==
                   shipped_profiles().end()) {
    return refused('"' + printable(agreed) + "\": no such profile in this version",
                   "the agreement names it: see tally-encoder profiles, and have the agreement "
                   "amended");
  }
  return find_profile(file.value_or(agreed));
}

}  // namespace tally::encoder
