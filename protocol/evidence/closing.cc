#include "protocol/evidence/closing.h"

#include "common/json.h"

namespace tally {
namespace {

Json count(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

Json files_json(const std::vector<NotedFile>& files) {
  Json::Array list;
  for (const NotedFile& noted : files) {
    list.push_back(Json::Object{{"kind", name_of(noted.file.kind)},
                                {"dataset", noted.file.dataset},
                                {"analyst", noted.file.analyst},
                                {"maker", noted.maker},
                                {"sequence", count(noted.file.sequence)},
                                {"rows", count(noted.file.rows)},
                                {"file", to_hex(noted.file.digest.bytes)}});
  }
  return list;
}

}  // namespace

ClosingStatement make_closing(const Agreement& agreement, std::string_view party,
                              const EvidenceHead& head, const PartyState& state) {
  return {.project = agreement.terms().project,
          .agreement = agreement.fingerprint(),
          .party = std::string(party),
          .log = head,
          .made = state.made(),
          .received = state.received(),
          .secret_destroyed = state.last_destroyed()};
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
