#include "protocol/evidence/party_state.h"

#include <algorithm>
#include <variant>

namespace tally {
namespace {

bool is_about(const FileFacts& file, SealKind kind, std::string_view dataset,
              std::string_view analyst) {
  return file.kind == kind && file.dataset == dataset && file.analyst == analyst;
}

bool is_closing_statement(const Event& event) {
  const auto* sealed = std::get_if<events::Sealed>(&event);
  const auto* received = std::get_if<events::Received>(&event);
  const auto* opened = std::get_if<events::Opened>(&event);
  return (sealed && sealed->file.kind == SealKind::closing) ||
         (received && received->file.kind == SealKind::closing) ||
         (opened && opened->kind == SealKind::closing);
}

}  // namespace

struct PartyState::Fold {
  PartyState& state;
  const EvidenceEntry& entry;

  void operator()(const events::Sealed& sealed) {
    state.made_.push_back({sealed.file, entry.party, entry.number, entry.time});
  }
  void operator()(const events::Received& received) {
    state.received_.push_back({received.file, received.maker, entry.number, entry.time});
  }
  void operator()(const events::Opened& opened) { state.opened_.insert(opened.file); }
  void operator()(const events::SecretDestroyed& destroyed) {
    state.destructions_.push_back({destroyed.key_check, entry.time});
  }
  void operator()(const events::SecretMade&) { has_secret(AfterDestroying::has_another); }
  void operator()(const events::SecretReceived&) { has_secret(AfterDestroying::has_another); }
  void operator()(const events::Encoded&) { has_secret(AfterDestroying::encoded); }
  void operator()(const events::Signed&) { state.signings_.emplace(entry.agreement, entry.number); }
  void operator()(const events::Closed&) {
    state.closings_.push_back({entry.agreement, entry.time});
  }
  void operator()(const auto&) {}

  void has_secret(AfterDestroying how) {
    if (state.destructions_.empty()) return;
    if (state.after_destroying_ == AfterDestroying::nothing) state.after_destroying_ = how;
  }
};

void PartyState::follow(const EvidenceLog& log) {
  for (; followed_ < log.entries.size(); ++followed_) {
    const EvidenceEntry& entry = log.entries[followed_];
    std::visit(Fold{*this, entry}, entry.event);
    if (!is<events::Begun, events::Signed>(entry.event)) acted_under_.insert(entry.agreement);
    if (is<events::Received, events::Opened>(entry.event)) continue;
    statement_is_newest_ = is_closing_statement(entry.event);
  }
}

const NotedFile* PartyState::find_made(const Digest& file) const {
  const auto found =
      std::ranges::find_if(made_, [&](const NotedFile& made) { return made.file.digest == file; });
  return found == made_.end() ? nullptr : &*found;
}

NextInSequence PartyState::next(SealKind kind, std::string_view dataset,
                                std::string_view analyst) const {
  NextInSequence next;
  for (const NotedFile& made : made_) {
    if (!is_about(made.file, kind, dataset, analyst)) continue;
    next = {made.file.sequence + 1, made.file.manifest};
  }
  return next;
}

std::uint64_t PartyState::last_received(SealKind kind, std::string_view maker,
                                        std::string_view dataset, std::string_view analyst) const {
  std::uint64_t last = 0;
  for (const NotedFile& received : received_) {
    if (received.maker == maker && is_about(received.file, kind, dataset, analyst)) {
      last = std::max(last, received.file.sequence);
    }
  }
  return last;
}

bool PartyState::was_received(const Digest& file) const {
  return std::ranges::any_of(received_,
                             [&](const NotedFile& noted) { return noted.file.digest == file; });
}

std::optional<Time> PartyState::destroyed(const KeyCheck& key_check) const {
  const auto found = std::ranges::find(destructions_, key_check, &Destruction::key_check);
  return found == destructions_.end() ? std::nullopt : std::optional(found->time);
}

std::optional<Time> PartyState::first_destroyed() const {
  return destructions_.empty() ? std::nullopt : std::optional(destructions_.front().time);
}

std::optional<Time> PartyState::last_destroyed() const {
  return destructions_.empty() ? std::nullopt : std::optional(destructions_.back().time);
}

std::uint64_t PartyState::first_signed(const Digest& agreement) const {
  const auto signing = signings_.find(agreement);
  return signing == signings_.end() ? 0 : signing->second;
}

bool PartyState::replaces(const Agreement& later, const Digest& earlier, const Find& find) const {
  if (later.fingerprint() == earlier) return false;
  const Agreement* one = &later;
  for (;;) {
    const std::optional<Digest>& amended = one->terms().amends;
    if (!amended || *amended == earlier) return amended.has_value();
    const Agreement* next = find(*amended);
    if (next == nullptr) {
      const std::uint64_t signing = first_signed(*amended);
      return first_signed(earlier) < (signing > 0 ? signing : first_signed(one->fingerprint()));
    }
    one = next;
  }
}

std::optional<Time> PartyState::closed(const Agreement& agreement, const Find& find) const {
  std::optional<Time> closed;
  for (const Closing& closing : closings_) {
    if (!replaces(agreement, closing.agreement, find)) closed = closing.time;
  }
  return closed;
}

// Acts under an amendment are judged by the agreement of their own entry.
bool may_follow_closing(const Event& event) {
  return is<events::Received, events::Opened, events::Signed, events::SecretDestroyed,
            events::Closed>(event) ||
         (is<events::Sealed>(event) && is_closing_statement(event));
}

// After the end, a party only destroys the secret, closes, and reads the closing statements of
// others.
bool may_follow_the_end(const Event& event) {
  return is<events::SecretDestroyed, events::Closed>(event) || is_closing_statement(event);
}

}  // namespace tally
