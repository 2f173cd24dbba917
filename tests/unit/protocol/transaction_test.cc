// The order of a transaction, with a notebook and outputs that record their calls and fail if a
// test wants it.
#include "protocol/party/transaction.h"
#include "common/paths.h"

#include <doctest/doctest.h>

#include <functional>
#include <optional>

#include "protocol/evidence/event_codec.h"
#include "tests/unit/common/failing_port.h"
#include "tests/unit/protocol/made_up_parties.h"

namespace tally::transaction_test {
namespace {

using Steps = std::vector<std::string>;

const MadeUpParties& parties() {
  static const MadeUpParties made_up;
  return made_up;
}

Status step(Steps& steps, const std::string& what, const std::string& failing) {
  steps.push_back(what);
  if (what == failing) return io_error("cannot " + what);
  return {};
}

class FakeNotebook : public Notebook {
 public:
  FakeNotebook(Steps& steps, std::string failing) : steps_(steps), failing_(std::move(failing)) {}
  EvidenceHead head() const override { return {length_, length_ == 0 ? Digest() : sha256({})}; }
  Status note(std::vector<Event> events) override {
    std::string what = "note";
    for (const Event& event : events) what += " " + std::string(word_of(event));
    TRY(step(steps_, what, failing_));
    length_ += events.size();
    if (at_note) at_note();
    return {};
  }
  std::function<void()> at_note;

 private:
  Steps& steps_;
  std::string failing_;
  std::uint64_t length_ = 0;
};

class FakeOutput : public Output {
 public:
  FakeOutput(std::string name, Steps& steps, std::string failing)
      : name_(std::move(name)), steps_(steps), failing_(std::move(failing)) {}
  Status prepare() override { return step(steps_, "prepare " + name_, failing_); }
  Status place() override { return step(steps_, "place " + name_, failing_); }

 private:
  std::string name_;
  Steps& steps_;
  std::string failing_;
};

SealRequest submission() {
  SealRequest request{.kind = SealKind::submission,
                      .dataset = "school",
                      .analyst = "",
                      .previous = std::nullopt,
                      .made = on("2026-02-01"),
                      .expires = on("2026-02-20"),
                      .evidence = {},
                      .key_check = KeyCheck{}};
  return request;
}

SealedWriter writer_at(const std::string& path) {
  return SealedWriter::open(path, Overwrite::no, parties().agreement(), parties().of("council"),
                            submission())
      .value();
}

// A sealed file and two other outputs, with the step that fails.
struct Run {
  explicit Run(const std::string& failing) : notebook(steps, failing), transaction(notebook) {
    transaction.add(std::make_unique<FakeOutput>("list", steps, failing));
    SealedWriter& writer = transaction.add(writer_at(path));
    transaction.add(std::make_unique<FakeOutput>("registry", steps, failing));
    CHECK(transaction.note(events::Closed{.made = 0, .received = 0}));
    CHECK(transaction.finish(writer, 0));
    committed = bool{transaction.commit()};
  }
  TemporaryFolder folder;
  std::string path = folder / "school.tally";
  Steps steps;
  FakeNotebook notebook;
  Transaction transaction;
  bool committed = false;
};

TEST_CASE(
    "a transaction notes what it sealed before it places anything in the order it was added") {
  const Run run("nothing");
  CHECK(run.committed);
  CHECK(run.steps == Steps{"note closed", "prepare list", "prepare registry", "note sealed",
                           "place list", "place registry"});
  CHECK(file_exists(run.path));
}

TEST_CASE("a sealed file pins what was noted before it was finished") {
  const Run run("nothing");
  const Result<SealedFile> sealed = read_sealed(run.path);
  if (!sealed) FAIL(sealed.error().message);
  CHECK(sealed.value().manifest.evidence.length == 1);
}

TEST_CASE("an output that cannot be prepared leaves nothing noted as sealed and nothing placed") {
  const Run run("prepare registry");
  CHECK_FALSE(run.committed);
  CHECK(run.steps == Steps{"note closed", "prepare list", "prepare registry"});
  CHECK_FALSE(file_exists(run.path));
}

TEST_CASE("a note that cannot be written leaves nothing placed") {
  const Run run("note sealed");
  CHECK_FALSE(run.committed);
  CHECK(run.steps.back() == "note sealed");
  CHECK_FALSE(file_exists(run.path));
}

TEST_CASE("an output that cannot be placed is noted and the outputs after it are not placed") {
  const Run run("place list");
  CHECK_FALSE(run.committed);
  CHECK(run.steps ==
        Steps{"note closed", "prepare list", "prepare registry", "note sealed", "place list"});
  CHECK_FALSE(file_exists(run.path));
}

TEST_CASE("all sealed files of a transaction are noted in one step") {
  const TemporaryFolder folder;
  Steps steps;
  FakeNotebook notebook(steps, "nothing");
  Transaction transaction(notebook);
  for (const char* name : {"1.tally", "2.tally"}) {
    CHECK(transaction.finish(transaction.add(writer_at(folder / name)), 0));
  }
  CHECK(transaction.commit());
  CHECK(steps == Steps{"note sealed sealed"});
}

TEST_CASE("a transaction that is not committed places nothing") {
  const TemporaryFolder folder;
  Steps steps;
  FakeNotebook notebook(steps, "nothing");
  {
    Transaction transaction(notebook);
    SealedWriter& writer = transaction.add(writer_at(folder / "school.tally"));
    transaction.add(std::make_unique<FakeOutput>("list", steps, "nothing"));
    CHECK(transaction.finish(writer, 0));
  }
  CHECK(steps.empty());
  CHECK_FALSE(file_exists(folder / "school.tally"));
}

// Commits a sealed file, and a folder with another, while a kind of call fails from the note on.
Status commit_with_failing(port::Call call, const TemporaryFolder& folder) {
  Steps steps;
  FakeNotebook notebook(steps, "nothing");
  Transaction transaction(notebook);
  SealedWriter& own = transaction.add(writer_at(folder / "own.tally"));
  AtomicFolder& results =
      transaction.add(AtomicFolder::open(folder / "results", Overwrite::no).value());
  AtomicFile& inside = *results.add("inside.tally").value();
  SealedWriter shared = SealedWriter::into(inside, folder.path(), parties().agreement(),
                                           parties().of("council"), submission())
                            .value();
  CHECK(transaction.finish(own, 0));
  CHECK(transaction.finish(shared, 0));
  std::optional<FailingPort> failing;
  notebook.at_note = [&] { failing.emplace(call, std::errc::no_space_on_device); };
  return transaction.commit();
}

TEST_CASE("a disk that is full after the note does not keep sealed outputs from appearing") {
  for (const port::Call call : {port::Call::write, port::Call::make_folder}) {
    const TemporaryFolder folder;
    const Status committed = commit_with_failing(call, folder);
    CAPTURE(committed ? "" : committed.error().message);
    CHECK(committed);
    CHECK(read_sealed(folder / "own.tally"));
    CHECK(read_sealed(folder / "results/inside.tally"));
    CHECK(folder.entries() == 2);
  }
}

}  // namespace
}  // namespace tally::transaction_test
