// Checks of the agreements and of their signers.
#include <algorithm>
#include <array>

#include "protocol/verify/checks.h"

namespace tally {
namespace {

void canonical(const Run& run, CheckFindings& found) {
  for (const RunAgreement& agreement : run.agreements) found.expect(true, agreement.name);
  for (const BadFile& bad : run.bad_agreements) found.expect(false, bad.name + ": " + bad.why);
}

void signatures_verify(const Run& run, CheckFindings& found) {
  for (const RunAgreement& agreement : run.agreements) {
    const Result<CmsSigned>& signatures = agreement.signatures;
    if (!agreement.has_signatures) {
      found.missing(agreement.name + ": nobody has signed it");
      continue;
    }
    found.expect(bool{signatures},
                 agreement.name + ": " + (signatures ? "" : signatures.error().message));
  }
}

void signed_by_all(const Run& run, CheckFindings& found) {
  for (const RunAgreement& agreement : run.agreements) {
    const std::vector<std::string> waited_for = agreement.not_signed();
    const bool used = run.was_used(agreement.agreement.fingerprint());
    for (const Party& party : agreement.agreement.terms().parties) {
      const bool has_signed = std::ranges::count(waited_for, party.name) == 0;
      const std::string what = agreement.name + ": " + party.name + " has not signed";
      found.expect(has_signed || !used, what);
      if (!has_signed && !used) found.not_due(what + ", and nothing was made under it");
    }
  }
  for (const RunAgreement& draft : run.drafts) found.note(describe_draft(draft));
}

void signed_by_nobody_else(const Run& run, CheckFindings& found) {
  for (const RunAgreement& agreement : run.agreements) {
    if (!agreement.signatures) continue;
    for (const CmsSigner& signer : agreement.signatures.value().signers) {
      found.expect(
          agreement.agreement.signer(signer.certificate.digest()) != nullptr,
          agreement.name + ": a signature is by a certificate that the agreement does not name");
    }
  }
}

void valid_at_signing(const Run& run, CheckFindings& found) {
  for (const RunAgreement& agreement : run.agreements) {
    for (const Party& party : agreement.agreement.terms().parties) {
      const CmsSigner* signer = agreement.signer(party.signing);
      if (signer == nullptr) continue;
      found.expect(
          signer->certificate.valid_at(signer->signed_at),
          agreement.name + ": " + party.name + "'s certificate was not valid when it signed");
    }
  }
}

void opening_certificates_there(const Run& run, CheckFindings& found) {
  for (const RunAgreement& agreement : run.agreements) {
    if (!agreement.signatures) continue;
    const auto& certificates = agreement.signatures.value().certificates;
    for (const Party& party : agreement.agreement.terms().parties) {
      found.expect(std::ranges::any_of(certificates,
                                       [&](const Certificate& certificate) {
                                         return certificate.digest() == party.opening;
                                       }),
                   agreement.name + ": the certificate for sealing files to " + party.name +
                       " is not included with the signatures");
    }
  }
}

void one_project(const Run& run, CheckFindings& found) {
  for (const RunAgreement& agreement : run.agreements) {
    found.expect(agreement.agreement.terms().project == run.newest().agreement.terms().project,
                 agreement.name + ": belongs to a different project from " + run.newest().name);
  }
}

void amendments_chain(const Run& run, CheckFindings& found) {
  std::size_t beginnings = 0;
  for (const RunAgreement& agreement : run.agreements) {
    found.looked_at();
    const std::optional<Digest>& amends = agreement.agreement.terms().amends;
    if (!amends && ++beginnings > 1) {
      found.wrong(agreement.name +
                  ": amends no agreement, and neither does another agreement here");
    }
    const RunAgreement* before = amends ? run.agreement_or_draft(*amends) : nullptr;
    if (amends && before == nullptr) {
      found.missing(agreement.name + ": the agreement that it amends is not here");
    }
    if (before && before->agreement.terms().purpose != agreement.agreement.terms().purpose) {
      found.wrong(agreement.name +
                  ": changes a rehearsal into a linkage, or a linkage into a rehearsal");
    }
    const auto rivals = std::ranges::count_if(run.agreements, [&](const RunAgreement& other) {
      return amends && other.agreement.terms().amends == amends;
    });
    if (rivals > 1) found.wrong(agreement.name + ": another agreement here amends the same one");
  }
}

void signed_before_use(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const RunAgreement* agreement = run.agreement(file.manifest.agreement);
    if (agreement == nullptr || !agreement->agreed) continue;
    const SignedAgreement& agreed = *agreement->agreed;
    found.looked_at();
    for (const Party& party : agreed.agreement().terms().parties) {
      if (agreed.signed_at(party) <= file.manifest.made) continue;
      found.wrong(describe_file(file) + ": made before " + party.name + " signed the agreement");
    }
  }
}

constexpr std::array kAgreementChecks = {
    CheckRule{"agreement-canonical",
              "Each agreement is in canonical form, and keeps the rules and security minimums of "
              "the format.",
              "the agreements", "agreements", Outcome::pass, canonical},
    CheckRule{"agreement-signatures-verify",
              "Every signature of an agreement signs exactly this text.",
              "agreements and signatures", "agreements", Outcome::pass, signatures_verify},
    CheckRule{"agreement-signed-by-all", "Every party that an agreement names has signed it.",
              "agreements and signatures", "parties", Outcome::pass, signed_by_all},
    CheckRule{"agreement-signed-by-nobody-else",
              "Only parties that the agreement names have signed it.", "agreements and signatures",
              "signatures", Outcome::pass, signed_by_nobody_else},
    CheckRule{"agreement-certificates-valid",
              "Each party's certificate was valid at the time stated in its signature.",
              "signatures and certificates", "signatures", Outcome::claimed, valid_at_signing},
    CheckRule{"agreement-opening-certificates",
              "The certificates for sealing files are those that the agreement names.",
              "agreements and signatures", "certificates", Outcome::pass,
              opening_certificates_there},
    CheckRule{"agreement-one-project", "All agreements belong to one project.", "the agreements",
              "agreements", Outcome::pass, one_project},
    CheckRule{
        "agreement-amendments-chain",
        "Each amendment names the agreement that it replaces, and no two replace the same one.",
        "the agreements", "agreements", Outcome::pass, amendments_chain},
    CheckRule{"agreement-signed-before-use",
              "Nothing was made under an agreement before every party had signed it.",
              "signing times and manifests", "sealed files", Outcome::claimed, signed_before_use},
};

}  // namespace

std::span<const CheckRule> agreement_checks() {
  return kAgreementChecks;
}

}  // namespace tally
