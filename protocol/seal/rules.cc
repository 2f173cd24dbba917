#include "protocol/seal/rules.h"

#include "protocol/seal/kinds.h"

namespace tally {
namespace {

constexpr std::int64_t kClockDays = 1;  // by which two parties' clocks may differ
constexpr const char* kCompareAgreements =
    "compare your agreement with the maker's: both must show the same fingerprint (tally-protocol "
    "agreement show)";

Status check_agreement(const Agreement& agreement, const Manifest& manifest) {
  if (manifest.project != agreement.terms().project) {
    return refused("made in another project", kCompareAgreements);
  }
  if (manifest.agreement == agreement.fingerprint()) return {};
  if (agreement.terms().amends == manifest.agreement) {
    // If the encoding has not changed, nobody has to make these files again. The program that opens
    // the file checks whether it has.
    if (manifest.kind == SealKind::submission || manifest.kind == SealKind::secret) return {};
    return refused("made under the agreement that this one amends");
  }
  return refused("made under another agreement of this project", kCompareAgreements);
}

Status check_signer(const Agreement& agreement, const Manifest& manifest,
                    const Certificate& signer) {
  const Party* party = agreement.signer(signer.digest());
  if (party == nullptr) return refused("the signer is not a party in the agreement");
  if (party->name != manifest.maker) {
    return refused("signed by \"" + party->name + "\", but the manifest names \"" + manifest.maker +
                   "\" as the maker");
  }
  if (signer.valid_at(manifest.made)) return {};
  return refused("the certificate of \"" + party->name + "\" was not valid when it signed");
}

Status check_names(const Agreement& agreement, const Manifest& manifest) {
  const std::vector<std::string> readers =
      TRY(readers_of(agreement, manifest.kind, manifest.dataset, manifest.analyst));
  TRY(check_maker(agreement, manifest.kind, manifest.dataset, manifest.maker));
  if (readers == manifest.readers) return {};
  return refused("its readers are not the permitted readers of " + with_article(manifest.kind));
}

Status check_times(const Agreement& agreement, const Manifest& manifest, Time now) {
  const Retention& retention = agreement.terms().retention;
  if (manifest.made > days_after(now, kClockDays)) {
    return refused("made on " + print_date(manifest.made) + ", which is in the future");
  }
  if (manifest.expires > latest_expiry(retention, manifest.kind)) {
    return refused("expires on " + print_date(manifest.expires) +
                   ", after the agreement's end on " + print_date(retention.ends));
  }
  if (manifest.kind == SealKind::submission &&
      manifest.expires > days_after(manifest.made, retention.submission_days)) {
    return refused("expires on " + print_date(manifest.expires) + ", more than " +
                   std::to_string(retention.submission_days) + " days after it was made");
  }
  if (now > manifest.expires) return refused("expired on " + print_date(manifest.expires));
  return {};
}

}  // namespace

Status check_rules(const SignedAgreement& agreement, const Manifest& manifest,
                   const Certificate& signer, Time now) {
  TRY(check_agreement(agreement.agreement(), manifest));
  TRY(check_signer(agreement.agreement(), manifest, signer));
  TRY(check_names(agreement.agreement(), manifest));
  return check_times(agreement.agreement(), manifest, now);
}

std::vector<Certificate> openings_of(const SignedAgreement& agreement, const Manifest& manifest) {
  std::vector<Certificate> openings;
  for (const std::string& reader : manifest.readers) {
    openings.push_back(agreement.opening(*agreement.agreement().party(reader)));
  }
  return openings;
}

}  // namespace tally
