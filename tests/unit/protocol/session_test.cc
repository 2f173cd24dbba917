// A party's session: what it may do by its evidence, and what it takes from others.
#include "protocol/party/session.h"

#include "common/paths.h"
#include "protocol/use_cases/close_run.h"
#include "tests/unit/common/failing_port.h"
#include "tests/unit/protocol/made_up_parties.h"

namespace tally::session_test {
namespace {

constexpr const char* kDay = "2026-01-10";

// The parties' agreement on disk, and one that amends it.
struct Home {
  MadeUpParties parties;
  std::string first = put("agreement.json", parties.agreement().agreement());
  std::string second = put("amendment.json", amendment());

  std::string put(const std::string& name, const Agreement& agreement) const {
    const Bytes signatures = parties.signatures_of(agreement);
    parties.folder().put(name + ".p7s", std::string(signatures.begin(), signatures.end()));
    return parties.folder().put(name, agreement.text());
  }
  Agreement amendment() const {
    AgreementTerms terms = parties.terms();
    terms.amends = parties.agreement().agreement().fingerprint();
    return Agreement::make(terms).value();
  }
  Result<PartySession> open(const std::string& party, const std::string& agreement,
                            Task task = Task::makes) const {
    return PartySession::load(agreement, parties.folder() / party, std::nullopt, on(kDay), task);
  }
  // A submission of the council, sealed and noted.
  std::string submit(const std::string& name) const {
    PartySession session = open("council", first).value();
    SealRequest request = session.request(SealKind::submission, "school", "");
    request.key_check = KeyCheck{};
    const std::string path = parties.folder() / name;
    Transaction transaction(session);
    SealedWriter& writer = transaction.add(session.seal(path, Overwrite::no, request).value());
    REQUIRE(transaction.finish(writer, 0));
    REQUIRE(transaction.commit());
    return path;
  }
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

TEST_CASE("a party that has closed the run makes nothing more unless it is amended") {
  const Home home;
  {
    PartySession session = home.open("council", home.first, Task::ends).value();
    REQUIRE(close_run(session, {home.parties.folder() / "closing.tally"}));
    CHECK(session.closed() == on(kDay));
    const auto twice = close_run(session, {home.parties.folder() / "closing.tally"});
    REQUIRE_FALSE(twice);
    CHECK(has(twice.error().hint, "nothing has changed since"));
  }
  const auto again = home.open("council", home.first);
  REQUIRE_FALSE(again);
  CHECK(has(again.error().message, "council closed this run on 2026-01-10"));
  CHECK(home.open("council", home.first, Task::reads));
  CHECK(home.open("council", home.second));
}

TEST_CASE("a party whose closing statement was lost before it appeared makes it again") {
  const Home home;
  const std::string out = home.parties.folder() / "closing.tally";
  {
    PartySession session = home.open("council", home.first, Task::ends).value();
    const FailingPort port(port::Call::rename, std::errc::no_space_on_device);
    REQUIRE_FALSE(close_run(session, {out}));
  }
  REQUIRE_FALSE(file_exists(out));
  PartySession session = home.open("council", home.first, Task::ends).value();
  const Result<CloseOutcome> again = close_run(session, {out});
  if (!again) FAIL(again.error().message);
  CHECK(read_sealed(out).value().manifest.sequence == 2);
  CHECK(session.state().statement_is_newest());
}

TEST_CASE("a run that is closed under an amendment stays closed under the agreement before it") {
  const Home home;
  {
    PartySession session = home.open("council", home.second, Task::ends).value();
    REQUIRE(close_run(session, {home.parties.folder() / "closing.tally"}));
  }
  CHECK_FALSE(home.open("council", home.second));
  CHECK_FALSE(home.open("council", home.first));
}

TEST_CASE("files of a kind are numbered one after another and the one before is to be kept") {
  const Home home;
  home.submit("1.tally");
  const std::string second = home.submit("2.tally");
  CHECK(read_sealed(second).value().manifest.sequence == 2);
  const PartySession session = home.open("council", home.first).value();
  CHECK(session.state().made().size() == 2);
  CHECK(session.to_keep().empty());  // an earlier session made them
  const std::vector<std::string> replaced = session.to_replace(second);
  REQUIRE(replaced.size() == 1);
  CHECK(has(replaced[0], "replaces number 2 of the submission of school"));
  CHECK(session.to_replace(home.first).empty());
}

TEST_CASE("a party takes no older file and no other file of the same number") {
  const Home home;
  const std::string first = home.submit("1.tally");
  const std::string second = home.submit("2.tally");
  PartySession session = home.open("linkers", home.first).value();
  const auto check = [&](const std::string& path) {
    return session.check(path, SealKind::submission);
  };
  CHECK(check(first));
  REQUIRE(session.note_received(check(second).value()));
  REQUIRE(session.note_received(check(second).value()));
  CHECK(session.state().received().size() == 1);
  CHECK(check(second));  // the same again
  const auto older = check(first);
  REQUIRE_FALSE(older);
  CHECK(has(older.error().message, "this is file 1; file 2 has already been received"));
}

TEST_CASE("a party acts only in its roles and takes only what is sealed to it") {
  const Home home;
  const std::string path = home.submit("1.tally");
  const PartySession trust = home.open("trust", home.first).value();
  CHECK(trust.require(Party::Role::holder));
  CHECK_FALSE(trust.require(Party::Role::linker));
  const auto taken = trust.check(path, SealKind::submission);
  REQUIRE_FALSE(taken);
  CHECK(has(taken.error().message, "not sealed to trust"));
  CHECK_FALSE(home.open("stranger", home.first));
}

}  // namespace
}  // namespace tally::session_test
