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
  return {"passphrase-file", "FILE", Need::optional,
          "a file with the passphrase that protects the keys"};
}

Option identity_option() {
  return {"identity", "DIR", Need::required, "your folder of keys"};
}

std::optional<OwnKeyKind> own_key_of(std::string_view role) {
  if (role == "holder") return OwnKeyKind::reference;
  if (role == "linker") return OwnKeyKind::release;
  return std::nullopt;
}

std::string card_text(const PartyCard& card, Time at) {
  // The fingerprint for people to compare comes first, since the digests of certificates look like
  // it.
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
  return usage_error(
      role.error().message,
      "the key maker is a holder; a party that is holder and analyst makes one identity, with "
      "--role holder");
}

Status run_identity_new(const Options& options) {
  NewIdentity made;
  const std::string role = TRY(role_of(options));
  made.own_key = own_key_of(role);
  made.name = options.get("name");
  if (!is_name(made.name)) {
    return usage_error("--name: not a valid name",
                       "a name has 1 to 64 characters of a-z, 0-9, _ and -");
  }
  made.passphrase_file = options.find("passphrase-file");
  made.days = static_cast<std::uint32_t>(TRY(options.number("days", 1, kTenYears, kThreeYears)));
  made.rehearsal_seed = TRY(rehearsal_seed_of(options));
  const std::string& folder = options.get("out");
  const Time at = now();
  TRY(create_identity(folder, made, at));
  const PartyCard card = TRY(load_own_card(folder));
  TRY(print_out(card_text(card, at)));
  tell("send the card " + folder + "/" + made.name +
       ".party.pem to the other parties, and compare " +
       "its fingerprint by telephone; no other file of the folder leaves you");
  return {};
}

Status run_identity_show(const Options& options) {
  const std::string& in = options.get("in");
  const bool folder = file_exists(in + "/.");
  const PartyCard card = TRY(folder ? load_own_card(in) : load_card(in));
  return print_out(card_text(card, now()));
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
  TRY(print_out(card_text(card, at)));
  tell("agreements that name the old certificates must be amended and signed again");
  return {};
}

Status run_backup(const Options& options) {
  return back_up_identity(options.get("identity"), options.find("passphrase-file"),
                          options.get("out"), options.find("new-passphrase-file"));
}

}  // namespace

Command identity_new_command() {
  return {
      "identity new",
      "creates your folder of keys, and a card (NAME.party.pem) for the other parties",
      {{"role", "ROLE", Need::required,
        "holder (also gets a reference key), linker (also gets a release key), analyst or "
        "governance"},
       {"name", "NAME", Need::required, "the name that agreements use for you: a-z, 0-9, _ and -"},
       {"out", "DIR", Need::required, "the folder"},
       passphrase_option(),
       {"days", "N", Need::optional, "how many days the certificates are valid (default: 1096)"},
       rehearsal_seed_option()},
      run_identity_new};
}

Command identity_show_command() {
  return {"identity show",
          "prints a party's certificates, and the fingerprint to compare by telephone",
          {{"in", "DIR_OR_CARD", Need::required, "a folder of keys, or a NAME.party.pem"}},
          run_identity_show};
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
          "replaces an identity's certificates with those that an authority issued",
          {identity_option(),
           {"signing", "CERT", Need::required, "issued for signing.csr, in PEM"},
           {"opening", "CERT", Need::required, "issued for opening.csr, in PEM"},
           passphrase_option()},
          run_install};
}

Command identity_backup_command() {
  return {"identity backup",
          "copies an identity's keys and certificates: a lost reference key cannot be replaced",
          {identity_option(),
           {"out", "DIR", Need::required, "the folder for the copy"},
           passphrase_option(),
           {"new-passphrase-file", "FILE", Need::optional,
            "a file with the passphrase of the copy (default: the same passphrase)"}},
          run_backup};
}

}  // namespace tally
