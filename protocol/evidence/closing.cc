#include "protocol/evidence/closing.h"

#include "common/json.h"

namespace tally {
namespace {

ClosingFile file_of(const EvidenceEntry& entry) {
  const bool made = entry.event == "sealed";
  return {std::string(text_fact(entry, "kind")),
          std::string(text_fact(entry, "dataset")),
          std::string(text_fact(entry, "analyst")),
          made ? entry.party : std::string(text_fact(entry, "maker")),
          count_fact(entry, "sequence"),
          count_fact(entry, "rows"),
          std::string(text_fact(entry, "file"))};
}

Json count(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

Json files_json(const std::vector<ClosingFile>& files) {
  Json::Array list;
  for (const ClosingFile& file : files) {
    list.push_back(Json::Object{{"kind", file.kind},
                                {"dataset", file.dataset},
                                {"analyst", file.analyst},
                                {"maker", file.maker},
                                {"sequence", count(file.sequence)},
                                {"rows", count(file.rows)},
                                {"file", file.file}});
  }
  return list;
}

}  // namespace

ClosingStatement make_closing(const Agreement& agreement, std::string_view party,
                              const EvidenceLog& log) {
  ClosingStatement statement;
  statement.project = agreement.terms().project;
  statement.agreement = agreement.fingerprint();
  statement.party = party;
  statement.log = log.head();
  for (const EvidenceEntry& entry : log.entries) {
    if (entry.event == "sealed") statement.made.push_back(file_of(entry));
    if (entry.event == "received") statement.received.push_back(file_of(entry));
    if (entry.event == "secret_destroyed") statement.secret_destroyed = entry.time;
  }
  return statement;
}

std::string print_closing(const ClosingStatement& statement) {
  const std::optional<Time>& destroyed = statement.secret_destroyed;
  return dump_json(
      Json::Object{{"format", "tallystick-closing/1"},
                   {"project", to_hex(statement.project.bytes)},
                   {"agreement", to_hex(statement.agreement.bytes)},
                   {"party", statement.party},
                   {"log", Json::Object{{"length", count(statement.log.length)},
                                        {"head", to_hex(statement.log.head.bytes)}}},
                   {"made", files_json(statement.made)},
                   {"received", files_json(statement.received)},
                   {"secret_destroyed", destroyed ? print_time(*destroyed) : std::string()}});
}

}  // namespace tally
