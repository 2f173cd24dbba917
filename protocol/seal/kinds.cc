// The makers and readers of each kind of sealed file (docs/formats/sealed.md, section 2).
#include <algorithm>

#include "protocol/seal/kinds.h"
#include "protocol/seal/manifest.h"

namespace tally {
namespace {

using Role = Party::Role;

bool releases(const Agreement& agreement, std::string_view analyst, std::string_view dataset) {
  return std::ranges::any_of(agreement.terms().releases, [&](const Release& release) {
    return release.analyst == analyst &&
           (dataset.empty() || std::ranges::count(release.datasets, dataset) != 0);
  });
}

// Checks that the names that a kind needs are given, and that the agreement has them.
Status check_names(const Agreement& agreement, SealKind kind, std::string_view dataset,
                   std::string_view analyst) {
  TRY(check_names_of(kind, dataset, analyst));
  if (!dataset.empty()) TRY(agreement.dataset(dataset));
  if (!analyst.empty() && !releases(agreement, analyst, dataset)) {
    return refused("the agreement does not release this to \"" + std::string(analyst) + "\"");
  }
  return {};
}

template <class Wanted>
std::vector<std::string> names_of_parties(const Agreement& agreement, Wanted wanted) {
  std::vector<std::string> names;
  for (const Party& party : agreement.terms().parties) {
    if (wanted(party)) names.push_back(party.name);
  }
  return names;
}

bool may_make(const Agreement& agreement, SealKind kind, std::string_view dataset,
              const Party& party) {
  switch (kind) {
    case SealKind::secret:
      return party.has(Role::key_maker);
    case SealKind::submission:
    case SealKind::payload:
      return std::ranges::any_of(agreement.terms().datasets, [&](const Dataset& held) {
        return held.name == dataset && held.holder == party.name;
      });
    case SealKind::bridge:
    case SealKind::report:
      return party.has(Role::linker);
    case SealKind::closing:
      return true;
  }
  return false;
}

std::string_view maker_of(SealKind kind) {
  switch (kind) {
    case SealKind::secret:
      return "the key maker";
    case SealKind::submission:
    case SealKind::payload:
      return "the data set's holder";
    case SealKind::bridge:
    case SealKind::report:
      return "the linker";
    case SealKind::closing:
      return "a party";
  }
  return "nobody";
}

}  // namespace

std::string_view name_of(SealKind kind) {
  return kSealKindWords[static_cast<std::size_t>(kind) - 1];
}

std::string with_article(SealKind kind) {
  return "a " + std::string(name_of(kind)) + (kind == SealKind::closing ? " statement" : "");
}

Status check_names_of(SealKind kind, std::string_view dataset, std::string_view analyst) {
  const std::string file = with_article(kind);
  const bool of_dataset = kind == SealKind::submission || kind == SealKind::payload;
  const bool to_analyst = kind == SealKind::bridge || kind == SealKind::payload;
  if (dataset.empty() == of_dataset) {
    return refused(file + (of_dataset ? " must name its data set" : " must not name a data set"));
  }
  if (analyst.empty() == to_analyst) {
    return refused(file + (to_analyst ? " must name its analyst" : " must not name an analyst"));
  }
  return {};
}

Result<std::vector<std::string>> readers_of(const Agreement& agreement, SealKind kind,
                                            std::string_view dataset, std::string_view analyst) {
  TRY(check_names(agreement, kind, dataset, analyst));
  switch (kind) {
    case SealKind::secret:
      return names_of_parties(agreement, [](const Party& p) { return p.has(Role::holder); });
    case SealKind::submission:
      return names_of_parties(agreement, [](const Party& p) { return p.has(Role::linker); });
    case SealKind::bridge:
    case SealKind::payload:
      return std::vector<std::string>{std::string(analyst)};
    case SealKind::report:
      // A party that is only a holder sees nothing that depends on who matched.
      return names_of_parties(agreement, [](const Party& p) {
        return p.has(Role::linker) || p.has(Role::analyst) || p.has(Role::governance);
      });
    case SealKind::closing:
      return names_of_parties(agreement, [](const Party&) { return true; });
  }
  return refused("no such kind of file");
}

Time latest_expiry(const Retention& retention, SealKind kind) {
  constexpr std::int64_t kToClose = 366;  // days
  if (kind != SealKind::closing) return retention.ends;
  return days_after(std::max(retention.ends, retention.secret_destroyed), kToClose);
}

Status check_maker(const Agreement& agreement, SealKind kind, std::string_view dataset,
                   std::string_view maker) {
  const Party* party = agreement.party(maker);
  if (party == nullptr) {
    return refused("\"" + std::string(maker) + "\" is not a party in the agreement");
  }
  if (may_make(agreement, kind, dataset, *party)) return {};
  return refused("\"" + party->name + "\" may not make it: only " + std::string(maker_of(kind)) +
                 " makes " + with_article(kind));
}

}  // namespace tally
