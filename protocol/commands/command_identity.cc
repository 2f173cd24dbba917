#include <iostream>

#include "common/paths.h"
#include "protocol/base/limits.h"
#include "protocol/commands/commands.h"
#include "protocol/describe/describe.h"
#include "protocol/drafting/identity_setup.h"

namespace tally {
namespace {

constexpr std::uint64_t kThreeYears = 1096;  // days
constexpr std::uint64_t kTenYears = 3653;

Option passphrase_option() {
  return {"passphrase-file", "FILE", Need::optional, "holds the passphrase that protects the keys"};
}

Option identity_option() {
  return {"identity", "DIR", Need::required, "the party's own folder of keys"};
}

std::optional<OwnKeyKind> own_key_of(std::string_view role) {
  if (role == "holder") return OwnKeyKind::reference;
  if (role == "linker") return OwnKeyKind::release;
  return std::nullopt;
}

std::string card_text(const PartyCard& card, Time at) {
  // What people compare comes first: its certificates' digests look alike.
  std::string text = "name         " + card.signing.common_name() + "\nfingerprint  " +
                     in_groups(card_fingerprint(card).bytes) + "\n";
  const auto add = [&](std::string_view what, const Certificate& certificate) {
    text += std::string(what) + in_groups(certificate.digest().bytes) +
            "\n             valid from " + print_time(certificate.not_before()) + " to " +
            print_time(certificate.not_after()) +
            (certificate.valid_at(at) ? "\n" : ": NOT VALID NOW\n");
  };
  add("signs        ", card.signing);
  add("opens        ", card.opening);
  return text;
}

Result<std::string> role_of(const Options& options) {
  Result<std::string> role = options.choice("role", {"holder", "linker", "analyst", "governance"});
  if (role) return role;
  return usage_error(role.error().message,
                     "the key maker is a holder; who is holder and analyst makes one identity, as "
                     "holder");
}

Status run_new(const Options& options) {
  NewIdentity made;
  const std::string role = TRY(role_of(options));
  made.own_key = own_key_of(role);
  made.name = options.get("name");
  if (!is_name(made.name)) {
    return usage_error("--name: not a name", "a name is 1 to 64 of a-z, 0-9, _ and -");
  }
  made.passphrase_file = options.find("passphrase-file");
  made.days = static_cast<std::uint32_t>(TRY(options.number("days", 1, kTenYears, kThreeYears)));
  made.rehearsal_seed = TRY(rehearsal_seed_of(options));
  const std::string& folder = options.get("out");
  const Time at = now();
  TRY(create_identity(folder, made, at));
  const PartyCard card = TRY(load_own_card(folder));
  std::cout << card_text(card, at);
  return {};
}

Status run_show(const Options& options) {
  const std::string& in = options.get("in");
  const bool folder = file_exists(in + "/.");
  const PartyCard card = TRY(folder ? load_own_card(in) : load_card(in));
  std::cout << card_text(card, now());
  return {};
}

Status run_request(const Options& options) {
  return write_requests(options.get("identity"), options.find("passphrase-file"),
                        options.get("out"));
}

Status run_install(const Options& options) {
  const std::string& folder = options.get("identity");
  const Time at = now();
  TRY(install_certificates(folder, options.find("passphrase-file"), options.get("signing"),
                           options.get("opening"), at));
  const PartyCard card = TRY(load_own_card(folder));
  std::cout << card_text(card, at);
  tell("agreements that name the certificates before these must be amended and signed again");
  return {};
}

Status run_backup(const Options& options) {
  return back_up_identity(options.get("identity"), options.find("passphrase-file"),
                          options.get("out"), options.find("new-passphrase-file"));
}

}  // namespace

Command identity_new_command() {
  return {"identity new",
          "makes a party's own folder of keys, and NAME.party.pem to give to the others",
          {{"role", "ROLE", Need::required,
            "holder (has a key for references too), linker (one for study ids), analyst or "
            "governance"},
           {"name", "NAME", Need::required, "what agreements call the party: a-z, 0-9, _ and -"},
           {"out", "DIR", Need::required, "the folder"},
           passphrase_option(),
           {"days", "N", Need::optional, "that its certificates are valid (1096)"},
           rehearsal_seed_option()},
          run_new};
}

Command identity_show_command() {
  return {"identity show",
          "prints a party's certificates, and the fingerprint to compare by telephone",
          {{"in", "DIR_OR_CARD", Need::required, "a folder of keys, or a NAME.party.pem"}},
          run_show};
}

Command identity_request_command() {
  return {"identity request",
          "writes certificate requests (signing.csr, opening.csr) for an authority",
          {identity_option(),
           {"out", "DIR", Need::required, "the folder for the requests"},
           passphrase_option()},
          run_request};
}

Command identity_install_command() {
  return {"identity install",
          "puts certificates that an authority issued in place of those of an identity",
          {identity_option(),
           {"signing", "CERT", Need::required, "issued for signing.csr, in PEM"},
           {"opening", "CERT", Need::required, "issued for opening.csr, in PEM"},
           passphrase_option()},
          run_install};
}

Command identity_backup_command() {
  return {"identity backup",
          "copies an identity's keys and certificates: a lost reference key cannot be made again",
          {identity_option(),
           {"out", "DIR", Need::required, "the folder for the copy"},
           passphrase_option(),
           {"new-passphrase-file", "FILE", Need::optional,
            "holds the copy's passphrase (the same as before)"}},
          run_backup};
}

}  // namespace tally
