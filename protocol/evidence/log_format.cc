#include "protocol/evidence/log_format.h"

#include <optional>
#include <utility>

#include "common/json.h"
#include "protocol/base/json_members.h"
#include "protocol/base/limits.h"
#include "protocol/evidence/event_codec.h"

namespace tally {
namespace {

Result<std::uint64_t> read_count(Members& members, std::string_view name) {
  const Json* json = TRY(members.next(name));
  const std::int64_t* value = json->as_integer();
  if (value == nullptr || *value < 0) {
    return malformed(members.place_of(name) + ": not a whole number");
  }
  return static_cast<std::uint64_t>(*value);
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

Result<Event> read_event(Members& members) {
  const std::string word = TRY(members.string("event"));
  const Json* facts = TRY(members.next("facts"));
  const std::string place = members.place_of("facts");
  if (facts->as_object() == nullptr) return malformed(place + ": not an object");
  return parse_event(word, *facts->as_object(), place);
}

Result<EvidenceEntry> entry_of(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  EvidenceEntry entry;
  entry.number = TRY(read_count(members, "number"));
  entry.time = TRY(read_time(members, "time"));
  entry.party = TRY(read_name(members, "party"));
  entry.agreement = TRY(members.id<Digest>("agreement"));
  entry.event = TRY(read_event(members));
  entry.previous = TRY(members.id<Digest>("previous"));
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
    return malformed(place + ": expected entry " + std::to_string(head.length + 1) +
                     ", found entry " + std::to_string(entry.number));
  }
  if (entry.previous != head.head) {
    return malformed(place + ": does not follow from the line before");
  }
  if (is<events::Begun>(entry.event) != log.entries.empty()) {
    return malformed(place + ": the first entry, and only the first, must be \"begun\"");
  }
  if (!log.entries.empty() && entry.party != log.entries.front().party) {
    return malformed(place + ": an entry of another party");
  }
  return {};
}

}  // namespace

void EvidenceLog::add(EvidenceEntry entry, std::string_view line) {
  entries.push_back(std::move(entry));
  digests.push_back(sha256({as_bytes(line)}));
}

void EvidenceLog::cut(std::size_t length) {
  entries.resize(length);
  digests.resize(length);
}

std::string print_evidence(const EvidenceEntry& entry) {
  return dump_json_line(Json::Object{{"number", static_cast<std::int64_t>(entry.number)},
                                     {"time", print_time(entry.time)},
                                     {"party", entry.party},
                                     {"agreement", to_hex(entry.agreement.bytes)},
                                     {"event", word_of(entry.event)},
                                     {"facts", print_facts(entry.event)},
                                     {"previous", to_hex(entry.previous.bytes)}});
}

Result<EvidenceLog> read_evidence(std::string_view text, const std::string& name) {
  EvidenceLog log;
  while (!text.empty()) {
    const std::string place = name + ":" + std::to_string(log.entries.size() + 1);
    const std::size_t end = text.find('\n');
    if (end == text.npos) {
      return malformed(place + ": the last line is incomplete",
                       "the command that wrote it did not finish: keep a copy, then remove that "
                       "line");
    }
    const std::string_view line = text.substr(0, end);
    EvidenceEntry entry = TRY(parse_line(line, place));
    TRY(check_follows(log, entry, place));
    log.add(std::move(entry), line);
    text.remove_prefix(end + 1);
  }
  return log;
}

}  // namespace tally
