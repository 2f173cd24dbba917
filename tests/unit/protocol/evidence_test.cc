#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "protocol/evidence/event_codec.h"
#include "protocol/evidence/log_writer.h"
#include "protocol/evidence/party_state.h"
#include "tests/unit/common/failing_port.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::evidence_test {
namespace {

constexpr Time kNoon{1'795'000'000};

KeyCheck some_key_check() {
  KeyCheck check;
  check.bytes.fill(7);
  return check;
}

Event some_encoding() {
  return events::Encoded{"school", "school_census_2024", Digest(), {8, 2, 1, 5},
                         4,        some_key_check()};
}

const Agreement& some_agreement() {
  static const Agreement agreement = protocol_vectors::agreement("single.agreement.json");
  return agreement;
}

EvidenceWriter writer_in(const TemporaryFolder& folder, std::string_view party = "council") {
  return EvidenceWriter::open(folder.path(), some_agreement(), party).value();
}

Manifest some_manifest(std::uint64_t sequence) {
  Manifest manifest;
  manifest.kind = SealKind::submission;
  manifest.maker = "council";
  manifest.dataset = "school";
  manifest.readers = {"linkers"};
  manifest.sequence = sequence;
  manifest.rows = 5;
  manifest.evidence = {3, some_agreement().fingerprint()};
  return manifest;
}

std::string path_of_log(const TemporaryFolder& folder) {
  return folder / ("evidence/" + to_hex(some_agreement().terms().project.bytes) + ".jsonl");
}

// A log of four lines, and its lines with their LF.
std::string four_lines() {
  const TemporaryFolder folder;
  EvidenceWriter writer = writer_in(folder);
  REQUIRE(writer.append(kNoon, events::SecretMade{some_key_check()}));
  REQUIRE(writer.append(kNoon, some_encoding()));
  REQUIRE(writer.append(kNoon, events::Closed{2, 0}));
  return read_file(path_of_log(folder), 1 << 20).value();
}
std::vector<std::string> lines_of(const std::string& log) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < log.size();) {
    const std::size_t end = log.find('\n', begin) + 1;
    lines.push_back(log.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  REQUIRE(text.find(what) != text.npos);
  return text.replace(text.find(what), what.size(), by);
}

TEST_CASE("entries are chained from begun on and read as they were written") {
  const TemporaryFolder folder;
  {
    EvidenceWriter writer = writer_in(folder);
    CHECK(writer.head() == EvidenceHead{});
    REQUIRE(writer.append(kNoon, events::SecretMade{some_key_check()}));
    CHECK(writer.head().length == 2);
  }
  EvidenceWriter writer = writer_in(folder);
  REQUIRE(writer.append(kNoon, events::Closed{0, 0}));
  const std::string text = folder.get(path_of_log(folder).substr(folder.path().size() + 1));
  const EvidenceLog log = read_evidence(text, "log").value();
  REQUIRE(log.entries.size() == 3);
  CHECK(log.head() == writer.head());
  CHECK(is<events::Begun>(log.entries[0].event));
  CHECK(log.entries[0].previous == Digest());
  CHECK(log.entries[2].previous == log.digests[1]);
  CHECK(log.entries[2].time == kNoon);
  CHECK(log.entries[2].party == "council");
  CHECK(log.entries[2].agreement == some_agreement().fingerprint());
  const std::vector<std::string> lines = lines_of(text);
  CHECK(log.digests[1] == sha256({as_bytes(lines[1].substr(0, lines[1].size() - 1))}));
}

TEST_CASE("every fault of a log is found at its line") {
  const std::string log = four_lines();
  const std::vector<std::string> l = lines_of(log);
  REQUIRE(l.size() == 4);
  struct Fault {
    std::string what, text, place, says;
  };
  const std::vector<Fault> faults = {
      {"a tampered line", replaced(log, "\"rejected\":2", "\"rejected\":3"), "log:4",
       "does not follow"},
      {"a tampered last line that its chain cannot show but its form does",
       replaced(log, "\"made\":2", "\"made\": 2"), "log:4", "canonical"},
      {"a dropped line", l[0] + l[2] + l[3], "log:2", "expected entry 2, found entry 3"},
      {"a dropped first line", l[1] + l[2] + l[3], "log:1", "expected entry 1, found entry 2"},
      {"two lines in another order", l[0] + l[2] + l[1] + l[3], "log:2",
       "expected entry 2, found entry 3"},
      {"a line twice", l[0] + l[1] + l[1] + l[2] + l[3], "log:3",
       "expected entry 3, found entry 2"},
      {"a last line cut short", log.substr(0, log.size() - 1), "log:4", "incomplete"},
      {"a last line cut in its middle", log.substr(0, log.size() - 30), "log:4", "incomplete"},
      {"garbage after the end", log + "garbage\n", "log:5", "not valid JSON"},
      {"an empty line after the end", log + "\n", "log:5", "not valid JSON"},
      {"bytes after the end", log + std::string("\0\0", 2), "log:5", "incomplete"},
      {"a NUL inside", replaced(log, "council", std::string("coun\0il", 7)), "log:1",
       "not valid JSON"},
      {"an entry of another party", l[0] + replaced(l[1], "council", "linkers"), "log:2",
       "another party"},
      {"an unknown event", l[0] + replaced(l[1], "secret_made", "secret_sold"), "log:2",
       "this format does not have such an event"},
      {"a fact too many", l[0] + replaced(l[1], "0707\"}", "0707\",\"name\":\"x\"}"), "log:2",
       "this event does not have such a fact"},
      {"a fact of another kind", replaced(log, "\"rows\":5", "\"rows\":\"5\""), "log:3",
       "fact \"rows\""},
      {"a negative count", replaced(log, "\"rows\":5", "\"rows\":-5"), "log:3", "fact \"rows\""},
      {"a fact left out", replaced(log, "\"rows\":5,", ""), "log:3", "fact \"rows\""},
      {"a member too many", replaced(log, "{\"number\":1", "{\"extra\":1,\"number\":1"), "log:1",
       "member \"number\" expected"},
      {"a time that is not one", replaced(log, "Z\",\"party", "\",\"party"), "log:1", "not a time"},
      {"a number too many", replaced(log, "{\"number\":2", "{\"number\":3"), "log:2",
       "expected entry 2, found entry 3"},
      {"begun again",
       l[0] + replaced(replaced(l[0], "\"number\":1", "\"number\":2"), std::string(64, '0'),
                       to_hex(read_evidence(l[0], "log").value().head().head.bytes)),
       "log:2", "begun"},
  };
  for (const Fault& fault : faults) {
    CAPTURE(fault.what);
    const auto read = read_evidence(fault.text, "log");
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::malformed);
    CAPTURE(read.error().message);
    CHECK(read.error().message.starts_with(fault.place));
    CHECK(read.error().message.find(fault.says) != std::string::npos);
  }
}

TEST_CASE("a log that lost its end reads and its head says so") {
  const std::string log = four_lines();
  const std::vector<std::string> l = lines_of(log);
  const EvidenceLog whole = read_evidence(log, "log").value();
  const EvidenceLog cut = read_evidence(l[0] + l[1] + l[2], "log").value();
  CHECK(cut.head().length == 3);
  CHECK(cut.head().head == whole.digests[2]);
}

TEST_CASE("a byte changed anywhere is found or leaves another head") {
  const std::string log = four_lines();
  const EvidenceHead head = read_evidence(log, "log").value().head();
  for (std::size_t i = 0; i < log.size(); ++i) {
    std::string changed = log;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto read = read_evidence(changed, "log");
    CAPTURE(i);
    CHECK((!read || read.value().head() != head));
  }
}

TEST_CASE("a broken log is refused before anything is written to it") {
  const TemporaryFolder folder;
  { REQUIRE(writer_in(folder).append(kNoon, events::Closed{0, 0})); }
  const std::string path = path_of_log(folder);
  const std::string name = path.substr(folder.path().size() + 1);
  const std::string broken = replaced(folder.get(name), "\"made\":0", "\"made\":x");
  folder.put(name, broken);
  const auto opened = EvidenceWriter::open(folder.path(), some_agreement(), "council");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == Errc::malformed);
  CHECK(folder.get(name) == broken);
}

