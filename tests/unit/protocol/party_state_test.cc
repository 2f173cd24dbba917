// The state of a party by its log.
#include "protocol/evidence/party_state.h"

#include <doctest/doctest.h>

#include "tests/unit/protocol/vectors.h"

namespace tally::party_state_test {
namespace {

const Agreement& first_agreement() {
  static const Agreement agreement = protocol_vectors::agreement("single.agreement.json");
  return agreement;
}
Agreement amendment_of(const Agreement& agreement) {
  AgreementTerms terms = agreement.terms();
  terms.amends = agreement.fingerprint();
  return Agreement::make(terms).value();
}

KeyCheck key_check(std::uint8_t value) {
  KeyCheck check;
  check.bytes.fill(value);
  return check;
}
Digest digest(std::uint8_t value) {
  Digest digest;
  digest.bytes.fill(value);
  return digest;
}
FileFacts submission(std::uint64_t sequence, std::uint8_t file) {
  return {digest(file), digest(100), SealKind::submission, "school", "", sequence, 5};
}
FileFacts statement() {
  return {digest(50), digest(100), SealKind::closing, "", "", 1, 0};
}

// A log in memory, with one entry each second.
struct Log {
  EvidenceLog log;
  PartyState state;

  Log& add(const Agreement& agreement, Event event) {
    const std::uint64_t number = log.entries.size() + 1;
    EvidenceEntry entry{number,           {static_cast<std::int64_t>(number)},
                        "council",        agreement.fingerprint(),
                        std::move(event), {}};
    log.add(std::move(entry), "");
    state.follow(log);
    return *this;
  }
  Log& add(Event event) { return add(first_agreement(), std::move(event)); }
};

TEST_CASE("the next file of a kind follows the last that was sealed") {
  Log log;
  CHECK(log.state.next(SealKind::submission, "school", "").sequence == 1);
  CHECK_FALSE(log.state.next(SealKind::submission, "school", "").previous);
  log.add(events::Sealed{submission(1, 1)});
  const NextInSequence next = log.state.next(SealKind::submission, "school", "");
  CHECK(next.sequence == 2);
  CHECK(next.previous == digest(100));
  CHECK(log.state.next(SealKind::submission, "health", "").sequence == 1);
  CHECK(log.state.next(SealKind::payload, "school", "insights").sequence == 1);
  CHECK(log.state.find_made(digest(1))->entry == 1);
  CHECK(log.state.find_made(digest(2)) == nullptr);
}

TEST_CASE("the newest file received is known by maker kind and data set") {
  Log log;
  const auto last = [&](SealKind kind, std::string_view maker, std::string_view dataset) {
    return log.state.last_received(kind, maker, dataset, "");
  };
  CHECK(last(SealKind::submission, "council", "school") == 0);
  log.add(events::Received{submission(3, 3), "council", {}});
  log.add(events::Received{submission(2, 2), "council", {}});
  CHECK(last(SealKind::submission, "council", "school") == 3);
  CHECK(last(SealKind::submission, "trust", "school") == 0);
  CHECK(last(SealKind::submission, "council", "health") == 0);
  CHECK(last(SealKind::payload, "council", "school") == 0);
  CHECK(log.state.was_received(digest(2)));
  CHECK_FALSE(log.state.was_received(digest(4)));
}

TEST_CASE("a file that was written out counts as taken even without a note that it was received") {
  Log log;
  log.add(events::Opened{SealKind::bridge, digest(7)});
  CHECK(log.state.took(digest(7)));
  CHECK_FALSE(log.state.was_received(digest(7)));
}

TEST_CASE("a destroyed secret is known by its check value and its first day counts") {
  Log log;
  log.add(events::SecretDestroyed{key_check(1)});
  log.add(events::SecretDestroyed{key_check(1)});
  log.add(events::SecretDestroyed{key_check(2)});
  CHECK(log.state.destroyed(key_check(1)) == Time{1});
  CHECK(log.state.destroyed(key_check(2)) == Time{3});
  CHECK_FALSE(log.state.destroyed(key_check(3)));
  CHECK(log.state.first_destroyed() == Time{1});
  CHECK(log.state.last_destroyed() == Time{3});
}

TEST_CASE("to encode after destroying the secret is seen unless another secret came first") {
  const Event encoded = events::Encoded{"school", "person", {}, {5, 0, 0, 5}, 5, key_check(1)};
  Log without;
  CHECK_FALSE(without.add(encoded).state.encoded_without_secret());
  CHECK_FALSE(without.add(events::SecretDestroyed{key_check(1)}).state.encoded_without_secret());
  CHECK(without.add(encoded).state.encoded_without_secret());
  Log with;
  with.add(events::SecretDestroyed{key_check(1)}).add(events::SecretReceived{key_check(2)});
  CHECK_FALSE(with.add(encoded).state.encoded_without_secret());
}

TEST_CASE("a party that closed the run may act again once it has signed an amendment") {
  const Agreement& first = first_agreement();
  const Agreement second = amendment_of(first);
  const Agreement third = amendment_of(second);
  Log log;
  CHECK_FALSE(log.state.closed(first));
  log.add(first, events::Closed{1, 1});
  CHECK(log.state.closed(first) == Time{1});
  CHECK_FALSE(log.state.closed(second));  // it amends what was closed
  CHECK(log.state.closed(third) == Time{1});
  log.add(third, events::Signed{digest(9)});
  CHECK_FALSE(log.state.closed(third));
  CHECK(log.state.closed(first) == Time{1});
  log.add(third, events::Closed{2, 2});
  CHECK(log.state.closed(third) == Time{3});
}

TEST_CASE("to sign a closed agreement again does not open the run again") {
  const Agreement& first = first_agreement();
  const Agreement second = amendment_of(first);
  Log log;
  log.add(first, events::Signed{digest(9)}).add(second, events::Signed{digest(9)});
  log.add(first, events::Closed{1, 1}).add(first, events::Signed{digest(9)});
  CHECK(log.state.closed(first) == Time{3});
  CHECK_FALSE(log.state.closed(second));
  log.add(second, events::Closed{2, 2}).add(second, events::Signed{digest(9)});
  CHECK(log.state.closed(second) == Time{5});
}

TEST_CASE("an amendment of an amendment goes on after the first agreement was closed") {
  const Agreement& first = first_agreement();
  const Agreement second = amendment_of(first);
  const Agreement third = amendment_of(second);
  Log log;
  for (const Agreement& signing : {first, second, third}) {
    log.add(signing, events::Signed{digest(9)});
  }
  log.add(first, events::Closed{1, 1});
  CHECK(log.state.closed(first) == Time{4});
  CHECK_FALSE(log.state.closed(second));
  CHECK_FALSE(log.state.closed(third));
  log.add(third, events::Closed{2, 2});
  for (const Agreement& closed : {first, second, third}) CHECK(log.state.closed(closed) == Time{5});
}

TEST_CASE("a closing statement covers what was done until anything but reading follows") {
  Log log;
  log.add(events::Closed{0, 0});
  CHECK_FALSE(log.state.statement_is_newest());  // it was never sealed
  log.add(events::Sealed{statement()});
  CHECK(log.state.statement_is_newest());
  log.add(events::Received{submission(1, 1), "trust", {}});
  CHECK(log.state.statement_is_newest());
  log.add(events::SecretDestroyed{key_check(1)});
  CHECK_FALSE(log.state.statement_is_newest());
}

TEST_CASE("to sign an agreement is not to act under it") {
  Log log;
  log.add(events::Begun{}).add(events::Signed{digest(9)});
  CHECK_FALSE(log.state.acted_under(first_agreement().fingerprint()));
  log.add(events::SecretMade{key_check(1)});
  CHECK(log.state.acted_under(first_agreement().fingerprint()));
}

TEST_CASE("after closing a party reads destroys signs and closes and seals nothing else") {
  CHECK(may_follow_closing(events::Sealed{statement()}));
  CHECK_FALSE(may_follow_closing(events::Sealed{submission(1, 1)}));
  CHECK(may_follow_closing(events::Received{submission(1, 1), "trust", {}}));
  CHECK(may_follow_closing(events::Signed{}));
  CHECK_FALSE(may_follow_closing(events::Checked{}));
}

TEST_CASE("after the agreement ends a party closes and reads only closing statements") {
  CHECK(may_follow_the_end(events::Closed{0, 0}));
  CHECK(may_follow_the_end(events::Received{statement(), "trust", {}}));
  CHECK_FALSE(may_follow_the_end(events::Received{submission(1, 1), "trust", {}}));
  CHECK_FALSE(may_follow_the_end(events::Signed{}));
}

}  // namespace
}  // namespace tally::party_state_test
