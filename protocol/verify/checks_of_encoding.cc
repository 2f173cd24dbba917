// Checks that all data holders encoded alike: one secret, one encoding, one software.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "protocol/base/agreement_words.h"
#include "protocol/describe/describe.h"
#include "protocol/verify/checks.h"

namespace tally {
namespace {

// Submissions and secrets by the encoding of their agreement, since a secret's check value differs
// between encodings.
std::map<Digest, std::vector<const SealedFile*>> by_encoding(const Run& run) {
  std::map<Digest, std::vector<const SealedFile*>> found;
  for (const SealedFile& file : run.files) {
    const RunAgreement* agreement = run.agreement(file.manifest.agreement);
    if (agreement == nullptr || !file.manifest.key_check) continue;
    found[agreement->agreement.encoding_fingerprint()].push_back(&file);
  }
  return found;
}

void made_by_the_key_maker(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const RunAgreement* agreement = run.agreement(file.manifest.agreement);
    if (agreement == nullptr || file.manifest.kind != SealKind::secret) continue;
    const Party* signer = agreement->agreement.signer(file.signer.digest());
    found.expect(signer != nullptr && signer->has(Party::Role::key_maker),
                 describe_file(file) + ": not signed by the key maker");
  }
}

void the_same_secret(const Run& run, CheckFindings& found) {
  for (const auto& [encoding, files] : by_encoding(run)) {
    const auto secret = std::ranges::find_if(
        files, [](const SealedFile* file) { return file->manifest.kind == SealKind::secret; });
    const SealedFile& first = secret == files.end() ? *files[0] : **secret;
    for (const SealedFile* file : files) {
      found.expect(
          file->manifest.key_check == first.manifest.key_check,
          describe_file(*file) + ": made with a different secret from " + describe_file(first));
    }
  }
}

void the_secret_is_here(const Run& run, CheckFindings& found) {
  for (const auto& [encoding, files] : by_encoding(run)) {
    found.looked_at();
    const bool here = std::ranges::any_of(
        files, [](const SealedFile* file) { return file->manifest.kind == SealKind::secret; });
    if (!here) found.missing("the sealed file of the secret is not here");
  }
}

// Submissions that one linking read.
std::vector<const SealedFile*> files_of(const Run& run, const Linking& linking) {
  std::vector<const SealedFile*> files;
  for (const LinkedInput& input : linking.linked->inputs) {
    const SealedFile* file = run.file(input.file);
    if (file != nullptr) files.push_back(file);
  }
  return files;
}

void the_same_encoding(const Run& run, CheckFindings& found) {
  for (const Linking& linking : linkings(run)) {
    const RunAgreement* linked_under = run.agreement(linking.entry->agreement);
    for (const SealedFile* file : files_of(run, linking)) {
      const RunAgreement* agreement = run.agreement(file->manifest.agreement);
      found.expect(agreement != nullptr && linked_under != nullptr &&
                       agreement->agreement.encoding_fingerprint() ==
                           linked_under->agreement.encoding_fingerprint(),
                   describe_file(*file) + ": linked under a different encoding from its own");
    }
  }
}

void the_same_software(const Run& run, CheckFindings& found) {
  for (const Linking& linking : linkings(run)) {
    const std::vector<const SealedFile*> files = files_of(run, linking);
    for (const SealedFile* file : files) {
      found.expect(file->manifest.software == files[0]->manifest.software,
                   describe_file(*file) + ": made by a different version of the software from " +
                       describe_file(*files[0]));
    }
  }
}

// A submission's data set in the agreement; null if the agreement is not here.
const Dataset* agreed_dataset(const Run& run, const SealedFile& file) {
  const RunAgreement* agreement = run.agreement(file.manifest.agreement);
  if (agreement == nullptr) return nullptr;
  const auto dataset = agreement->agreement.dataset(file.manifest.dataset);
  return dataset ? &agreement->agreement.dataset(dataset.value()) : nullptr;
}

// One version of the software ships one text of a profile. A holder's own is shown, not judged.
void the_agreed_profiles(const Run& run, CheckFindings& found) {
  std::map<std::pair<std::string, std::string>, Digest> shipped;  // by name and software
  std::set<std::string> readings;
  for (const SealedFile& file : run.files) {
    if (file.manifest.kind != SealKind::submission) continue;
    const RunLog* log = run.log(file.manifest.maker);
    const events::Encoded* encoded = log ? encoded_as(*log, file) : nullptr;
    if (encoded == nullptr) {
      found.missing(describe_file(file) + ": no log here says how it was encoded");
      continue;
    }
    const std::string& profile = encoded->profile;
    const Digest& text = encoded->profile_text;
    const bool own = profile == kOwnProfile;
    const auto first = shipped.try_emplace({profile, file.manifest.software}, text).first;
    const Dataset* agreed = agreed_dataset(run, file);
    found.expect(agreed != nullptr && profile == agreed->profile,
                 describe_file(file) +
                     ": read with a different profile from the one that the agreement names");
    if (agreed != nullptr && agreed->profile_text) {
      found.expect(
          text == *agreed->profile_text,
          describe_file(file) + ": its profile's text is not the text that the agreement fixes");
    }
    found.expect(own || text == first->second,
                 describe_file(file) +
                     ": its profile's text differs from that of other profiles with this name");
    readings.insert(file.manifest.dataset + " was read with " +
                    (own ? file.manifest.maker + "'s own profile" : "the profile " + profile) +
                    ", SHA-256 " + in_groups(text.bytes));
  }
  for (const std::string& line : readings) found.note(line);
}

constexpr std::array kEncodingChecks = {
    CheckRule{"secret-here", "The key maker's sealed file of the secret is part of this folder.",
              "the sealed files", "encodings", Outcome::pass, the_secret_is_here},
    CheckRule{
        "secret-made-by-the-key-maker", "The secret came from the key maker, and from nobody else.",
        "signatures and agreements", "files of a secret", Outcome::pass, made_by_the_key_maker},
    CheckRule{"secret-the-same",
              "All submissions were made with the secret that the key maker sent: their key check "
              "values are equal.",
              "manifests", "files", Outcome::claimed, the_same_secret},
    CheckRule{"encoding-the-same",
              "All submissions that were linked together were made under agreements with the same "
              "encoding, including its standardiser and Unicode data.",
              "the linker's log, manifests and agreements", "submissions linked", Outcome::pass,
              the_same_encoding},
    CheckRule{"software-the-same",
              "All submissions that were linked together were made by one version of the software.",
              "the linker's log and manifests", "submissions linked", Outcome::claimed,
              the_same_software},
    CheckRule{"profiles-as-agreed",
              "Each export was read with the profile that the agreement names. If the agreement "
              "fixes the profile's text, that text was used. A profile that ships with one version "
              "of the software always had the same text.",
              "holders' logs, manifests and agreements", "submissions", Outcome::claimed,
              the_agreed_profiles},
};

}  // namespace

std::span<const CheckRule> secret_checks() {
  return kEncodingChecks;
}

}  // namespace tally
