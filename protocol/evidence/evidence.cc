#include "protocol/evidence/evidence.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "common/append_file.h"
#include "common/paths.h"
#include "protocol/base/json_members.h"
#include "protocol/base/limits.h"

namespace tally {
namespace {

constexpr std::size_t kMaxLog = std::size_t{64} << 20;  // bytes
constexpr std::string_view kFirst = "begun";

Result<std::uint64_t> read_count(Members& members, std::string_view name) {
  const Json* json = TRY(members.next(name));
  const std::int64_t* value = json->as_integer();
  if (value == nullptr || *value < 0) {
    return malformed(members.place_of(name) + ": not a whole number");
  }
  return static_cast<std::uint64_t>(*value);
}

Result<Digest> read_digest(Members& members, std::string_view name) {
  const std::string text = TRY(members.string(name));
  const std::optional<Bytes> bytes = from_hex(text);
  Digest digest;
  if (!bytes || bytes->size() != Digest::kSize) {
    return malformed(members.place_of(name) + ": not a digest");
  }
  std::ranges::copy(*bytes, digest.bytes.begin());
  return digest;
}

Result<Time> read_time(Members& members, std::string_view name) {
  const std::string text = TRY(members.string(name));
  const std::optional<Time> time = parse_time(text);
  if (!time) return malformed(members.place_of(name) + ": not a time");
  return *time;
}

Result<std::string> read_name(Members& members, std::string_view name) {
  std::string text = TRY(members.string(name));
  if (!is_name(text)) return malformed(members.place_of(name) + ": not a name");
  return text;
}

Result<Json::Object> read_object(Members& members, std::string_view name) {
  const Json* json = TRY(members.next(name));
  if (json->as_object() == nullptr) return malformed(members.place_of(name) + ": not an object");
  return *json->as_object();
}

Result<EvidenceEntry> entry_of(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  EvidenceEntry entry;
  entry.number = TRY(read_count(members, "number"));
  entry.time = TRY(read_time(members, "time"));
  entry.party = TRY(read_name(members, "party"));
  entry.agreement = TRY(read_digest(members, "agreement"));
  entry.event = TRY(members.string("event"));
  entry.facts = TRY(read_object(members, "facts"));
  TRY(check_facts(entry.event, entry.facts, members.place_of("facts")));
  entry.previous = TRY(read_digest(members, "previous"));
  TRY(members.end());
  return entry;
}

Result<EvidenceEntry> parse_line(std::string_view line, const std::string& place) {
  const Result<Json> json = parse_json(line);
  if (!json) return malformed(place + ": not valid JSON");
  EvidenceEntry entry = TRY(entry_of(json.value(), place));
  if (print_evidence(entry) != line) return malformed(place + ": not in the canonical form");
  return entry;
}

// Whether the entry is the one that comes next in the log.
Status check_follows(const EvidenceLog& log, const EvidenceEntry& entry, const std::string& place) {
  const EvidenceHead head = log.head();
  if (entry.number != head.length + 1) {
    return malformed(place + ": entry " + std::to_string(entry.number) + " where " +
                     std::to_string(head.length + 1) + " should stand");
  }
  if (entry.previous != head.head) {
    return malformed(place + ": does not follow from the line before");
  }
  if ((entry.event == kFirst) != log.entries.empty()) {
    return malformed(place + ": \"begun\" is the first entry, and the first alone");
  }
  if (!log.entries.empty() && entry.party != log.entries.front().party) {
    return malformed(place + ": an entry of another party");
  }
  return {};
}

void add(EvidenceLog& log, EvidenceEntry entry, std::string_view line) {
  log.entries.push_back(std::move(entry));
  log.digests.push_back(sha256({as_bytes(line)}));
}

// Whether an entry is about a file of this kind, data set and analyst.
bool is_about(const EvidenceEntry& entry, std::string_view event, SealKind kind,
              std::string_view dataset, std::string_view analyst) {
  return entry.event == event && text_fact(entry, "kind") == name_of(kind) &&
         text_fact(entry, "dataset") == dataset && text_fact(entry, "analyst") == analyst;
}

const Json* find_fact(const EvidenceEntry& entry, std::string_view name) {
  const auto fact = std::ranges::find(entry.facts, name, &Json::Object::value_type::first);
  return fact == entry.facts.end() ? nullptr : &fact->second;
}

Digest digest_of(std::string_view hex) {
  Digest digest;
  const std::optional<Bytes> bytes = from_hex(hex);
  std::ranges::copy(*bytes, digest.bytes.begin());
  return digest;
}

}  // namespace

std::string_view text_fact(const EvidenceEntry& entry, std::string_view name) {
  const Json* fact = find_fact(entry, name);
  const std::string* text = fact == nullptr ? nullptr : fact->as_string();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::uint64_t count_fact(const EvidenceEntry& entry, std::string_view name) {
  const Json* fact = find_fact(entry, name);
  const std::int64_t* count = fact == nullptr ? nullptr : fact->as_integer();
  return count == nullptr ? 0 : static_cast<std::uint64_t>(*count);
}

namespace {

const Json::Array& list_fact(const EvidenceEntry& entry, std::string_view name) {
  static const Json::Array kNone;
  const Json* fact = find_fact(entry, name);
  return fact == nullptr || fact->as_array() == nullptr ? kNone : *fact->as_array();
}

// Members of a list's objects, which check_facts has seen.
const std::string& text_of(const Json& item, std::string_view name) {
  return *item.find(name)->as_string();
}
std::uint64_t count_of(const Json& item, std::string_view name) {
  return static_cast<std::uint64_t>(*item.find(name)->as_integer());
}

}  // namespace

std::vector<LinkedInput> inputs_of(const EvidenceEntry& entry) {
  std::vector<LinkedInput> inputs;
  for (const Json& item : list_fact(entry, "inputs")) {
    inputs.push_back({text_of(item, "dataset"), digest_of(text_of(item, "file")),
                      count_of(item, "rows"), count_of(item, "records")});
  }
  return inputs;
}

std::vector<LinkedPass> passes_of(const EvidenceEntry& entry) {
  std::vector<LinkedPass> passes;
  for (const Json& item : list_fact(entry, "passes")) {
    passes.push_back({text_of(item, "pass"), count_of(item, "links")});
  }
  return passes;
}

std::vector<std::string> datasets_of(const EvidenceEntry& entry) {
  std::vector<std::string> names;
  for (const Json& item : list_fact(entry, "datasets")) names.push_back(*item.as_string());
  return names;
}

std::string print_evidence(const EvidenceEntry& entry) {
  return dump_json_line(Json::Object{{"number", static_cast<std::int64_t>(entry.number)},
                                     {"time", print_time(entry.time)},
                                     {"party", entry.party},
                                     {"agreement", to_hex(entry.agreement.bytes)},
                                     {"event", entry.event},
                                     {"facts", entry.facts},
                                     {"previous", to_hex(entry.previous.bytes)}});
}

Result<EvidenceLog> read_evidence(std::string_view text, const std::string& name) {
  EvidenceLog log;
  while (!text.empty()) {
    const std::string place = name + ":" + std::to_string(log.entries.size() + 1);
    const std::size_t end = text.find('\n');
    if (end == text.npos) {
      return malformed(place + ": the last line is not whole",
                       "the command that wrote it did not finish: keep a copy and take it away");
    }
    const std::string_view line = text.substr(0, end);
    EvidenceEntry entry = TRY(parse_line(line, place));
    TRY(check_follows(log, entry, place));
    add(log, std::move(entry), line);
    text.remove_prefix(end + 1);
  }
  return log;
}

struct EvidenceWriter::State {
  AppendFile file;
  EvidenceLog log;
  ProjectId project;
  Digest agreement;
  std::string party;

  Status append(Time time, std::string_view event, Json::Object facts);
};

EvidenceWriter::EvidenceWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
EvidenceWriter::EvidenceWriter(EvidenceWriter&&) noexcept = default;
EvidenceWriter& EvidenceWriter::operator=(EvidenceWriter&&) noexcept = default;
EvidenceWriter::~EvidenceWriter() = default;

Result<EvidenceWriter> EvidenceWriter::open(const std::string& identity_folder,
                                            const Agreement& agreement, std::string_view party) {
  const std::string folder = identity_folder + "/evidence";
  TRY(make_folder(folder));
  const ProjectId& project = agreement.terms().project;
  const std::string path = folder + "/" + to_hex(project.bytes) + ".jsonl";
  AppendFile file = TRY(AppendFile::open(path, kMaxLog));
  EvidenceLog log = TRY(read_evidence(file.found(), path));
  if (!log.entries.empty() && log.entries.front().party != party) {
    return refused(path + ": the log of another party of this project");
  }
  return EvidenceWriter(std::unique_ptr<State>(new State{
      std::move(file), std::move(log), project, agreement.fingerprint(), std::string(party)}));
}

const EvidenceLog& EvidenceWriter::log() const {
  return state_->log;
}

const std::string& EvidenceWriter::path() const {
  return state_->file.path();
}

Status EvidenceWriter::append(Time time, std::string_view event, Json::Object facts) {
  if (state_->log.entries.empty()) {
    TRY(state_->append(time, kFirst, begun_facts(state_->project)));
  }
  return state_->append(time, event, std::move(facts));
}

Status EvidenceWriter::State::append(Time time, std::string_view event, Json::Object facts) {
  const EvidenceHead head = log.head();
  EvidenceEntry entry{head.length + 1,  time,     party, agreement, std::string(event),
                      std::move(facts), head.head};
  assert(check_facts(entry.event, entry.facts, "facts"));
  const std::string line = print_evidence(entry);
  TRY(file.append(line + "\n"));
  add(log, std::move(entry), line);
  return {};
}

std::string describe_sealed(const EvidenceEntry& entry) {
  const std::string_view dataset = text_fact(entry, "dataset");
  const std::string_view analyst = text_fact(entry, "analyst");
  std::string text = "the " + std::string(text_fact(entry, "kind"));
  if (!dataset.empty()) text += " of " + std::string(dataset);
  if (!analyst.empty()) text += " for " + std::string(analyst);
  return text;
}

NextInSequence next_in_sequence(const EvidenceLog& log, SealKind kind, std::string_view dataset,
                                std::string_view analyst) {
  NextInSequence next;
  for (const EvidenceEntry& entry : log.entries) {
    if (!is_about(entry, "sealed", kind, dataset, analyst)) continue;
    next.sequence = count_fact(entry, "sequence") + 1;
    next.previous = digest_of(text_fact(entry, "manifest"));
  }
  return next;
}

std::uint64_t last_received(const EvidenceLog& log, SealKind kind, std::string_view maker,
                            std::string_view dataset, std::string_view analyst) {
  std::uint64_t newest = 0;
  for (const EvidenceEntry& entry : log.entries) {
    if (is_about(entry, "received", kind, dataset, analyst) && text_fact(entry, "maker") == maker) {
      newest = std::max(newest, count_fact(entry, "sequence"));
    }
  }
  return newest;
}

bool was_received(const EvidenceLog& log, const Digest& file) {
  return std::ranges::any_of(log.entries, [&](const EvidenceEntry& entry) {
    return entry.event == "received" && text_fact(entry, "file") == to_hex(file.bytes);
  });
}

}  // namespace tally