TEST_CASE("a log belongs to one party") {
  const TemporaryFolder folder;
  { REQUIRE(writer_in(folder).append(kNoon, events::Closed{0, 0})); }
  const auto opened = EvidenceWriter::open(folder.path(), some_agreement(), "linkers");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == Errc::refused);
}

TEST_CASE("entries that are noted together are all in the log or none") {
  const TemporaryFolder folder;
  EvidenceWriter writer = writer_in(folder);
  const std::vector<Event> both = {events::SecretMade{some_key_check()}, events::Closed{2, 0}};
  {
    const FailingPort port(port::Call::sync, std::errc::io_error);
    CHECK_FALSE(writer.append(kNoon, both));
  }
  CHECK(writer.head().length == 0);
  CHECK(read_file(path_of_log(folder), 1 << 20).value().empty());
  REQUIRE(writer.append(kNoon, both));
  CHECK(writer.head().length == 3);
  const std::string text = read_file(path_of_log(folder), 1 << 20).value();
  CHECK(read_evidence(text, "log").value().head() == writer.head());
}

TEST_CASE("two who write at once leave one unbroken chain") {
  const TemporaryFolder folder;
  const auto write = [&] {
    for (int i = 0; i < 10; ++i) {
      auto writer = EvidenceWriter::open(folder.path(), some_agreement(), "council");
      if (!writer || !writer.value().append(kNoon, events::Closed{1, 1})) return;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(write);
  for (std::thread& thread : threads) thread.join();
  CHECK(writer_in(folder).head().length == 41);
}

// The lines of a fenced block of the page, each with its LF.
std::string block_of(const std::string& page, const std::string& fence) {
  const std::size_t begin = page.find("```" + fence + "\n");
  REQUIRE(begin != page.npos);
  const std::size_t first = page.find('\n', begin) + 1;
  return page.substr(first, page.find("```", first) - first);
}

TEST_CASE("the example of the page is a log with the digests it says") {
  const std::string page = protocol_vectors::read("../../docs/formats/evidence.md");
  const EvidenceLog log = read_evidence(block_of(page, "evidence"), "example").value();
  std::string digests;
  for (std::size_t i = 0; i < log.digests.size(); ++i) {
    digests +=
        "digest of line " + std::to_string(i + 1) + "    = " + to_hex(log.digests[i].bytes) + "\n";
  }
  CHECK(log.entries.size() == 3);
  CHECK(block_of(page, "example") == digests);
}

TEST_CASE("every event is read back as it was written and no other facts are read") {
  const Digest file;
  const Manifest manifest = some_manifest(1);
  const std::vector<LinkedInput> inputs = {{"school", file, 5, 4}, {"health", file, 3, 3}};
  const std::vector<Event> all = {
      events::Begun{some_agreement().terms().project},
      events::Signed{file},
      events::SecretMade{some_key_check()},
      events::SecretReceived{some_key_check()},
      some_encoding(),
      events::Sealed{file_facts(manifest, file)},
      events::received(manifest, file),
      events::Checked{inputs},
      events::Linked{inputs, {{"exact-upn", 3}}, 4},
      events::Released{"insights", {"school", "health"}, 7},
      events::Attached{"school", "insights", {8, 2, 1, 5}},
      events::Opened{SealKind::bridge, file},
      events::SecretDestroyed{some_key_check()},
      events::Closed{3, 4},
  };
  CHECK(all.size() == std::variant_size_v<Event>);
  for (const Event& event : all) {
    const std::string word(word_of(event));
    CAPTURE(word);
    const Json::Object facts = print_facts(event);
    const Result<Event> read = parse_event(word, facts, "facts");
    REQUIRE(read);
    CHECK(read.value().index() == event.index());
    CHECK(dump_json_line(print_facts(read.value())) == dump_json_line(facts));
    Json::Object more = facts;
    more.emplace_back("surname", "x");
    CHECK_FALSE(parse_event(word, more, "facts"));
    Json::Object fewer = facts;
    fewer.pop_back();
    CHECK_FALSE(parse_event(word, fewer, "facts"));
    Json::Object misspelt = facts;
    misspelt.back().first += "s";
    CHECK_FALSE(parse_event(word, misspelt, "facts"));
  }
}

}  // namespace
}  // namespace tally::evidence_test
