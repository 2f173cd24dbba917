#include <algorithm>

#include "common/file_reader.h"
#include "common/join.h"
#include "common/paths.h"
#include "common/printable.h"
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

bool is_shipped(const std::string& name) {
  return std::ranges::count(shipped_profiles(), name, &ShippedProfile::name) > 0;
}

// Checks that a file is given if, and only if, the agreement leaves the profile to the holder.
Status check_whose(const std::string& agreed, const std::optional<std::string>& file) {
  if (agreed == kOwnProfile && !file) {
    return usage_error(
        "--profile is missing: the agreement says that your own profile reads this data set",
        "give it as --profile FILE.profile");
  }
  if (agreed != kOwnProfile && file) {
    return usage_error(
        "--profile: the agreement says that the profile \"" + agreed + "\" reads this data set",
        "leave --profile out");
  }
  return {};
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

Result<Profile> agreed_profile(const AgreedProfile& agreed,
                               const std::optional<std::string>& file) {
  TRY(check_whose(agreed.name, file));
  if (!file && !is_shipped(agreed.name)) {
    return refused('"' + printable(agreed.name) + "\": no such profile in this version",
                   "the agreement names it; this version has the profiles " + names_of_shipped() +
                       ". Use a version that has it, or amend the agreement");
  }
  Profile profile = TRY(find_profile(file.value_or(agreed.name)));
  if (agreed.text && *agreed.text != profile.digest) {
    return refused('"' + printable(profile.name) + "\": not the same text as in the agreement",
                   "its SHA-256 is " + to_hex(profile.digest.bytes) + ", the agreement has " +
                       to_hex(agreed.text->bytes) +
                       ": use the profile with that text, or amend the agreement");
  }
  return profile;
}

}  // namespace tally::encoder
